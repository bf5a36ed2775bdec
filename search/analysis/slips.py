"""Which word was meant by one with a slip: chosen among words that are known. Pure; the vocabulary is given."""

from collections.abc import Iterable, Iterator
from math import log
from typing import Final, NamedTuple

from core.text import distance, fold
from search.analysis.languages import UNKNOWN, is_latin_word, tagged_stems

SHORTEST: Final = 3  # letters; a slip in a shorter word gives any other
SHORT: Final = 4  # letters; up to here the first one is right
LONG: Final = 8  # letters; from here on there may be two slips
_OFTEN: Final = 0.3  # chosen on Kyrgyz news with one slip a word: 94 of 100 mended to the word or a form of it
MOST: Final = 40  # of the nearest that are looked at in full


class Known(NamedTuple):
    """A word of the vocabulary, its plain spelling (ө ү ң are о у н, Latin letters), in how many texts it stands."""

    word: str
    folded: str
    seen: int


class Near(NamedTuple):
    """`far`: slips in the plain spelling, then as written."""

    far: tuple[int, int]
    known: Known

    @property
    def stems(self) -> tuple[str, ...]:
        return tagged_stems(self.known.word, UNKNOWN)


def can_slip(surface: str) -> bool:
    return len(surface) >= SHORTEST and not any(sign.isdigit() for sign in surface)


def slips_allowed(surface: str) -> int:
    return 1 if len(surface) < LONG else 2


def near(surface: str, known: Iterable[Known]) -> list[Near]:
    """The nearest of these, in the same script. What differs by ө ү ң alone is nearest of all, and so is what was typed
    in Latin letters where Cyrillic ones were meant.
    """
    folded, most = fold(surface).replace(" ", ""), slips_allowed(surface)
    found = sorted(_near(surface, folded, known, most), key=lambda one: (one.far, -one.known.seen, one.known.word))
    return found[:MOST]


def _near(surface: str, folded: str, known: Iterable[Known], most: int) -> Iterator[Near]:
    latin = is_latin_word(surface)
    for one in known:
        foreign = is_latin_word(one.word) != latin
        if one.folded == folded and (latin or not foreign):
            yield Near((0, distance(surface, one.word)), one)
            continue
        if foreign or (len(surface) <= SHORT and one.word[0] != surface[0]):
            continue
        plain, written = distance(folded, one.folded), distance(surface, one.word)
        if min(plain, written) <= most:
            yield Near((min(plain, written), written), one)


def is_form_of(surface: str, other: Near) -> bool:
    """Whether a word is another form of one that is known: no slip then."""
    return other.far[0] > 0 and not set(tagged_stems(surface, UNKNOWN)).isdisjoint(other.stems)


def best(found: Iterable[Near], *, seen: dict[str, int], languages: frozenset[str]) -> Near | None:
    """The nearest; among equals one in a language of the question, then the nearest as written, a little nearer where
    its stem is `seen` often.

    `languages`: letters of search.analysis.languages.TAGS.
    """

    def order(one: Near) -> tuple[object, ...]:
        there = {stem[0] for stem in one.stems if stem in seen}
        often = max((seen.get(stem, 0) for stem in one.stems), default=0)
        written = one.far[1] - _OFTEN * log(1 + often)
        return one.far[0], there.isdisjoint(languages), written, -one.known.seen, one.known.word

    return min(found, key=order, default=None)
