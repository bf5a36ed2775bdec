"""Lists the vocabularies and their terms for machines."""

from collections.abc import Sequence

from django.urls import reverse

from core.models import Term
from core.registry import ListedPage, Listing, add_listing


def offer() -> None:
    add_listing(Listing(name="terms", views=("core:term", "core:terms"), rows=_rows, pages=_pages))


def _rows() -> list[tuple[str, ...]]:
    """(scheme,) and (scheme, code): some hundred."""
    terms = list(Term.objects.order_by("scheme", "code").values_list("scheme", "code"))
    return [*((scheme,) for scheme in dict.fromkeys(scheme for scheme, _code in terms)), *terms]


def _pages(rows: Sequence[tuple[str, ...]]) -> list[ListedPage]:
    return [ListedPage({"": reverse("core:term" if len(row) > 1 else "core:terms", args=row)}) for row in rows]
