"""The phrase book in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.language.formats import country_name, format_date, format_list, language_name
from core.language.kyrgyz_places import HOME, place_name
from core.terms import label, labels_of, terms_of
from twinning.queries.phrase_book import SCHEME, SLOT

PARTS: Final[Mapping[str, Text]] = {
    "greeting": _("Greeting"),
    "who": _("Who we are"),
    "want": _("What we want"),
    "why": _("Why you"),
    "when": _("When"),
    "closing": _("Closing"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    key: str
    text: str


def phrase_book(facts: Mapping[str, str]) -> list[tuple[Text, list[Phrase]]]:
    """Part of the letter and its phrases, in the reader's language; those whose facts are missing are left out."""
    book: dict[str, list[Phrase]] = {part: [] for part in PARTS}
    for term in terms_of(SCHEME):
        part = term.code.partition("-")[0]
        if part in book and all(facts.get(name) for name in SLOT.findall(term.label_en)):
            book[part].append(Phrase(term.code, _filled(term.label, facts)))
    return [(PARTS[part], phrases) for part, phrases in book.items() if phrases]


def sentences(phrases: Iterable[Mapping[str, Any]]) -> list[str]:
    """Kept phrases in the reader's language; one that a later vocabulary no longer knows is left out."""
    book = labels_of(SCHEME)
    return [_filled(book[p["key"]].label, p.get("params", {})) for p in phrases if p.get("key") in book]


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: _shown(slot[1], str(facts.get(slot[1], "…"))), text)


def _shown(name: str, value: str) -> str:
    if name in {"theme", "work"}:
        return label(name, value)
    return _SPOKEN[name](value) if name in _SPOKEN else value


def _day(value: str) -> str:
    try:
        return format_date(date.fromisoformat(value))
    except ValueError:
        return value


_SPOKEN: Final[dict[str, Callable[[str], str]]] = {
    "town": lambda value: place_name(value, HOME),
    "country": country_name,
    "languages": lambda value: format_list([language_name(code) for code in value.split(",")]),
    "starts": _day,
    "ends": _day,
}
