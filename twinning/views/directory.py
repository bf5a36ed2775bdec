"""The directory of institutions: facets, list, map. The same for everybody, works without script."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.language.formats import alphabetical, country_name, format_number, language_name
from core.language.kyrgyz_places import region_of_code
from core.models import Term
from core.web.pagination import page_of
from core.web.query_params import count_page, shorten, trimmed
from twinning.models import State
from twinning.policy import QUERY_CHARACTERS
from twinning.queries.directory import (
    CHOSEN,
    SCHEMES,
    DirectoryFilters,
    FoundInstitutions,
    clusters,
    directory_terms,
    for_list,
    search,
)
from twinning.showing.institution_rows import institution_row
from twinning.showing.maps import map_of

PAGE = 25
SHOWN = 6  # options of a facet before "more"
Option = dict[str, Any]


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    count_page(request)
    filters = DirectoryFilters.read(request.GET)
    shorten(request, CHOSEN, ("q",), longest=QUERY_CHARACTERS)
    found = search(filters)
    page = page_of(request, for_list(found.rows), PAGE, total=found.total)
    terms = directory_terms()
    kinds = {term.pk: term.label for term in terms["kind"]}
    context = {
        "filters": filters,
        "found": found,
        "page": page,
        "rows": [institution_row(institution, kinds) for institution in page.object_list],
        "map": map_of(clusters(found.rows), found.countries.most_common()) if page.number == 1 else None,
        "facets": _facets(filters, found, terms),
        "tags": _chosen(trimmed(request.GET, CHOSEN, ("q",)), filters, terms),
    }
    return render(request, "twinning/directory.html", context)


def _facets(filters: DirectoryFilters, found: FoundInstitutions, terms: dict[str, list[Term]]) -> dict[str, Any]:
    languages = [(code, language_name(code, capital=True), n) for code, n in _known(found.languages, filters.language)]
    countries = [(code, country_name(code), n) for code, n in _known(found.countries, filters.country)]
    regions = [(code, _region(code), n) for code, n in _known(found.regions, filters.region)]
    groups = [
        _group("state", _("State"), _states(found.states), filters.state),
        _group("country", _("Country"), countries, filters.country),
        _group("region", _("Region of Kyrgyzstan"), regions, filters.region),
        _group("kind", _("Kind"), _of_terms(terms["kind"], found.kinds, filters.kind), filters.kind),
        _group("level", _("Level of education"), _of_terms(terms["level"], found.levels, filters.level), filters.level),
        _group("language", _("Working language"), languages, filters.language),
        _group("theme", _("Theme"), _of_terms(terms["theme"], found.themes, filters.theme), filters.theme),
    ]
    address = reverse("twinning:directory")
    return {
        "url": address,
        "groups": [group for group in groups if group["options"]],
        "hidden": [("q", filters.words)] if filters.words else [],
        "chosen": len(filters.chosen),
        "submit": _("Show the institutions"),
        "clear_url": f"{address}?{_query({'q': filters.words})}" if filters.words else address,
    }


def _states(states: Counter[str]) -> list[tuple[str, str, int]]:
    labels = {State.VERIFIED: _("verified"), State.LISTED: _("from a register")}
    return [(state.value, label, states[state.value]) for state, label in labels.items() if states[state.value]]


def _known(counts: Counter[str], chosen: Iterable[str]) -> list[tuple[str, int]]:
    """The commonest first; what was chosen and nobody has stands there too, to be taken away."""
    found = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return found + [(value, 0) for value in chosen if value not in counts]


def _of_terms(terms: Iterable[Term], counts: Counter[int], chosen: Iterable[str]) -> list[tuple[str, str, int]]:
    """Terms that nobody has are left out, unless they were chosen."""
    return [(term.code, term.label, counts[term.pk]) for term in terms if counts[term.pk] or term.code in chosen]


def _group(name: str, label: str, choices: Iterable[tuple[str, str, int]], chosen: tuple[str, ...]) -> dict[str, Any]:
    """What is chosen stands first, so that it is never hidden behind "more"."""
    options: list[Option] = [
        {"value": value, "label": text, "count": format_number(n) if n else "", "checked": value in chosen}
        for value, text, n in choices
    ]
    options.sort(key=lambda option: not option["checked"])
    shown = max(SHOWN, sum(option["checked"] for option in options))
    more = options[shown:]
    order = {value: rank for rank, (value, _label) in enumerate(alphabetical((o["value"], o["label"]) for o in more))}
    more.sort(key=lambda option: order[option["value"]])
    return {"name": name, "label": label, "options": options[:shown], "more": more}


def _chosen(query: QueryDict, filters: DirectoryFilters, terms: dict[str, list[Term]]) -> list[dict[str, str]]:
    """Each choice as a label that takes it away again."""
    labels = {(term.scheme, term.code): term.label for scheme in SCHEMES for term in terms[scheme]}
    labels |= {("state", value): label for value, label, _n in _states(Counter(State.values))}
    names: dict[str, Callable[[str], str]] = {
        "country": country_name,
        "region": _region,
        "language": lambda code: language_name(code, capital=True),
    }
    return [
        {
            "label": labels.get((name, value)) or names.get(name, str)(value),
            "icon": "x",
            "tone": "blue",
            "url": _without(query, name, value),
        }
        for name, value in filters.chosen
    ]


def _region(code: str) -> str:
    spot = region_of_code(code)
    return spot.name() if spot else code


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.setlist(name, [other for other in query.getlist(name) if other != value])
    return f"{reverse('twinning:directory')}?{left.urlencode()}"


def _query(values: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()
