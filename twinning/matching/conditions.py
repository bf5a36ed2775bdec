"""Hard conditions: they exclude a pair and are never traded off."""

from __future__ import annotations

from collections.abc import Iterator

from twinning.matching.criteria import age_overlap, is_live, points, shares_live_work
from twinning.matching.hours import minutes_per_day
from twinning.matching.wish_facts import MatchSide, shared_language
from twinning.policy import LEAST_COMMON_MINUTES


def hard_conditions(a: MatchSide, b: MatchSide) -> tuple[str, ...]:
    """What forbids the pair, in a fixed order; empty: it may be suggested.

    A key ends in `.ours` or `.theirs` where one side's word causes it; a MUST names its criterion and, after a colon,
    its term: `must.theme.theirs:water`.
    """
    minutes = minutes_per_day(a, b) if shares_live_work(a, b) else 0
    return (
        *_shared(a, b, minutes),
        *(f"{key}.ours" for key in _of_one(a, b)),
        *(f"{key}.theirs" for key in _of_one(b, a)),
        *_musts(a, b, minutes, "ours"),
        *_musts(b, a, minutes, "theirs"),
    )


def _shared(a: MatchSide, b: MatchSide, minutes: int) -> Iterator[str]:
    if a.institution == b.institution:
        yield "institution"
    if shared_language(a, b) is None and not (a.translated_ok and b.translated_ok):
        yield "language"
    work = a.work.keys() & b.work.keys()
    if not work:
        yield "work"
    elif minutes < LEAST_COMMON_MINUTES and all(is_live(a, b, term) for term in work):
        yield "hours"


def _of_one(a: MatchSide, b: MatchSide) -> Iterator[str]:
    if not a.verified:
        yield "verified"
    if not a.rules_signed:
        yield "rules"
    if a.capacity <= 0:
        yield "capacity"
    if b.institution in a.closed_to:
        yield "closed"
    if b.country in a.excluded_countries:
        yield "country"
    if age_overlap(a, b) == 0:
        yield "age"


def _musts(a: MatchSide, b: MatchSide, minutes: int, whose: str) -> Iterator[str]:
    for point in points(a, b, minutes):
        if point.ask.must and not point.met:
            yield f"must.{point.criterion}.{whose}" + (f":{point.term}" if point.term else "")
