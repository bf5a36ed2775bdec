"""Parts what is typed into "a phrase", -without, and the rest. There are no other operators: all else is text."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from search.analysis.languages import UNKNOWN
from search.analysis.reading import analyse
from search.analysis.tokens import spans

# A quotation mark is one only beside white space, a sign or an end: 5" and д"Артаньян are text.
_OPENS: Final = r"(?<![^\s(\[—–-])"
_CLOSES: Final = r"(?![\w\"])"
_PAIRS: Final = ('"([^"]+)"', "“([^“”]+)”", "„([^„“”]+)[“”]", "«([^«»]+)»", "”([^”]+)”")
_PHRASE: Final = re.compile("|".join(f"{_OPENS}{pair}{_CLOSES}" for pair in _PAIRS))
_MINUS: Final = re.compile(r"(?<!\S)[-−](?=\w)")


class Piece(NamedTuple):
    """`text[start:end]` as typed with its marks; the words lie between `first` and `last`."""

    kind: Literal["text", "phrase", "without"]
    start: int
    end: int
    first: int
    last: int


def pieces_of(text: str) -> list[Piece]:
    """In their order, without gaps. Where nothing is left to ask for, a minus leaves nothing out."""
    found = list(_pieces(text))
    asked = any(piece.kind != "without" and _has_words(text, piece) for piece in found)
    return found if asked else [piece._replace(kind="text") if piece.kind == "without" else piece for piece in found]


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    for found in _PHRASE.finditer(text):
        number = found.lastindex or 0
        if not number or not found[number].strip():
            continue
        yield from _words_left_out(text, at, found.start())
        yield Piece("phrase", *found.span(), *found.span(number))
        at = found.end()
    yield from _words_left_out(text, at, len(text))


def _words_left_out(text: str, at: int, end: int) -> Iterator[Piece]:
    for minus in _MINUS.finditer(text, at, end):
        last = next((place for place in range(minus.end(), end) if text[place].isspace()), end)
        if is_one_word(text[minus.end() : last]):
            yield Piece("text", at, minus.start(), at, minus.start())
            yield Piece("without", minus.start(), last, minus.end(), last)
            at = last
    yield Piece("text", at, end, at, end)


def is_one_word(text: str) -> bool:
    """A word, or several that a hyphen joins (ата-эне): only these can be left out."""
    tokens = analyse(text, UNKNOWN)
    return len(tokens) == 1 or any(token.joined for token in tokens)


def _has_words(text: str, piece: Piece) -> bool:
    return next(spans(text[piece.first : piece.last]), None) is not None
