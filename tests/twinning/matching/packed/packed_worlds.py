"""Sides that packed rows can hold: what is live and what needs a line belongs to the term, as the table of fields says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.twinning.matching.worlds import (
    CODES,
    KINDS,
    PLACES,
    TERMS,
    ZONES,
    open_sides,
    school_week,
    side,
    sides,
    tartu,
)
from twinning.matching import Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work, score, slots_of
from twinning.matching.packed import Codebook, Kind, Snapshot, pack, snapshot_of

BOOK = Codebook(
    languages=(*CODES, "ky", "et"),
    themes=TERMS,
    kinds=(Kind("live", live=True, line=3), Kind("letters"), Kind("photos", line=1), Kind("film", line=2)),
    countries=PLACES,
    zones=ZONES,
)
# Positions past the first word of languages, themes and kinds: every row is a wide one.
FAR = Codebook(
    languages=(*(f"l{n}" for n in range(70)), *BOOK.languages),
    themes=(*(f"t{n}" for n in range(90)), *TERMS),
    kinds=(*(Kind(f"k{n}") for n in range(17)), *BOOK.kinds),
    countries=PLACES,
    zones=ZONES,
)

assert set(KINDS) <= {kind.code for kind in BOOK.kinds}


def of_terms(side: MatchSide) -> MatchSide:
    kinds = {kind.code: kind for kind in BOOK.kinds}
    work = {code: replace(own, live=kinds[code].live, connectivity=kinds[code].line) for code, own in side.work.items()}
    return replace(side, work=work)


def anybody() -> st.SearchStrategy[MatchSide]:
    return (sides() | open_sides()).map(of_terms)


def anyone_open() -> st.SearchStrategy[MatchSide]:
    return open_sides().map(of_terms)


def packed(sides: Iterable[MatchSide], book: Codebook = BOOK, since: int = 1) -> Snapshot:
    return snapshot_of([(n, pack(side, book), n) for n, side in enumerate(sides, since)], book)


def closed_both_ways(us: MatchSide, others: Sequence[MatchSide]) -> MatchSide:
    """As a page asks: with whom we refused and who refused us."""
    refusing = {them.institution for them in others if us.institution in them.closed_to}
    return replace(us, closed_to=us.closed_to | refusing)


def ordering_of(us: MatchSide, them: MatchSide) -> float:
    found = score(us, them)
    return found.g * found.answered / (found.answered + 2)


def near_side(number: int, chance: Random) -> MatchSide:
    """A school much like `side` or `tartu`, with up to six facts otherwise: each condition fails alone somewhere."""
    base = chance.choice([side, tartu])
    facts: dict[str, Any] = {"key": f"k{number:03}", "institution": f"i{chance.randrange(number + 1)}"}
    for draw in chance.sample(DRAWS, chance.randint(1, 6)):
        facts |= draw(chance)
    if base is side and "lessons" not in facts and chance.random() < 0.5:
        facts["lessons"] = school_week(time(chance.randint(6, 15)), time(17))
    return of_terms(base(**facts))


def near_world(seed: int, size: int) -> list[MatchSide]:
    chance = Random(seed)
    return [near_side(number, chance) for number in range(size)]


def an_ask(chance: Random) -> Ask:
    return Ask(chance.choice([MatchNeed.NO_MATTER, MatchNeed.PREFER, MatchNeed.MUST]), chance.choice([0, 1, 2, 4, 8]))


def a_range(chance: Random, low: int, high: int) -> Range:
    ends = sorted((chance.randint(low, high), chance.randint(low, high)))
    return Range(*ends)


def some(chance: Random, words: Sequence[str]) -> list[str]:
    return chance.sample(list(words), chance.randint(0, min(2, len(words))))


DRAWS: list[Callable[[Random], dict[str, Any]]] = [
    lambda c: {"country": c.choice(PLACES)},
    lambda c: {"time_zone": c.choice(ZONES)},
    lambda c: {"starts": date(2026, 11, 1) + timedelta(days=c.choice([-60, -20, 20, 31, 32, 200]))},
    lambda c: {"months": c.choice([1, 3, 3, 9, 24])},
    lambda c: {"languages": {code: Level(c.randint(1, 7)) for code in c.sample(["en", "ru", "de", "ky"], 2)}},
    lambda c: {"speak": an_ask(c), "translated_ok": c.random() < 0.8},
    lambda c: {"translated_ok": True, "languages": {c.choice(["et", "ky", "ru"]): Level.NATIVE}},
    lambda c: {"wanted_languages": {"en": LanguageAsk(Level(c.randint(1, 4)), an_ask(c))}},
    lambda c: {"wanted_languages": {k: LanguageAsk(Level.B1, an_ask(c)) for k in some(c, ["en", "ru", "de"])}},
    lambda c: {"ages": None},
    lambda c: {"ages": None, "wanted_ages": a_range(c, 10, 15), "age_ask": an_ask(c)},
    lambda c: {"ages": a_range(c, 10, 15)},
    lambda c: {"wanted_ages": a_range(c, 10, 15), "age_ask": an_ask(c)},
    lambda c: {"age_ask": an_ask(c)},
    lambda c: {"size": c.choice([None, 10, 25, 40])},
    lambda c: {"wanted_size": a_range(c, 10, 40), "size_ask": an_ask(c)},
    lambda c: {"offered_themes": frozenset(some(c, TERMS))},
    lambda c: {"wanted_themes": {term: an_ask(c) for term in some(c, TERMS)}},
    lambda c: {"work": {kind: Work(ask=an_ask(c)) for kind in c.sample([*KINDS, "film"], c.randint(1, 3))}},
    lambda c: {"work": {"live": Work(ask=an_ask(c))}},
    lambda c: {"connectivity": c.randint(0, 3)},
    lambda c: {"months_ask": an_ask(c)},
    lambda c: {"starts_ask": an_ask(c)},
    lambda c: {"offers_mentoring": True, "is_newcomer": c.random() < 0.5},
    lambda c: {"mentor_ask": an_ask(c)},
    lambda c: {"is_newcomer": True},
    lambda c: {"newcomer_ask": an_ask(c)},
    lambda c: {"wanted_countries": frozenset(some(c, PLACES)), "country_ask": an_ask(c)},
    lambda c: {"excluded_countries": frozenset(some(c, PLACES))},
    lambda c: {"lessons": slots_of([(c.randint(1, 5), time(c.randint(6, 16)), time(17))])},
    lambda c: {"capacity": c.choice([0, 2])},
    lambda c: {"verified": False},
]
