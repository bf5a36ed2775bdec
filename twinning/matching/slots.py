"""Lessons as 15-minute slots of a week of local wall time.

A slot is `(weekday - 1) * 96 + quarter`: 0 is Monday 0:00, 671 is Sunday 23:45.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import time
from typing import Final

QUARTER: Final = 15
DAY: Final = 96
DAYS: Final = 7
WEEK: Final = DAYS * DAY
NOON: Final = 48

Span = tuple[int, int]


def slots_of(lessons: Iterable[tuple[int, time, time]]) -> frozenset[int]:
    """Slots of lessons given as (weekday 1-7, starts, ends): breaks up to 15 min join, start rounded up, end down."""
    days: dict[int, list[Span]] = {}
    for weekday, starts, ends in lessons:
        if not 1 <= weekday <= DAYS or ends <= starts:
            raise ValueError(f"no lesson: weekday {weekday}, {starts} to {ends}")
        days.setdefault(weekday, []).append((_minute(starts), _minute(ends)))
    return frozenset(
        (weekday - 1) * DAY + quarter
        for weekday, spans in days.items()
        for low, high in _joined(spans)
        for quarter in range(-(-low // QUARTER), high // QUARTER)
    )


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    low, high = -QUARTER - 1, -QUARTER - 1
    for start, end in sorted(spans):
        if start - high <= QUARTER:
            high = max(high, end)
            continue
        if low >= 0:
            yield low, high
        low, high = start, end
    if low >= 0:
        yield low, high


def shift_of(lessons: Collection[int]) -> int:
    """1, or 2 where no lesson starts before noon."""
    return 2 if lessons and min(slot % DAY for slot in lessons) >= NOON else 1


def spans_of(quarters: Iterable[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for quarter in quarters:
        minute = quarter * QUARTER
        if spans and spans[-1][1] == minute:
            spans[-1] = (spans[-1][0], minute + QUARTER)
        else:
            spans.append((minute, minute + QUARTER))
    return tuple(spans)
