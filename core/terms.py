"""Reads vocabularies. A scheme is small and read on every page, so each process caches it for a minute."""

import time
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.models import Term

LIFE: Final = 60.0  # seconds until a label that a ministry changed is shown by every process
# Whole schemes in plain memory: the cache of a small installation is a table, and cost a query for each label.
_kept: dict[str, tuple[float, dict[str, Term]]] = {}


def terms_of(scheme: str, *, on: date | None = None) -> QuerySet[Term]:
    """The terms of a scheme that are valid on a day (today)."""
    day = on or timezone.localdate()
    return Term.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day), scheme=scheme
    )


def labels_of(scheme: str) -> dict[str, Term]:
    """All terms of a scheme by code, old ones too: what was written once must stay readable."""
    read_at, found = _kept.get(scheme, (0.0, None))
    if found is None or time.monotonic() - read_at > LIFE:
        found = {term.code: term for term in Term.objects.filter(scheme=scheme)}
        _kept[scheme] = (time.monotonic(), found)
    return found


def forget_terms() -> None:
    """Empty the cache: for tests, and after the demo was removed."""
    _kept.clear()


def label(scheme: str, code: str) -> str:
    term = labels_of(scheme).get(code)
    return term.label if term else code
