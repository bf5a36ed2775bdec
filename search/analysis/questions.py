"""Parses a question: for each word the terms that match it. There are no operators; all that is typed is text."""

import re
from typing import Final, NamedTuple

from core.text import fold
from search.analysis.stems import STEMMED, stem
from search.analysis.tokens import key_of, spans, surface_of
from search.policy import KYRGYZ_STEM_LETTERS, QUESTION_WORDS

LONGEST: Final = 1_000  # characters that are read
_LATIN: Final = re.compile(r"[a-z]+\Z")
_PAIRS: Final = (
    ("shch", "щ"),
    ("kh", "х"),
    ("zh", "ж"),
    ("dj", "ж"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("ng", "ң"),
)
_LETTERS: Final = str.maketrans("abvwgdejziyklmnoprstufhcxq", "абввгдежзийклмнопрстуфхкхк")
_VOWELS: Final = "аеиоуы"


class Term(NamedTuple):
    """kind: "w" surface, "s" stem, "k" key."""

    kind: str
    token: str


class Word(NamedTuple):
    """One word as typed, with the terms that match it in any language of the site."""

    start: int
    end: int
    surface: str
    terms: tuple[Term, ...]


class Question(NamedTuple):
    text: str
    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.words)


def read_question(text: str) -> Question:
    """The language is not guessed: each word is analysed in every language of the site."""
    text = text[:LONGEST]
    words: dict[str, Word] = {}
    for start, end in spans(text):
        surface = surface_of(text[start:end])
        if surface and surface not in words:
            words[surface] = Word(start, end, surface, _terms(surface))
        if len(words) == QUESTION_WORDS:
            break
    return Question(text, tuple(words.values()))


def _terms(surface: str) -> tuple[Term, ...]:
    stems = dict.fromkeys(stem(surface, language) or surface for language in STEMMED)
    keys = dict.fromkeys([*(key_of(root) for root in stems), *_typed_in_latin(surface)])
    return (Term("w", surface), *(Term("s", root) for root in stems), *(Term("k", key) for key in keys))


def _typed_in_latin(surface: str) -> list[str]:
    """The keys of Kyrgyz and Russian words typed in Latin letters: mektepterde, shkolakh."""
    if not _LATIN.match(surface) or len(surface) <= KYRGYZ_STEM_LETTERS - 2:
        return []
    cyrillic = surface
    for pair, letter in _PAIRS:
        cyrillic = cyrillic.replace(pair, letter)
    cyrillic = re.sub(f"(?<![{_VOWELS}])й", "ы", cyrillic.translate(_LETTERS))
    return [fold(stem(cyrillic, "ky")), fold(stem(cyrillic, "ru"))]
