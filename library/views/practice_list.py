"""The public library: facets, rows, pages. The same for everybody; works without scripts."""

from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.language.formats import country_name, format_number, language_name
from core.locales import language_of
from core.policy import FACET_OPTIONS_SHOWN
from core.terms import labels_of
from core.web.pagination import page_of
from core.web.query_params import count_page, shorten, trimmed, values_by_name
from library.models import Evidence
from library.policy import PRACTICES_A_PAGE
from library.queries.catalogue import FACETS
from library.queries.landing_page import landing_for
from library.queries.practice_list import NEWEST, TRIED, FoundPractices, LibraryFilters, find, wanted_languages
from library.showing.practice_rows import rows_of

ALL_SHOWN: Final = 8
Choice = tuple[str, str]


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    count_page(request)
    shorten(request, FACETS, ("order",))
    filters = LibraryFilters.read(values_by_name(request.GET, FACETS), order=request.GET.get("order", NEWEST))
    asked = trimmed(request.GET, FACETS, ("order",))
    found = find(filters)
    page = page_of(request, found.keys, PRACTICES_A_PAGE, total=len(found.keys))
    landing = landing_for(request.user, language=language_of())
    context = {
        "landing": landing,
        "rows_of_curators": list(landing.rows) if landing and not filters.chosen and page.number == 1 else [],
        "foreign": landing.language if landing and landing.language != language_of() else "",
        "filters": filters,
        "total": len(found.keys),
        "page": page,
        "rows": rows_of(list(page.object_list), found.catalogue, wanted_languages(language_of(), filters)),
        "facets": _facets(filters, found),
        "tags": _chosen(asked, filters),
        "orders": _orders(asked, filters),
        "whole": len(found.catalogue.keys),
    }
    return render(request, "library/library.html", context)


def _facets(filters: LibraryFilters, found: FoundPractices) -> dict[str, Any]:
    groups = [_group(name, label, filters, found) for name, label in _labels().items()]
    address = reverse("library:library")
    ordered = filters.order != NEWEST
    return {
        "url": address,
        "groups": [group for group in groups if group["options"]],
        "hidden": [("order", filters.order)] if ordered else [],
        "chosen": len(filters.chosen),
        "submit": _("Show the practices"),
        "clear_url": f"{address}?order={filters.order}" if ordered else address,
    }


def _labels() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "language": _("Language"),
        "subject": _("Subject"),
        "grade": _("Grade"),
        "offline": _("Internet"),
        "evidence": _("Evidence"),
        "country": _("Country"),
    }


def _group(name: str, label: str, filters: LibraryFilters, found: FoundPractices) -> dict[str, Any]:
    """In the order of the vocabulary, countries and languages by number; what is chosen stands first."""
    counts, chosen = found.counts[name], getattr(filters, name)
    values = [*counts, *(value for value in chosen if value not in counts)]
    options = [
        {
            "value": value,
            "label": label_of(name, value),
            "count": format_number(counts[value]) if value in counts else "",
            "checked": value in chosen,
        }
        for value in sorted(values, key=lambda value: (*_place(name, value), -counts.get(value, 0), value))
    ]
    if len(options) <= ALL_SHOWN:
        return {"name": name, "label": label, "options": options, "more": []}
    options.sort(key=lambda option: not option["checked"])
    shown = max(FACET_OPTIONS_SHOWN, len(chosen))
    return {"name": name, "label": label, "options": options[:shown], "more": options[shown:]}


def _place(name: str, value: str) -> tuple[int, ...]:
    if name in SCHEMES:
        term = labels_of(SCHEMES[name]).get(value)
        return (term.order,) if term else (999,)
    return (int(value),) if name in {"grade", "evidence"} and value.isascii() and value.isdigit() else ()


SCHEMES: Final = {"kind": "practice_kind", "subject": "subject"}


def label_of(name: str, value: str) -> str:
    """In the reader's language; an unknown value is shown as it is."""
    if name in SCHEMES:
        term = labels_of(SCHEMES[name]).get(value)
        return capfirst(term.label) if term else value
    if name == "language":
        return language_name(value, capital=True)
    if name == "country":
        return country_name(value)
    if name == "evidence":
        return str(dict(Evidence.choices).get(int(value) if value.isascii() and value.isdigit() else 0, value))
    if name == "offline":
        return _("Works without internet") if value == "yes" else value
    return grade_label(value)


def grade_label(value: str) -> str:
    return _("preparatory class") if value == "0" else _("Grade %(n)s") % {"n": value}


def _chosen(query: QueryDict, filters: LibraryFilters) -> list[dict[str, str]]:
    """Each choice as a label that takes it away again."""
    return [
        {"label": label_of(name, value), "icon": "x", "tone": "blue", "url": _without(query, name, value)}
        for name, value in filters.chosen
    ]


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.setlist(name, [other for other in query.getlist(name) if other != value])
    return f"{reverse('library:library')}?{left.urlencode()}"


def _orders(query: QueryDict, filters: LibraryFilters) -> Iterable[dict[str, Any]]:
    names = {NEWEST: _("Newest first"), TRIED: _("Tried by most schools")}
    found = []
    for order, label in names.items():
        left = query.copy()
        left.pop("page", None)
        left["order"] = order
        url = f"{reverse('library:library')}?{left.urlencode()}"
        found.append({"label": label, "url": url, "current": filters.order == order})
    return found
