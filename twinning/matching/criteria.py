"""The soft criteria s_k in [0, 1]: how well one point of `a`'s wish is met by `b`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from twinning.matching.hours import minutes_per_day
from twinning.matching.wish_facts import Ask, Level, MatchSide, Range, Work, shared_language
from twinning.policy import ENOUGH_COMMON_MINUTES, FAR_START_DAYS, LEAST_COMMON_MINUTES, SAME_START_DAYS

FLUENT: Final = Level.B2


@dataclass(frozen=True, slots=True)
class ScoredPoint:
    """One point of a wish beside the other side. `met` is what a MUST asks for; `term` is empty where there is none."""

    criterion: str
    term: str
    ask: Ask
    value: float
    met: bool


def points(a: MatchSide, b: MatchSide, minutes: int | None = None) -> tuple[ScoredPoint, ...]:
    """Points that `a` answered. `minutes` of common lessons a day, where the caller has them already."""
    found = (
        *_languages(a, b),
        *_class(a, b),
        *(ScoredPoint("theme", term, ask, *_whole(term in b.themes)) for term, ask in a.wanted_themes.items()),
        *_work(a, b, minutes),
        *_time(a, b),
        *_people(a, b),
    )
    return tuple(point for point in found if point.ask.must or point.ask.counts)


def shares_live_work(a: MatchSide, b: MatchSide) -> bool:
    return any(is_live(a, b, term) for term in a.work.keys() & b.work.keys())


def is_live(a: MatchSide, b: MatchSide, term: str) -> bool:
    return any(term in side.work and side.work[term].live for side in (a, b))


def line_needed(a: MatchSide, b: MatchSide, term: str) -> int:
    return max(side.work[term].connectivity for side in (a, b) if term in side.work)


def age_overlap(a: MatchSide, b: MatchSide) -> int | None:
    """Years of `b`'s class that `a` accepts; None where one of them has no class."""
    accepted = a.accepted_ages
    return None if accepted is None or b.ages is None else accepted.overlap(b.ages)


def _whole(met: bool) -> tuple[float, bool]:
    return float(met), met


def _languages(a: MatchSide, b: MatchSide) -> Iterator[ScoredPoint]:
    shared = shared_language(a, b)
    yield ScoredPoint("speak", "", a.speak, min(1.0, shared[1] / FLUENT) if shared else 0.0, shared is not None)
    for code, wanted in a.wanted_languages.items():
        have = b.languages.get(code, 0)
        yield ScoredPoint("language", code, wanted.ask, min(1.0, have / wanted.level), have >= wanted.level)


def _class(a: MatchSide, b: MatchSide) -> Iterator[ScoredPoint]:
    years = age_overlap(a, b)
    if years is not None and b.ages is not None:
        yield ScoredPoint("age", "", a.age_ask, years / len(b.ages), years == len(b.ages))
    elif a.wanted_ages is not None:
        yield ScoredPoint("age", "", a.age_ask, 0.0, met=False)
    if a.wanted_size is not None:
        value = 0.0 if b.size is None else _size(b.size, a.wanted_size)
        yield ScoredPoint("size", "", a.size_ask, value, b.size is not None and b.size in a.wanted_size)


def _size(size: int, wanted: Range) -> float:
    if size in wanted:
        return 1.0
    return size / wanted.low if size < wanted.low else wanted.high / size


def _work(a: MatchSide, b: MatchSide, minutes: int | None) -> Iterator[ScoredPoint]:
    if minutes is None:
        minutes = minutes_per_day(a, b) if shares_live_work(a, b) else 0
    for term, own in a.work.items():
        yield _kind_of_work(a, b, term, own, minutes)


def _kind_of_work(a: MatchSide, b: MatchSide, term: str, own: Work, minutes: int) -> ScoredPoint:
    willing = term in b.work
    hours = live_fit(minutes) if is_live(a, b, term) else 1.0
    value = min(hours, line_fit(b.connectivity, line_needed(a, b, term))) if willing else 0.0
    return ScoredPoint("work", term, own.ask, value, willing and hours > 0)


def live_fit(minutes: int) -> float:
    return min(1.0, minutes / ENOUGH_COMMON_MINUTES) if minutes >= LEAST_COMMON_MINUTES else 0.0


def line_fit(have: int, need: int) -> float:
    """A line counts only against the need of the work: letters (0) ask for none."""
    return min(1.0, (have + 1) / (need + 1))


def _time(a: MatchSide, b: MatchSide) -> Iterator[ScoredPoint]:
    yield ScoredPoint(
        "months", "", a.months_ask, min(a.months, b.months) / max(a.months, b.months, 1), a.months == b.months
    )
    away = max(0, abs((a.starts - b.starts).days) - SAME_START_DAYS)
    yield ScoredPoint("starts", "", a.starts_ask, max(0.0, 1 - away / FAR_START_DAYS), away == 0)


def _people(a: MatchSide, b: MatchSide) -> Iterator[ScoredPoint]:
    yield ScoredPoint("mentor", "", a.mentor_ask, *_whole(b.offers_mentoring))
    yield ScoredPoint("newcomer", "", a.newcomer_ask, *_whole(b.is_newcomer))
    if a.wanted_countries:
        yield ScoredPoint("country", "", a.country_ask, *_whole(b.country in a.wanted_countries))
