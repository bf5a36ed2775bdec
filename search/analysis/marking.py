"""Which words of a text were asked for: the inflected form that stands there, marked the same on every engine."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from search.analysis.questions import Question
from search.analysis.tokens import Token, analyse

WINDOW: Final = 220  # letters of a snippet
BEFORE: Final = 60
_ENDS: Final = frozenset(".!?…\n")


class Span(NamedTuple):
    """A piece of text, asked for or not. Escape `text` before it becomes HTML."""

    text: str
    hit: bool


def marked(text: str, language: str, question: Question) -> list[Span]:
    """The whole text in pieces."""
    return _pieces(text, 0, len(text), _places(analyse(text, language), question))


def snippet(text: str, language: str, question: Question) -> list[Span]:
    """Some WINDOW letters around the most different words that were asked for; the beginning where none stands."""
    hits = _hits(analyse(text, language), question)
    start, end = _window(text, hits)
    pieces = _pieces(text, start, end, [(token.start, token.end) for token, _word in hits])
    return [*([Span("… ", hit=False)] if start else []), *pieces, *([Span(" …", hit=False)] if end < len(text) else [])]


def has_hit(pieces: Iterable[Span]) -> bool:
    return any(piece.hit for piece in pieces)


def _places(tokens: Iterable[Token], question: Question) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token, _word in _hits(tokens, question)]


def _hits(tokens: Iterable[Token], question: Question) -> list[tuple[Token, int]]:
    """Tokens that were asked for, each with the number of the word that asks for it."""
    asked: dict[tuple[str, str], int] = {}
    for number, word in enumerate(question.words):
        for term in word.terms:
            asked.setdefault((term.kind, term.token), number)
    found = []
    for token in tokens:
        for form in (("w", token.surface), ("s", token.stem), ("k", token.key)):
            if form in asked:
                found.append((token, asked[form]))
                break
    return found


def _window(text: str, hits: Sequence[tuple[Token, int]]) -> tuple[int, int]:
    best, start = 0, 0
    for at, (token, _word) in enumerate(hits[:200]):
        within = {word for other, word in hits[at : at + 20] if other.end <= token.start + WINDOW - BEFORE}
        if len(within) > best:
            best, start = len(within), token.start
    start = _whole_word(text, max(0, start - BEFORE), hits[0][0].start if hits else 0)
    return start, _before_word(text, start, min(len(text), start + WINDOW))


def _whole_word(text: str, start: int, first: int) -> int:
    """The beginning of a sentence where one is near, else of a word."""
    if start == 0:
        return 0
    for at in range(start, min(start + BEFORE, len(text))):
        if text[at - 1] in _ENDS and (text[at].isspace() or text[at - 1] == "\n") and at < max(first, start + BEFORE):
            return at + (text[at].isspace())
    while start < len(text) and not text[start - 1].isspace():
        start += 1
    return start


def _before_word(text: str, start: int, end: int) -> int:
    if end == len(text):
        return end
    cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return cut if cut > start else end


def _pieces(text: str, start: int, end: int, places: Iterable[tuple[int, int]]) -> list[Span]:
    pieces, at = [], start
    for first, last in places:
        if first < at or last > end:
            continue
        if first > at:
            pieces.append(Span(text[at:first], hit=False))
        pieces.append(Span(text[first:last], hit=True))
        at = last
    if at < end:
        pieces.append(Span(text[at:end], hit=False))
    return pieces
