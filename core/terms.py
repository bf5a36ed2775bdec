"""Reading vocabularies. A scheme is small and read on every page: one query a request at most, cached a minute."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.models import Term


def terms_of(scheme: str, *, on: date | None = None) -> QuerySet[Term]:
    """The terms of a scheme that are valid on a day (today)."""
    day = on or timezone.localdate()
    return Term.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day), scheme=scheme
    )


def labels_of(scheme: str) -> dict[str, Term]:
    """All terms of a scheme by code, old ones too: what was written once must stay readable."""
    key = f"terms:{scheme}"
    found: dict[str, Term] | None = cache.get(key)
    if found is None:
        found = {term.code: term for term in Term.objects.filter(scheme=scheme)}
        cache.set(key, found, 60)
    return found


def label(scheme: str, code: str) -> str:
    term = labels_of(scheme).get(code)
    return term.label if term else code


def plant_terms(rows: Iterable[dict[str, Any]]) -> None:
    """Add the terms that are missing; labels that a ministry changed stay as they are. For migrations and the demo."""
    for row in rows:
        Term.objects.get_or_create(scheme=row["scheme"], code=row["code"], defaults=row)
