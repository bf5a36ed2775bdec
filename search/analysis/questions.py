"""Parses a question: for each word the terms that match it, in every language of the site.

Besides "a phrase" and -without there are no operators; all that is typed is text.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from search.analysis.languages import TAGS, UNKNOWN, stem_in, tagged_stems
from search.analysis.latin_typing import in_cyrillic
from search.analysis.lexicon import cognates
from search.analysis.question_pieces import pieces_of
from search.analysis.reading import ROOT_LETTERS, Token, analyse, tagged
from search.analysis.tokens import key_of
from search.policy import QUESTION_CHARACTERS, QUESTION_WORDS

_SHORTEST_STEM: Final = 3
_NEVER_RUSSIAN: Final = frozenset("өүң")
_LONG_VOWELS: Final = ("аа", "оо", "уу", "ыы", "ээ")  # no Russian word ends in them


class Term(NamedTuple):
    """What an index may hold of a word.

    kind: "w" surface; "s" stem, with the letter of its language in front (kсөз, rслов, eword); "r" root; "k" key, the
    root in plain letters; "x" words of other languages that mean the same, "p" as one phrase; "c" kindred spelling,
    four Latin letters, which only weighs and is never
    enough to match.
    """

    kind: str
    token: str


class Word(NamedTuple):
    """One word as typed, with the terms that match it in any language of the site: one of them is enough."""

    start: int
    end: int
    surface: str
    terms: tuple[Term, ...]


class Question(NamedTuple):
    """`words`: what is asked for, in order, each once. `phrases`: their words stand among `words` too, and follow each
    other in a hit as typed. `without`: no hit holds these, as typed or by their stem. `whole`: all that was typed was
    read; longer questions are cut at QUESTION_CHARACTERS and QUESTION_WORDS.
    """

    text: str
    words: tuple[Word, ...]
    phrases: tuple[tuple[Word, ...], ...] = ()
    without: tuple[Word, ...] = ()
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.words)


def read_question(text: str) -> Question:
    """The language is not guessed: each word is analysed in every language of the site."""
    read = text[:QUESTION_CHARACTERS]
    words: dict[str, Word] = {}
    phrases: dict[tuple[str, ...], tuple[Word, ...]] = {}
    without: dict[str, Word] = {}
    for piece in pieces_of(read):
        tokens = analyse(read[piece.first : piece.last], UNKNOWN)
        if piece.kind == "without":
            left_out = _word(tokens[-1], piece.first)
            without.setdefault(left_out.surface, left_out)
            continue
        found = list(_words(tokens, piece.first))
        for word in found:
            words.setdefault(word.surface, word)
        if piece.kind == "phrase" and found:
            phrases.setdefault(tuple(word.surface for word in found), tuple(found))
    asked = tuple(words.values())[:QUESTION_WORDS]
    kept = {word.surface for word in asked}
    return Question(
        text,
        asked,
        tuple(phrase for surfaces, phrase in phrases.items() if kept.issuperset(surfaces)),
        tuple(without.values())[:QUESTION_WORDS],
        whole=len(text) <= QUESTION_CHARACTERS and max(len(words), len(without)) <= QUESTION_WORDS,
    )


def _words(tokens: Iterable[Token], at: int) -> Iterator[Word]:
    """Words joined by a hyphen are found apart and as one: each part has what they are together as alternatives."""
    waiting: list[Token] = []
    for token in tokens:
        if not token.joined:
            waiting.append(token)
            continue
        parts = [part for part in waiting if part.start >= token.start]
        yield from (_word(part, at) for part in waiting[: len(waiting) - len(parts)])
        yield from (_word(part, at, *_terms(token)) for part in parts)
        waiting = []
    yield from (_word(token, at) for token in waiting)


def _word(token: Token, at: int, *more: Term) -> Word:
    terms = dict.fromkeys([*_terms(token), *_meant_in_cyrillic(token.surface), *more])
    return Word(token.start + at, token.end + at, token.surface, tuple(terms))


def _terms(token: Token) -> list[Term]:
    stems = _plausible(token)
    kindred = dict.fromkeys(gram for stem in stems if not stem.isdigit() for gram in cognates(stem[1:]))
    return [
        Term("w", token.surface),
        *(Term("s", stem) for stem in stems),
        Term("r", token.root),
        Term("k", token.key),
        *_others(stems),
        *(Term("c", gram) for gram in kindred),
    ]


def _plausible(token: Token) -> tuple[str, ...]:
    """The stems by language, but no Russian one of a word that is Kyrgyz to the eye: тоого is no form of то."""
    stems = tagged(token, UNKNOWN)
    surface = token.surface
    if len(stems) == 1:
        return stems
    russian = stem_in(surface, "ru")
    cut = len(russian) < _SHORTEST_STEM and len(surface) - len(russian) >= _SHORTEST_STEM
    if cut or not _NEVER_RUSSIAN.isdisjoint(surface) or token.stem.endswith(_LONG_VOWELS):
        return tuple(stem for stem in stems if not stem.startswith(TAGS["ru"]))
    return stems


def _others(stems: Iterable[str]) -> list[Term]:
    return [Term(kind, stem) for kind in "xp" for stem in stems if not stem.isdigit()]


def _meant_in_cyrillic(surface: str) -> Iterator[Term]:
    for word in in_cyrillic(surface):
        stems, root = tagged_stems(word, UNKNOWN), word[:ROOT_LETTERS]
        yield from (Term("s", stem) for stem in stems)
        yield from (Term("r", root), Term("k", key_of(root)), *_others(stems))


__all__ = ["Question", "Term", "Word", "read_question"]
