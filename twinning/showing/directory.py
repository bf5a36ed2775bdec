"""The facets beside the directory, with their counts, and the choices above its list."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core.language.formats import alphabetical, country_name, format_number, language_name
from core.language.kyrgyz_places import region_of_code
from core.models import Term
from core.policy import FACET_OPTIONS_SHOWN
from core.text import clean
from twinning.models import State
from twinning.policy import QUERY_CHARACTERS
from twinning.queries.directory import SCHEMES, FoundInstitutions
from twinning.queries.directory_filters import DirectoryFilters


def facets_of(filters: DirectoryFilters, found: FoundInstitutions, terms: dict[str, list[Term]]) -> dict[str, Any]:
    """For components/facets.html: each facet with its values, and how many institutions have them."""
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
    return {
        "url": reverse("twinning:directory"),
        "groups": [group for group in groups if group["options"]],
        "hidden": [("q", filters.words)] if filters.words else [],
        "chosen": len(filters.chosen),
        "submit": _("Show the institutions"),
        "clear_url": _address([("q", filters.words)]) if filters.words else reverse("twinning:directory"),
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
    options: list[dict[str, Any]] = [
        {"value": value, "label": text, "count": format_number(n) if n else "", "checked": value in chosen}
        for value, text, n in choices
    ]
    options.sort(key=lambda option: not option["checked"])
    shown = max(FACET_OPTIONS_SHOWN, sum(option["checked"] for option in options))
    more = options[shown:]
    order = {value: rank for rank, (value, _label) in enumerate(alphabetical((o["value"], o["label"]) for o in more))}
    more.sort(key=lambda option: order[option["value"]])
    return {"name": name, "label": label, "options": options[:shown], "more": more}


def chosen_tags(filters: DirectoryFilters, terms: dict[str, list[Term]]) -> list[dict[str, str]]:
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
            "url": _without(filters, name, value),
        }
        for name, value in filters.chosen
    ]


def _region(code: str) -> str:
    spot = region_of_code(code)
    return spot.name() if spot else code


def _without(filters: DirectoryFilters, name: str, value: str) -> str:
    text = clean(filters.text[:QUERY_CHARACTERS])
    words = [("q", text)] if text else []
    return _address([*words, *(one for one in filters.chosen if one != (name, value))])


def _address(asked: Iterable[tuple[str, str]]) -> str:
    return f"{reverse('twinning:directory')}?{urlencode(list(asked))}"
