"""Differences of clocks as tables by day, so that thousands of projects are looked up at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from twinning.matching.clocks import clock_periods
from twinning.matching.packed.blocks import Rows
from twinning.matching.packed.encoding import DAY_ZERO
from twinning.matching.slots import QUARTER

YEARS: Final = 4  # of a table, from ours on; what reaches past it is looked up one by one
BITS: Final = 6  # of a stretch: the clocks of two zones part less than 64 times in those years
LAST: Final = (1 << BITS) - 1
Numbers = NDArray[np.int64]
Shifts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClockTable:
    """Of one pair of zones: which stretch of days each day is in, and the difference in quarters of each stretch."""

    stretch: NDArray[np.uint8]
    shifts: Shifts


def shift_sets(
    ours: str, zones: tuple[str, ...], since: Numbers, months: Numbers, zone: Numbers
) -> tuple[list[Shifts], Rows]:
    """For each project (first day since 2000, months, place in `zones`) the differences that it meets: sets, and which.

    A difference is their clock less ours, in quarters of an hour.
    """
    year = date.fromordinal(DAY_ZERO + int(since.min())).year
    first = date(year, 1, 1).toordinal() - DAY_ZERO
    days = date(year + YEARS, 1, 1).toordinal() - DAY_ZERO - first
    starts = since - first
    ends = last_days(year, int(months.max()))[np.minimum(starts, days - 1), months]
    near = (starts < days) & (ends < days)
    starts, ends = np.where(near, starts, 0), np.where(near, ends, 0)
    present = np.flatnonzero(np.bincount(zone))
    rank = np.zeros(len(zones), dtype=np.int64)
    rank[present] = np.arange(len(present))
    tables = [clock_table(ours, zones[place], year) for place in present.tolist()]
    stretch = np.stack([table.stretch for table in tables])
    of = rank[zone]
    keys = (of << 2 * BITS) | (stretch[of, starts].astype(np.int64) << BITS) | stretch[of, ends]
    sets: dict[Shifts, int] = {}
    which = np.zeros(len(tables) << 2 * BITS, dtype=np.intp)
    for key in np.flatnonzero(np.bincount(keys[near], minlength=1)).tolist():
        met = tables[key >> 2 * BITS].shifts[key >> BITS & LAST : (key & LAST) + 1]
        which[key] = sets.setdefault(tuple(sorted(set(met))), len(sets))
    found: Rows = which[keys]
    for row in np.flatnonzero(~near).tolist():
        start = date.fromordinal(DAY_ZERO + int(since[row]))
        met = tuple(p.ahead // QUARTER for p in clock_periods(ours, zones[int(zone[row])], start, int(months[row])))
        found[row] = sets.setdefault(tuple(sorted(set(met))), len(sets))
    return list(sets), found


@lru_cache(maxsize=8192)
def clock_table(ours: str, theirs: str, year: int) -> ClockTable:
    ahead = np.concatenate([_offsets(theirs, y) - _offsets(ours, y) for y in range(year, year + YEARS)])
    changes = np.flatnonzero(np.diff(ahead)) + 1
    stretch = np.zeros(len(ahead), dtype=np.uint8)
    stretch[changes] = 1
    shifts = ahead[np.concatenate([[0], changes])] // QUARTER
    return ClockTable(np.cumsum(stretch, dtype=np.uint8), tuple(shifts.tolist()))


@lru_cache(maxsize=4096)
def _offsets(zone: str, year: int) -> NDArray[np.int32]:
    """Minutes ahead of UTC at noon of each day of a year."""
    info, noon = ZoneInfo(zone), datetime(year, 1, 1, 12)  # noqa: DTZ001 - wall time, the zone follows
    days = date(year + 1, 1, 1).toordinal() - date(year, 1, 1).toordinal()
    found = [info.utcoffset(noon + timedelta(days=n)) for n in range(days)]
    return np.array([int(offset.total_seconds()) // 60 if offset else 0 for offset in found], dtype=np.int32)


@lru_cache(maxsize=64)
def last_days(year: int, months: int) -> NDArray[np.int64]:
    """By first day (from the year's first on) and number of months: the last day of the project, on the same count."""
    first = np.datetime64(f"{year}-01-01", "D")
    days = np.arange(first, np.datetime64(f"{year + YEARS}-01-01", "D"))
    month = days.astype("M8[M]")
    of_month = (days - month.astype("M8[D]")).astype(np.int64)
    ends = [_month_later(month + max(1, n), of_month) - first.astype(np.int64) - 1 for n in range(months + 1)]
    return np.stack(ends, axis=1)


def _month_later(month: NDArray[np.datetime64], of_month: Numbers) -> Numbers:
    begins = month.astype("M8[D]").astype(np.int64)
    length = (month + 1).astype("M8[D]").astype(np.int64) - begins
    found: Numbers = begins + np.minimum(of_month, length - 1)
    return found
