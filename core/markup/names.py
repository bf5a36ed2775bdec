"""Whom a text names with @: in small letters too, in Latin letters, and with a Kyrgyz ending behind the name.

The longest known name wins. A single word of a name stands for its person where nobody else who may be named there
has it; before another capitalised word it is somebody else's name.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from core.text import latin

LONGEST: Final = 170  # a name of 150 letters, and its ending
_BEFORE: Final = r"(?<![\w@.])@"
_CALLED: Final = re.compile(_BEFORE + r"(?=\w)")
_KIN: Final = frozenset({"уулу", "кызы", "uulu", "kyzy"})
_SHORTEST: Final = 3
_SAME: Final = str.maketrans({
    "ё": "е", "\u00a0": " ", "\u202f": " ",
    **dict.fromkeys("’‘ʼʻʹ`´", "'"), **dict.fromkeys("‐‑‒–—", "-"),
})  # fmt: skip
_SOFT: Final = {"ь": "", "к": "г", "п": "б"}
# All vowels of harmony are taken: people write as they speak. core.text.endings says which ending is right.
_ENDING: Final = (
    "(?:[лдт]Aр)?"  # many
    "(?:[ндт]Yн|[гк]A|[ндт]Y|[дт]Aн?"  # case: -нын, -га, -ны, -да, -дан
    "|(?:Y?м|Y?ң|с?Y|Y?бYз|Y?ңYз|Y?ңAр)(?:[нтд]Yн|[гк]A|[ндт]Y|[дт]Aн?|нAн?|н|ндA|A)?"  # whose, and its case
    "|(?:(?<=уулу)|(?<=кызы))(?:нAн?|н|ндA)"
    "|[ндт]Yк[ыи]|[дт]Aй|чA|сYз)?"
    "(?:[бп]Y)?"  # a question
).replace("A", "[аеоө]").replace("Y", "[ыиуү]")  # fmt: skip


class Call(NamedTuple):
    """Somebody was named: `end` is where their name ends in the text."""

    keys: tuple[str, ...]
    end: int


class Names:
    """Those who may be named: the key of each (a code) with the spellings of the name."""

    def __init__(self, people: Mapping[str, Iterable[str]]) -> None:
        self._people = {key: tuple(filter(None, spellings)) for key, spellings in people.items()}

    def search_in(self, source: str) -> "Search | None":
        """Prepared for one text; None where it names nobody for sure."""
        if not self._people or "@" not in source:
            return None
        heads = {_alike(source[at.end() : at.end() + 1]) for at in _CALLED.finditer(source)}
        return Search(self._people, heads) if heads else None


class Search:
    """Only names that begin as something behind an @ does are looked at."""

    def __init__(self, people: Mapping[str, tuple[str, ...]], heads: set[str]) -> None:
        self._whole: dict[str, dict[str, None]] = {}
        self._single: dict[str, dict[str, None]] = {}
        for key, spellings in people.items():
            for spelling in {*spellings, *map(latin, spellings)}:
                self._add(key, " ".join(_alike(spelling).split()), heads)
        known = {*self._whole, *(word for word, keys in self._single.items() if len(keys) == 1)}
        rows = "|".join(re.escape(name).replace(r"\ ", " {1,3}") for name in sorted(known, key=_long_first))
        self._pattern = re.compile(rf"(?P<name>{rows})(?:['-]?{_ENDING})?(?!\w)") if known else None

    def at(self, source: str, at: int) -> Call | None:
        """The person whose name stands behind the @ at this place."""
        if self._pattern is None or (at and (source[at - 1] in "@._" or source[at - 1].isalnum())):
            return None
        found = self._pattern.match(_alike(source[at + 1 : at + 1 + LONGEST]))
        if found is None:
            return None
        name = " ".join(found["name"].split())
        if name in self._whole:
            return Call(tuple(self._whole[name]), at + 1 + found.end("name"))
        if _goes_on(source[at + 1 + found.end() :]):
            return None
        return Call(tuple(self._single[name]), at + 1 + found.end("name"))

    def _add(self, key: str, name: str, heads: set[str]) -> None:
        for spelling in (name, _softened(name)) if name[:1] in heads else ():
            self._whole.setdefault(spelling, {})[key] = None
        for word in name.split():
            if word[:1] in heads and len(word) >= _SHORTEST and re.sub("[-']", "", word).isalpha() and word not in _KIN:
                for spelling in {word, _softened(word)}:
                    self._single.setdefault(spelling, {})[key] = None


def count_named(source: str) -> int:
    """How often somebody is named, known or not."""
    return len(_CALLED.findall(source))


def _alike(text: str) -> str:
    """Small letters, one sign for each apostrophe and hyphen; as many letters as before."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return small.translate(_SAME)


def _softened(name: str) -> str:
    """As a name stands before some endings: Игорь, Игорго; Айбек, Айбегим."""
    return name[:-1] + _SOFT.get(name[-1], name[-1]) if name else name


def _long_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _goes_on(rest: str) -> bool:
    word = rest.lstrip(" \u00a0")[:1]
    return rest[:1] in {" ", "\u00a0"} and word.isupper()
