"""By how much two clocks differ, and on which days of a project that changes."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class ClockPeriod:
    """Days, both included, on which their clock is the same `ahead` minutes ahead of ours (behind: below 0)."""

    since: date
    until: date
    ahead: int


@lru_cache(maxsize=16384)
def clock_periods(ours: str, theirs: str, start: date, months: int) -> tuple[ClockPeriod, ...]:
    """The project cut at every day on which the difference between both clocks changes."""
    end = months_later(start, months) - timedelta(days=1)
    cuts: list[tuple[date, int]] = []
    for year in range(start.year, end.year + 1):
        for day, ahead in _differences(ours, theirs, year):
            if day <= start:
                cuts = [(start, ahead)]
            elif day <= end and ahead != cuts[-1][1]:
                cuts.append((day, ahead))
    ends = [day - timedelta(days=1) for day, _ in cuts[1:]] + [end]
    return tuple(ClockPeriod(since, until, ahead) for (since, ahead), until in zip(cuts, ends, strict=True))


def months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + max(1, months), 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


@lru_cache(maxsize=4096)
def _differences(ours: str, theirs: str, year: int) -> tuple[tuple[date, int], ...]:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(_days(year))]
    pairs = list(zip(days, _offsets(ours, year), _offsets(theirs, year), strict=True))
    ahead = [(day, b - a) for day, a, b in pairs]
    return tuple(
        now for now, before in zip(ahead, [None, *ahead[:-1]], strict=True) if before is None or now[1] != before[1]
    )


@lru_cache(maxsize=4096)
def _offsets(zone: str, year: int) -> tuple[int, ...]:
    """Minutes ahead of UTC at local noon of each day: by then a day's clock change is over."""
    info, noon = ZoneInfo(zone), datetime(year, 1, 1, 12)  # noqa: DTZ001 - wall time, the zone follows
    days = _days(year)
    offsets = (info.utcoffset(noon + timedelta(days=n)) for n in range(days))
    return tuple(int(offset.total_seconds()) // 60 for offset in offsets if offset is not None)


def _days(year: int) -> int:
    return 365 + isleap(year)
