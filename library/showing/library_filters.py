"""Filters of the library as a page offers them: groups with counts, quick ones, what is chosen, orders."""

from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.language.formats import country_name, format_number, language_name
from core.policy import FACET_OPTIONS_SHOWN
from core.terms import labels_of
from library.models import Evidence
from library.policy import QUICK_FILTERS
from library.queries.practice_list import NEWEST, TRIED, FoundPractices, LibraryFilters
from library.showing.practice_rows import grade_label

ALL_SHOWN: Final = 8
SCHEMES: Final = {"kind": "practice_kind", "subject": "subject"}
LIKE: Final = "like"  # ?like=yes: only what worked in schools like the reader's


def facets(filters: LibraryFilters, found: FoundPractices, *, like: bool) -> dict[str, Any]:
    """For components/facets.html."""
    groups = [_group(name, label, filters, found) for name, label in _labels().items()]
    address = reverse("library:library")
    ordered = filters.order != NEWEST
    return {
        "url": address,
        "groups": [group for group in groups if group["options"]],
        "hidden": [*([("order", filters.order)] if ordered else []), *([(LIKE, "yes")] if like else [])],
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


def quick(query: QueryDict, filters: LibraryFilters, found: FoundPractices) -> list[dict[str, Any]]:
    """What most people look for, one press each: without internet, and the kinds of which there are most."""
    kinds = sorted(found.catalogue.bits["kind"].items(), key=lambda kind: -kind[1].bit_count())
    offered = [("offline", "yes"), *(("kind", code) for code, _bits in kinds)]
    return [
        {"label": label_of(name, value), "url": _with(query, name, value), "icon": "wifi-off" * (name == "offline")}
        for name, value in offered
        if (name, value) not in filters.chosen and found.counts[name].get(value)
    ][:QUICK_FILTERS]


def chosen(query: QueryDict, filters: LibraryFilters, *, like: bool) -> list[dict[str, str]]:
    """Each choice as a label that takes it away again."""
    names = [(LIKE, "yes")] * like + filters.chosen
    labels = {(LIKE, "yes"): _("Worked in schools like yours")}
    return [
        {
            "label": labels.get((name, value)) or label_of(name, value),
            "icon": "x",
            "tone": "blue",
            "url": _without(query, name, value),
        }
        for name, value in names
    ]


def _with(query: QueryDict, name: str, value: str) -> str:
    more = query.copy()
    more.appendlist(name, value)
    return f"{reverse('library:library')}?{more.urlencode()}"


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.setlist(name, [other for other in query.getlist(name) if other != value])
    return f"{reverse('library:library')}?{left.urlencode()}"


def orders(query: QueryDict, filters: LibraryFilters) -> list[dict[str, Any]]:
    names = {NEWEST: _("Newest first"), TRIED: _("Tried by most schools")}
    made = []
    for order, label in names.items():
        left = query.copy()
        left["order"] = order
        url = f"{reverse('library:library')}?{left.urlencode()}"
        made.append({"label": label, "url": url, "current": filters.order == order})
    return made
