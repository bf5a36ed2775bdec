"""Lesson time that two classes share, in 15-minute slots of a week of local wall time.

A slot is `(weekday - 1) * 96 + quarter`: 0 is Monday 0:00, 671 is Sunday 23:45.
Days are kept apart on both clocks: a stretch across somebody's midnight counts as two, so `common_hours(a, b)` and
`common_hours(b, a)` agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from twinning.matching.clocks import ClockPeriod, clock_periods
from twinning.matching.slots import DAY, DAYS, QUARTER, WEEK, Span, spans_of
from twinning.matching.wish_facts import MatchSide
from twinning.policy import LEAST_COMMON_MINUTES

DayPair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CommonHours:
    """Shared lesson time of a project; everything in minutes, weekdays 1-7 and times of day on the clock named.

    weekdays  minutes on our Monday to Sunday, the least over all clock periods
    days      our weekdays with at least 30 minutes
    per_day   the least over `days`; where there are none, the most any weekday has (then below 30)
    weekday   our weekday on which `ours` and `theirs` are read, in the clock period with the fewest minutes; 0: none
    """

    weekdays: tuple[int, ...]
    days: tuple[int, ...]
    per_day: int
    weekday: int
    period: ClockPeriod
    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]
    periods: tuple[ClockPeriod, ...]

    @property
    def live(self) -> bool:
        return self.per_day >= LEAST_COMMON_MINUTES


def common_hours(a: MatchSide, b: MatchSide, start: date, months: int) -> CommonHours:
    periods = clock_periods(a.time_zone, b.time_zone, start, months)
    counts = [_pairs(a.lessons, b.lessons, period.ahead // QUARTER) for period in periods]
    least = _least(counts)
    weekdays = tuple(
        max((n for (day, _), n in least.items() if day == weekday), default=0) * QUARTER for weekday in range(DAYS)
    )
    days = tuple(weekday + 1 for weekday, minutes in enumerate(weekdays) if minutes >= LEAST_COMMON_MINUTES)
    per_day = _per_day(least.values())
    shown = min((pair for pair, n in least.items() if n and n * QUARTER == per_day), default=None)
    period = periods[0] if shown is None else min(zip(counts, periods, strict=True), key=lambda both: both[0][shown])[1]
    common = [] if shown is None else _slots_on(a.lessons, b.lessons, period.ahead // QUARTER, shown)
    return CommonHours(
        weekdays=weekdays,
        days=days,
        per_day=per_day,
        weekday=0 if shown is None else shown[0] + 1,
        period=period,
        ours=spans_of(slot % DAY for slot in common),
        theirs=spans_of((slot + period.ahead // QUARTER) % DAY for slot in common),
        periods=periods,
    )


def minutes_per_day(a: MatchSide, b: MatchSide) -> int:
    """`common_hours(...).per_day` over the project both could do, without the rest."""
    periods = clock_periods(a.time_zone, b.time_zone, *project(a, b))
    shifts = {period.ahead // QUARTER for period in periods}
    return _per_day(_least([_pairs(a.lessons, b.lessons, shift) for shift in shifts]).values())


def project(a: MatchSide, b: MatchSide) -> tuple[date, int]:
    """Start and months of what both could do together: from the later start, for the shorter time."""
    return max(a.starts, b.starts), min(a.months, b.months)


def day_pair(slot: int, shift: int) -> DayPair:
    """Our weekday (0-6) and how many days theirs differs at that moment (-2 to 2)."""
    return slot // DAY, (slot + shift) // DAY - slot // DAY


def _pairs(ours: Collection[int], theirs: Collection[int], shift: int) -> Counter[DayPair]:
    return Counter(day_pair(slot, shift) for slot in ours if (slot + shift) % WEEK in theirs)


def _slots_on(ours: Collection[int], theirs: Collection[int], shift: int, pair: DayPair) -> list[int]:
    return [slot for slot in sorted(ours) if (slot + shift) % WEEK in theirs and day_pair(slot, shift) == pair]


def _least(counts: list[Counter[DayPair]]) -> dict[DayPair, int]:
    return {pair: min(count[pair] for count in counts) for pair in counts[0]}


def _per_day(quarters: Iterable[int]) -> int:
    minutes = [n * QUARTER for n in quarters]
    live = [n for n in minutes if n >= LEAST_COMMON_MINUTES]
    return min(live) if live else max(minutes, default=0)
