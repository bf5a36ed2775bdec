"""The filters of a list of suggestions: what is chosen, what is left, and how many each choice would leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.language.formats import country_name, format_number, language_name
from core.terms import label
from twinning.matching import MatchSide, Ranked

Values = Callable[[MatchSide, Ranked], Iterable[str]]
AN_HOUR: Final = 60
OPTIONS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class _Filter:
    """`values`: those of one suggestion. A radio has them all in `order`, others those that the list has."""

    title: Callable[[], str]
    values: Values
    word: Callable[[str], str]
    order: Sequence[str] = ()
    radio: bool = False


def _lessons(us: MatchSide, one: Ranked) -> list[str]:
    if one.minutes >= AN_HOUR:
        return ["hour"]
    return [] if one.minutes or not us.lessons or not one.them.lessons else ["none"]


def _strength_word(value: str) -> str:
    words = {"strong": pgettext("match", "strong"), "good": pgettext("match", "good")}
    return words.get(value) or pgettext("match", "fair")


FILTERS: Final[Mapping[str, _Filter]] = {
    "strength": _Filter(
        lambda: _("Strength"), lambda _us, one: [one.score.strength], _strength_word, ("strong", "good", "fair")
    ),
    "lessons": _Filter(
        lambda: _("Common lessons"),
        _lessons,
        lambda value: _("an hour a day or more") if value == "hour" else _("none: by letters only"),
        ("hour", "none"),
        radio=True,
    ),
    "country": _Filter(lambda: _("Country"), lambda _us, one: [one.them.country], country_name),
    "work": _Filter(
        lambda: _("Kind of work"),
        lambda us, one: sorted(us.work.keys() & one.them.work.keys()),
        lambda value: label("work", value),
    ),
    "language": _Filter(
        lambda: _("Common language"),
        lambda us, one: sorted(us.languages.keys() & one.them.languages.keys()),
        language_name,
    ),
}


@dataclass(frozen=True, slots=True)
class Filtered:
    """`facets` is for components/facets.html; None where there is nothing to choose."""

    kept: list[Ranked]
    facets: dict[str, Any] | None
    chosen: int


def filtered(us: MatchSide, ranked: Sequence[Ranked], query: QueryDict, *, url: str) -> Filtered:
    """What is asked for and nobody in the list has is passed over."""
    values = {name: [set(one.values(us, row)) for row in ranked] for name, one in FILTERS.items()}
    known = {name: set().union(*rows) for name, rows in values.items()}
    chosen = {name: known[name] & set(query.getlist(name)) for name in FILTERS}
    kept = [row for at, row in enumerate(ranked) if _passes(values, chosen, at)]
    groups = [_group(name, values, chosen) for name in FILTERS if len(known[name]) > 1 or chosen[name]]
    number = sum(map(len, chosen.values()))
    facets = {
        "url": url,
        "groups": groups,
        "chosen": number,
        "submit": _("Show who fits"),
        "clear_url": url,
    }
    return Filtered(kept, facets if groups and len(ranked) > 1 else None, number)


def _passes(values: Mapping[str, list[set[str]]], chosen: Mapping[str, set[str]], at: int, but: str = "") -> bool:
    return all(name == but or not wanted or wanted & values[name][at] for name, wanted in chosen.items())


def _group(name: str, values: Mapping[str, list[set[str]]], chosen: Mapping[str, set[str]]) -> dict[str, Any]:
    one, rows = FILTERS[name], values[name]
    open_to = [row for at, row in enumerate(rows) if _passes(values, chosen, at, but=name)]
    counts = {value: sum(value in row for row in open_to) for value in set().union(*rows)}
    words = {value: one.word(value) for value in counts}
    ranks = {value: at for at, value in enumerate(one.order)}
    ordered = sorted(counts, key=lambda value: (ranks.get(value, 0), -counts[value], words[value]))
    options = [_option(value, words[value], format_number(counts[value]), value in chosen[name]) for value in ordered]
    if one.radio:
        options.insert(0, _option("", _("no matter"), "", not chosen[name]))
    shown = max([OPTIONS_SHOWN, *(at + 1 for at, option in enumerate(options) if option["checked"])])
    more = options[shown:]
    return {"name": name, "label": one.title(), "radio": one.radio, "options": options[:shown], "more": more}


def _option(value: str, word: str, count: str, checked: bool) -> dict[str, Any]:
    return {"value": value, "label": word, "count": count, "checked": checked}
