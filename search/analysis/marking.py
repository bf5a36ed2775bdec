"""Marks the words of a text that match a question, in any of their forms, and cuts snippets around them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from search.analysis.lexicon import expansions, phrases_in
from search.analysis.questions import Question
from search.analysis.reading import Token, analyse, tagged
from search.policy import SNIPPET_CHARACTERS

BEFORE: Final = 60
FAR: Final = 80  # so much further back the sentence may begin
_STOPS: Final = frozenset(".!?…")
_GOES_ON: Final = frozenset(",;:–—-")
_LINES: Final = re.compile(r"\s*\n\s*")
_QUOTES: Final = '»”“")]’'


class Span(NamedTuple):
    """A piece of text, `hit` where it matches the question. Not escaped: escape `text` before it becomes HTML."""

    text: str
    hit: bool


def marked(text: str, language: str, question: Question) -> list[Span]:
    """The whole text as spans."""
    return _pieces(text, 0, len(text), _places(analyse(text, language), question, language))


def snippet(text: str, language: str, question: Question) -> list[Span]:
    """SNIPPET_CHARACTERS or so with as many different words of the question as possible; else the beginning."""
    hits = _hits(analyse(text, language), question, language)
    start, end = _window(text, hits)
    pieces = _pieces(text, start, end, [(token.start, token.end) for token, _word in hits])
    return [*([Span("… ", hit=False)] if start else []), *pieces, *([Span(" …", hit=False)] if end < len(text) else [])]


def in_sentences(pieces: Iterable[Span]) -> list[Span]:
    """Join the lines of a text into one; each line gets a full stop, so that it reads as sentences."""
    told: list[Span] = []
    before = ""
    for piece in pieces:
        told.append(Span(_LINES.sub(partial(_joint, before), piece.text), hit=piece.hit))
        before = piece.text
    return told


def _joint(before: str, found: re.Match[str]) -> str:
    """`before`: the piece in front of this one, where the line ends at its very beginning."""
    last = (found.string[: found.start()] or before).rstrip()[-1:]
    return " " if not last or last in _GOES_ON or last in _STOPS else ". "


def has_hit(pieces: Iterable[Span]) -> bool:
    return any(piece.hit for piece in pieces)


def _places(tokens: Iterable[Token], question: Question, language: str) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token, _word in _hits(tokens, question, language)]


def _hits(tokens: Iterable[Token], question: Question, language: str) -> list[tuple[Token, int]]:
    """Tokens that match, each with the index of the word of the question that it matches, in the order of the text.

    What a hyphen joins is marked as a whole where the whole matches.
    """
    asked: dict[tuple[str, str], int] = {}
    for number, word in enumerate(question.words):
        for term in word.terms:
            asked.setdefault((term.kind, term.token), number)
    tokens = list(tokens)
    own = ((token, _asked(token, asked, language)) for token in tokens)
    found = [(token, number) for token, number in own if number is not None]
    found += _phrases(tokens, asked, language)
    return sorted(found, key=lambda hit: (hit[0].start, -hit[0].end))


def _asked(token: Token, asked: Mapping[tuple[str, str], int], language: str) -> int | None:
    """The word of the question that asks for this token: as written, by its stem, its root, its key, its meaning."""
    stems = (("s", stem) for stem in tagged(token, language))
    meant = (("x", one.tagged) for one in expansions(token, language))
    forms = (("w", token.surface), *stems, ("r", token.root), ("k", token.key), *meant)
    return next((asked[form] for form in forms if form in asked), None)


def _phrases(
    tokens: Sequence[Token], asked: Mapping[tuple[str, str], int], language: str
) -> Iterator[tuple[Token, int]]:
    """Words that mean together what was asked for: орто мектеп, where СШ was typed."""
    parts = [token for token in tokens if not token.joined]
    for at, size, meant in phrases_in(tokens, language):
        number = next((asked["p", one.tagged] for one in meant if ("p", one.tagged) in asked), None)
        if number is not None:
            yield from ((token, number) for token in parts[at : at + size])


def _window(text: str, hits: Sequence[tuple[Token, int]]) -> tuple[int, int]:
    """Start and end of a snippet: at the limits of sentences where these are near, else between words."""
    best, first, last, until = 0, 0, 0, 0
    inside: Counter[int] = Counter()
    for token, word in hits:
        while until < len(hits) and hits[until][0].end <= token.start + SNIPPET_CHARACTERS - BEFORE:
            inside[hits[until][1]] += 1
            until += 1
        if len(+inside) > best:
            best, first, last = len(+inside), token.start, token.end
        inside[word] -= 1
    start = _beginning(text, first)
    return start, _ending(text, start, last)


def _beginning(text: str, first: int) -> int:
    """The start of the sentence with the first match, where it is near; else the start of a word before it."""
    low = first - BEFORE
    if low <= 0:
        return 0
    sentence = next((at for at in range(first, max(0, low - FAR), -1) if _begins(text, at)), None)
    if sentence is not None:
        return sentence
    return next((at for at in range(low, first) if text[at - 1].isspace() and not text[at].isspace()), low)


def _ending(text: str, start: int, last: int) -> int:
    """The end of a sentence in the second half of the window, else the end of a word."""
    end = start + SNIPPET_CHARACTERS
    if end >= len(text):
        return len(text)
    least = max(last, start + SNIPPET_CHARACTERS // 2)
    for at in range(end, least, -1):
        if text[at] == "\n" or (text[at].isspace() and _closes(text, at) and not text[at + 1 : at + 2].islower()):
            return at
    return next((at for at in range(end, max(last, start), -1) if text[at].isspace()), end)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or a line begins here. After "2026 г." and "Т." it goes on."""
    if text[at].isspace() or not text[at - 1].isspace() or text[at].islower():
        return False
    before = text[:at].rstrip(" ")
    return before.endswith("\n") or _closes(text, len(before))


def _closes(text: str, at: int) -> bool:
    """Whether what stands before `at` ends a sentence: a stop, after quotation marks and brackets too; not "Т."."""
    before = text[max(0, at - 4) : at].rstrip(_QUOTES)
    if before[-1:] not in _STOPS or not before:
        return False
    return not (before[-1] == "." and before[-2:-1].isalpha() and not before[-3:-2].isalnum())


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
