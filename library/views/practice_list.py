"""The public library: what curators feature, facets, rows, pages. The same for everybody, but for one thing: members
of a school are shown what worked in schools like theirs. Works without scripts."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.locales import language_of
from core.web.pagination import page_of
from core.web.query_params import count_page, shorten, trimmed, values_by_name
from library.models import LibraryPage
from library.policy import PRACTICES_A_PAGE
from library.queries.catalogue import FACETS, catalogue
from library.queries.landing_page import COLLECTION, collection_for, first_collection, landing_for
from library.queries.practice_list import NEWEST, FoundPractices, LibraryFilters, find, wanted_languages
from library.queries.schools_alike import worked_alike
from library.showing.library_filters import LIKE, chosen, facets, orders, quick
from library.showing.library_page import by_key, facts_line, featured, first_of, like_yours
from library.showing.practice_rows import Row, rows_of

ASKED = ("order", LIKE)


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    count_page(request)
    shorten(request, FACETS, ASKED)
    filters = LibraryFilters.read(values_by_name(request.GET, FACETS), order=request.GET.get("order", NEWEST))
    asked = trimmed(request.GET, FACETS, ASKED)
    worked = worked_alike(request.user, catalogue()) if asked.get(LIKE) else None
    found = find(filters, among=worked.schools if worked else None)
    page = page_of(request, found.keys, PRACTICES_A_PAGE, total=len(found.keys))
    landing = landing_for(request.user, language=language_of())
    first = not filters.chosen and not worked and page.number == 1
    context = {
        "landing": landing,
        "foreign": landing.language if landing and landing.language != language_of() else "",
        "facts": facts_line(found.catalogue),
        "filters": filters,
        "total": len(found.keys),
        "narrowed": bool(filters.chosen or worked),
        "page": page,
        "facets": facets(filters, found, like=worked is not None),
        "quick": quick(asked, filters, found),
        "tags": chosen(asked, filters, like=worked is not None),
        "orders": orders(asked, filters),
        "whole": len(found.catalogue.keys),
        **_rows(request, found, list(page.object_list), filters, landing if first else None, first=first),
    }
    return render(request, "library/library.html", context)


def _rows(
    request: HttpRequest,
    found: FoundPractices,
    keys: list[UUID],
    filters: LibraryFilters,
    landing: LibraryPage | None,
    *,
    first: bool,
) -> dict[str, Any]:
    """All rows of the page are read together: what stands above the list only on the first page of all practices."""
    collection = first_collection(landing) if landing else None
    worked = worked_alike(request.user, found.catalogue) if first else None
    above: Collection[UUID] = [*(collection.keys if collection else ()), *first_of(worked)]
    wanted = list(dict.fromkeys([*keys, *above]))
    rows = by_key(rows_of(wanted, found.catalogue, wanted_languages(language_of(), filters)))
    return {
        "rows": [rows[key] for key in keys if key in rows],
        "featured": featured(collection, rows),
        "like": like_yours(worked, rows),
        "more_collections": _after_the_first(landing),
        "rows_of_curators": [block for block in landing.rows if block.block_type != COLLECTION] if landing else [],
    }


def _after_the_first(landing: LibraryPage | None) -> list[Any]:
    return [block for block in landing.rows if block.block_type == COLLECTION][1:] if landing else []


@require_safe
def collection(request: HttpRequest, code: UUID) -> HttpResponse:
    """What curators chose, in their order."""
    count_page(request)
    found = collection_for(request.user, str(code), language=language_of())
    rows: list[Row] = rows_of(found.keys, catalogue()) if found and found.keys else []
    if found is None or not rows:
        raise Http404
    foreign = found.language if found.language != language_of() else ""
    return render(request, "library/collection.html", {"collection": found, "rows": rows, "foreign": foreign})
