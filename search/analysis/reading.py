"""Reads a text into tokens with their places: as written, normalised, stemmed, and two coarser keys.

Words joined by a hyphen are read apart and as one (Ала-Тоо: ала, тоо, алатоо), so that they are found however they are
typed. Letters and figures are read apart (сш3, СШ №3, 3-мектеп), and so are two scripts (Facebookтун).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from core.text import mixes_scripts
from search.analysis.languages import KNOWN, TAGS, is_kyrgyz_word, stem_in, tagged_stems
from search.analysis.tokens import key_of, spans, surface_of

ROOT_LETTERS: Final = 5
_HYPHENS: Final = frozenset("-\u2010\u2011")
_MOST_JOINED: Final = 4  # words; a longer row of hyphens is no word
_LETTERS_OR_FIGURES: Final = re.compile(r"\d+|[^\d]+")
_SCRIPTS: Final = re.compile("[A-Za-zÀ-ɏ]+|[^A-Za-zÀ-ɏ]+")
# АКШга, ЖМКлар: what is in capitals is the stem.
_ABBREVIATION: Final = re.compile("([А-ЯЁӨҮҢ]{2,8})[а-яөүң]{1,12}$")

Place = tuple[int, int]


class Token(NamedTuple):
    """`text[start:end]` as written; `surface`: normalised; `root`: its first letters; `key`: the root in plain letters.

    `joined`: words joined by a hyphen, read as one. Its parts stand before it, at the same place; a question must not
    ask for both.
    """

    start: int
    end: int
    surface: str
    stem: str
    root: str
    key: str
    joined: bool = False


def analyse(text: str, language: str) -> list[Token]:
    """The tokens of a text, or of a question, in their order. Codes other than ky, ru and en are read like Kyrgyz."""
    lead = language[:2]
    found = []
    for row in _rows(text):
        parts = [token for place in row for token in _tokens(text, place, lead)]
        found += parts
        if len(row) > 1 and len(parts) > 1:
            found += _joined(text, row, lead)
    return found


def tagged(token: Token, language: str) -> tuple[str, ...]:
    """What an index keeps of the token's stem, and what a question asks for: kсөз, rслов, eword.

    The letter lets a stem meet only stems of its own language. Cyrillic words of an unknown language ("und", a
    question, an English page) are both Kyrgyz and Russian; Latin ones English everywhere; figures have no language.
    """
    tags = tagged_stems(token.surface, language)
    kyrgyz = TAGS["ky"]
    if language[:2] == "ru" or not tags[0].startswith(kyrgyz) or not is_kyrgyz_word(token.surface, language):
        return tags
    return (kyrgyz + token.stem, *tags[1:])


def _rows(text: str) -> Iterator[list[Place]]:
    """Words, those joined by a hyphen together."""
    row: list[Place] = []
    for start, end in spans(text):
        if row and start == row[-1][1] + 1 and text[start - 1] in _HYPHENS:
            row.append((start, end))
            continue
        if row:
            yield row
        row = [(start, end)]
    if row:
        yield row


def _tokens(text: str, place: Place, language: str) -> Iterator[Token]:
    for start, end in _parted(text, place):
        forms = _forms(text[start:end], language)
        if forms is not None:
            yield Token(start, end, *forms)


def _joined(text: str, row: list[Place], language: str) -> Iterator[Token]:
    written = [text[start:end] for start, end in row]
    if len(row) > _MOST_JOINED or any(any(sign.isdigit() for sign in word) for word in written):
        return
    forms = _forms("".join(written), language)
    if forms is not None:
        yield Token(row[0][0], row[-1][1], *forms, joined=True)


def _parted(text: str, place: Place) -> Iterable[Place]:
    """A word where it passes from letters to figures, or from one script to another that cannot be meant."""
    start, end = place
    word = text[start:end]
    if word.isalpha() and not mixes_scripts(word):
        return (place,)
    cuts = {start, end}
    if not word.isalpha():
        cuts |= {start + found.start() for found in _LETTERS_OR_FIGURES.finditer(word)}
    if mixes_scripts(surface_of(word)):
        cuts |= {start + found.start() for found in _SCRIPTS.finditer(word)}
    return pairwise(sorted(cuts))


@lru_cache(maxsize=KNOWN)
def _forms(word: str, language: str) -> tuple[str, str, str, str] | None:
    """(surface, stem, root, key), or None where nothing is left after normalising (a lone joiner)."""
    surface = surface_of(word)
    if not surface:
        return None
    root = surface[:ROOT_LETTERS]
    return surface, _stem(word, surface, language), root, key_of(root)


def _stem(word: str, surface: str, language: str) -> str:
    abbreviation = _ABBREVIATION.match(word) if language != "ru" else None
    return surface_of(abbreviation[1]) if abbreviation else stem_in(surface, language)
