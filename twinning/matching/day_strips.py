"""One day of both classes, on our clock: what the hours strip draws (core.kit.hours_strip does the drawing)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from twinning.matching.hours import CommonHours, common_hours
from twinning.matching.slots import DAY, DAYS, QUARTER, Span, spans_of
from twinning.matching.wish_facts import MatchSide

MINUTES: Final = DAY * QUARTER


@dataclass(frozen=True, slots=True)
class HoursStrip:
    """Spans in minutes of our day (theirs may lie below 0 or above 1440); `ahead` is their clock less ours.

    weekday  ours, 1-7; the day and clock period are those in which the classes share least, as `common_hours` says
    """

    weekday: int
    ahead: int
    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]


def strip(a: MatchSide, b: MatchSide, start: date, months: int, common: CommonHours | None = None) -> HoursStrip:
    """`common`: their common hours, where they are known."""
    common = common or common_hours(a, b, start, months)
    weekday = (common.weekday or min((slot // DAY + 1 for slot in a.lessons), default=1)) - 1
    ahead = common.period.ahead
    own = [slot % DAY for slot in sorted(a.lessons) if slot // DAY == weekday]
    days = [_their_day(b, weekday, offset, ahead) for offset in (0, -1, 1, -2, 2)]
    theirs = max(days, key=lambda minutes: sum(0 <= minute < MINUTES for minute in minutes))
    return HoursStrip(weekday + 1, ahead, spans_of(own), spans_of(minute // QUARTER for minute in theirs))


def _their_day(b: MatchSide, weekday: int, offset: int, ahead: int) -> list[int]:
    """Minutes of our day at which each slot of their day begins; theirs is `offset` days from ours."""
    day = (weekday + offset) % DAYS
    return [slot % DAY * QUARTER + offset * MINUTES - ahead for slot in sorted(b.lessons) if slot // DAY == day]
