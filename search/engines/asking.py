"""What an engine is asked in one step, and the order of the steps: all words, all but one, any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from search.analysis import Question, Term, Word
from search.engines.scoring import FIELDS

POSTINGS: Final = 120_000  # places in the index that are counted for one question; rare words come first
COMMON: Final = 3_000  # entries; what stands in so many as written or by its stem needs no looser forms
MOST_LEFT_OUT: Final = 6  # words that are left out in turn, the commonest first
MOST_OF_ANY: Final = 32  # words, the rarest, of which any is enough
KINDRED: Final = "c"
Counts = Mapping[tuple[str, str], tuple[int, int]]  # of a token: in how many entries it stands, and in how many public


@dataclass(frozen=True, slots=True)
class Ask:
    """Entries with each of the words, or, unless `every`, with any; and with `also`, which are not scored."""

    words: tuple[Word, ...]
    every: bool = True
    also: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()
    without: tuple[Word, ...] = ()


class Asked(NamedTuple):
    """A word of the question with the forms that matter. `entries`: how common it is, about; `cost`: of scoring it."""

    place: int
    word: Word
    entries: int
    cost: int
    public: bool  # stands in a public entry for certain


def asked_words(question: Question, counts: Counts, counted: frozenset[str]) -> list[Asked]:
    """Without forms that stand nowhere (of the kinds that are `counted`), and without loose forms of common words."""
    return [_asked(place, word, counts, counted) for place, word in enumerate(question.words)]


def kindred(question: Question, asked: Sequence[Asked]) -> list[Asked]:
    """The same words with the spelling of their kin in other languages; for scoring, where any word is enough."""
    return [
        one._replace(word=one.word._replace(terms=(*one.word.terms, *_of_kind(question.words[one.place], KINDRED))))
        for one in asked
    ]


def whole(question: Question, asked: Sequence[Asked]) -> Ask:
    """All words; those that are scored are the rarest, as many as can be counted in time."""
    scored, rest = _affordable(asked)
    words, also = tuple(one.word for one in scored), tuple(one.word for one in rest)
    return Ask(words, also=also, phrases=question.phrases, without=_excluded(question))


def one_left_out(question: Question, asked: Sequence[Asked]) -> Iterator[Ask]:
    """All words but one: the commonest is the first that may be missing."""
    by_rarity = sorted(asked, key=lambda one: (-one.entries, one.place))
    for left_out in by_rarity[:MOST_LEFT_OUT]:
        ask = whole(question, [one for one in asked if one is not left_out])
        kept = tuple(phrase for phrase in question.phrases if left_out.word.surface not in {w.surface for w in phrase})
        yield replace(ask, phrases=kept)


def any_of(question: Question, asked: Sequence[Asked]) -> Ask:
    scored, _rest = _affordable(asked)
    return Ask(tuple(one.word for one in scored[:MOST_OF_ANY]), every=False, without=_excluded(question))


def _excluded(question: Question) -> tuple[Word, ...]:
    """Whoever leaves a word out means this word, not what is merely like it."""
    words = (word._replace(terms=tuple(term for term in word.terms if term.kind in "ws")) for word in question.without)
    return tuple(word for word in words if word.terms)


def _asked(place: int, word: Word, counts: Counts, counted: frozenset[str]) -> Asked:
    kept, entries, cost, public = [], 0, 0, False
    for term in _terms(word):
        own, open_ = counts.get(term, (0, 0))
        if term.kind in counted and not own:
            continue
        kept.append(term)
        public = public or open_ > 0
        if term.kind != "k":
            entries = max(entries, own)
        cost += own
    if entries >= COMMON:
        kept = [term for term in kept if term.kind != "k"]
    looked_up = sum(term.kind not in counted for term in kept)
    return Asked(place, word._replace(terms=tuple(kept)), entries, cost + looked_up * entries, public)


def _terms(word: Word) -> list[Term]:
    """A root is asked for by its key, a phrase's translation as any other; kindred spelling is no match by itself."""
    terms = dict.fromkeys(Term("x" if kind == "p" else kind, token) for kind, token in word.terms)
    return [term for term in terms if term.kind in FIELDS and term.kind != KINDRED]


def _of_kind(word: Word, kind: str) -> tuple[Term, ...]:
    return tuple(term for term in word.terms if term.kind == kind)


def _affordable(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """(the rarest words within POSTINGS, at least one; the others)."""
    scored: list[Asked] = []
    rest: list[Asked] = []
    spent = 0
    for one in sorted(asked, key=lambda one: (one.cost, one.place)):
        spent += one.cost
        (scored if not scored or spent <= POSTINGS else rest).append(one)
    return scored, rest
