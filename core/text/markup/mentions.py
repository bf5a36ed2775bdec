"""Whom a text names with @: in small letters too, in Latin letters, the surname first, and with a Kyrgyz ending behind
the name. What nobody is called is looked for once more by its key (core.text.spelling_keys: Айгуль, Onne Parn), and
stands for somebody where one person alone can be meant.

The longest known name wins. A single word of a name stands for its person where nobody else who may be named there
has it; before another capitalised word it is somebody else's name.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from core.text import fold, has_cyrillic, latin

LONGEST: Final = 170  # a name of 150 characters, and its ending
_BEFORE: Final = r"(?<![\w@.])@"
_CALLED: Final = re.compile(_BEFORE + r"(?=\w)")
_KIN: Final = frozenset({"уулу", "кызы", "uulu", "kyzy"})
_SHORTEST: Final = 3
_SAME: Final = str.maketrans({
    "ё": "е", "\u00a0": " ", "\u202f": " ",
    **dict.fromkeys("’‘ʼʻʹ`´", "'"), **dict.fromkeys("‐‑‒–—", "-"),
})  # fmt: skip
_SOFT: Final = {"ь": "", "к": "г", "п": "б"}
# All vowels of harmony are taken: people write as they speak. core.text.kyrgyz_endings says which ending is right.
_ENDING: Final = (
    "(?:[лдт]Aр)?"  # many
    "(?:[ндт]Yн|[гк]A|[ндт]Y|[дт]Aн?"  # case: -нын, -га, -ны, -да, -дан
    "|(?:Y?м|Y?ң|с?Y|Y?бYз|Y?ңYз|Y?ңAр)(?:[нтд]Yн|[гк]A|[ндт]Y|[дт]Aн?|нAн?|н|ндA|A)?"  # whose, and its case
    "|(?:(?<=уулу)|(?<=кызы))(?:нAн?|н|ндA)"
    "|[ндт]YкY(?:нAн?|н|ндA|лAр)?|[дт]Aй|чA|сYз)?"  # whose it is: -дыкы, -дүкү
    "(?:[бп]Y)?"  # a question
).replace("A", "[аеоө]").replace("Y", "[ыиуү]")  # fmt: skip
_ENDS: Final = re.compile(rf"['-]?{_ENDING}")
_WORDS: Final = re.compile(r"[^\W\d_][\w'-]*(?: {1,3}[^\W\d_][\w'-]*){0,3}")
_LAST: Final = re.compile(r"[\w'-]+$")
_MOST_UNKNOWN: Final = 40  # so many that nobody is called are looked for once more


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
        self._people = people
        self._whole: dict[str, dict[str, None]] = {}
        self._turned: dict[str, dict[str, None]] = {}
        self._single: dict[str, dict[str, None]] = {}
        self._unknown = 0
        for key, spellings in people.items():
            for spelling in {*spellings, *map(latin, spellings)}:
                self._add(key, " ".join(_alike(spelling).split()), heads)
        one = (name for names in (self._turned, self._single) for name, keys in names.items() if len(keys) == 1)
        known = {*self._whole, *one}
        rows = "|".join(re.escape(name).replace(r"\ ", " {1,3}") for name in sorted(known, key=_long_first))
        self._pattern = re.compile(rf"(?P<name>{rows})(?:['-]?{_ENDING})?(?!\w)") if known else None

    def at(self, source: str, at: int) -> Call | None:
        """The person whose name stands behind the @ at this place."""
        if at and (source[at - 1] in "@._" or source[at - 1].isalnum()):
            return None
        found = self._pattern.match(_alike(source[at + 1 : at + 1 + LONGEST])) if self._pattern else None
        if found is not None:
            name = " ".join(found["name"].split())
            keys = self._whole.get(name) or self._turned.get(name)
            if keys or not _goes_on(source[at + 1 + found.end() :]):
                return Call(tuple(keys or self._single[name]), at + 1 + found.end("name"))
        return self._folded(source, at + 1)

    def _folded(self, source: str, start: int) -> Call | None:
        """Somebody who alone is called so, as the key of names reads it: more words first, then shorter endings."""
        said = _WORDS.match(_alike(source[start : start + LONGEST]))
        if said is None or self._unknown >= _MOST_UNKNOWN:
            return None
        self._unknown += 1
        words = said[0]
        while words:
            last = _LAST.search(words)
            begin = last.start() if last else 0
            for end in range(len(words), begin + _SHORTEST - 1, -1):
                if not _ENDS.fullmatch(words, end, len(words)) and end < len(words):
                    continue
                keys = self._keys.get((has_cyrillic(words[:end]), _fold(words[:end])), ())
                if len(keys) > 1:
                    return None
                if keys and (begin or not _goes_on(source[start + len(words) :])):
                    return Call(tuple(keys), start + end)
            words = words[:begin].rstrip()
        return None

    @cached_property
    def _keys(self) -> dict[tuple[bool, str], set[str]]:
        """Every way to call somebody, folded: made for the first name that is not written as its owner does.

        A name in Cyrillic letters may be called in Latin ones (False), a Latin one not the other way round.
        """
        keys: dict[tuple[bool, str], set[str]] = {}
        for key, spellings in self._people.items():
            for spelling in spellings:
                name = " ".join(_alike(spelling).split())
                for called in {name, _turned(name), *_singles(name)}:
                    for form in {called, _softened(called)}:
                        for script in {False, has_cyrillic(name)}:
                            keys.setdefault((script, _fold(form)), set()).add(key)
        return keys

    def _add(self, key: str, name: str, heads: set[str]) -> None:
        for spelling in (name, _softened(name)) if name[:1] in heads else ():
            self._whole.setdefault(spelling, {})[key] = None
        turned = _turned(name)
        for spelling in {turned, _softened(turned)} if turned[:1] in heads else ():
            self._turned.setdefault(spelling, {})[key] = None
        for word in _singles(name):
            for spelling in {word, _softened(word)} if word[:1] in heads else ():
                self._single.setdefault(spelling, {})[key] = None


def _fold(name: str) -> str:
    return " ".join(_fold_word(word) for word in name.split())


_fold_word = lru_cache(maxsize=50_000)(fold)  # the same names are read for every text of a board


def _turned(name: str) -> str:
    """Surname first: Токтосунов Нурлан. A name with "уулу" or "кызы" has no other order."""
    *first, last = name.split()
    return " ".join([last, *first]) if first and not _KIN.intersection([*first, last]) else name


def _singles(name: str) -> list[str]:
    words = name.split()
    return [
        word for word in words if len(word) >= _SHORTEST and re.sub("[-']", "", word).isalpha() and word not in _KIN
    ]


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
