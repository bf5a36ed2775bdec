"""Common lesson time of our class with that of many rows, and the two formulas of what it is worth.

As in `matching.hours`: days are kept apart on both clocks, and what counts of a day is its least over all clock
periods of the project. Hard: one such day with 30 minutes. Soft: `per_day_fit`, the formula of `criteria.live_fit`,
by which an added short day can lower; or `week_fit`, by which a lesson more never lowers. What scores is one argument
of `scores.scores`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Rows
from twinning.matching.packed.clock_tables import Shifts, shift_sets
from twinning.matching.packed.layouts import LESSON_WIDTH
from twinning.matching.packed.question import Question
from twinning.matching.slots import DAY, QUARTER, WEEK
from twinning.policy import ENOUGH_COMMON_MINUTES, LEAST_COMMON_MINUTES

LEAST: Final = LEAST_COMMON_MINUTES // QUARTER
ENOUGH: Final = ENOUGH_COMMON_MINUTES // QUARTER
MEETINGS: Final = 2  # of 90 minutes a week are enough
NEVER: Final = 255

Quarters = NDArray[np.uint8]
Reals = NDArray[np.float64]
# Their weekday, and how many days it is off ours.
Pair = tuple[int, int]
Masks = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Meetings:
    """Quarters of an hour for each row. Both are least over the clock periods.

    per_day  least of the days with half an hour; where there is none, the most of any day
    week     sum over the days with half an hour, of each at most 90 minutes
    """

    per_day: Quarters
    week: Quarters

    @property
    def live(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.per_day >= LEAST
        return found

    @property
    def minutes(self) -> NDArray[np.int32]:
        return self.per_day.astype(np.int32) * QUARTER

    def taken(self, rows: Rows | NDArray[np.bool_]) -> Meetings:
        return Meetings(self.per_day[rows], self.week[rows])


LiveFit = Callable[[Meetings], Reals]


def per_day_fit(meetings: Meetings) -> Reals:
    """min(1, minutes a day / 90), 0 below 30: `criteria.live_fit`."""
    return PER_DAY_FIT[meetings.per_day]


def week_fit(meetings: Meetings) -> Reals:
    """min(1, sum over days with 30 minutes of min(minutes, 90) / 180)."""
    return WEEK_FIT[meetings.week]


_ALL: Final = np.arange(256)
PER_DAY_FIT: Final[Reals] = np.where(_ALL >= LEAST, np.minimum(1.0, _ALL / ENOUGH), 0.0)
WEEK_FIT: Final[Reals] = np.minimum(1.0, _ALL / (MEETINGS * ENOUGH))


def meetings(us: Question, block: Block, rows: Rows) -> Meetings:
    if not len(rows) or not us.side.lessons:
        return Meetings(np.zeros(len(rows), dtype=np.uint8), np.zeros(len(rows), dtype=np.uint8))
    since = np.maximum(block.column["starts"][rows].astype(np.int64), us.starts)
    months = np.minimum(block.column["months"][rows], us.side.months).astype(np.int64)
    zone = block.column["zone"][rows].astype(np.int64)
    sets, which = shift_sets(us.side.time_zone, tuple(us.codebook.zones), since, months, zone)
    shifts = sorted({shift for met in sets for shift in met})
    pairs, masks = _masks(us.side.lessons, shifts)
    return _over_days(_least(block, rows, _table(sets, shifts)[which], pairs, masks))


def _table(sets: Sequence[Shifts], shifts: Sequence[int]) -> NDArray[np.intp]:
    """A row for each set: places of its shifts, the first again where it has fewer than the longest."""
    place = {shift: n for n, shift in enumerate(shifts)}
    longest = max(map(len, sets))
    return np.array([[place[met[n if n < len(met) else 0]] for n in range(longest)] for met in sets], dtype=np.intp)


def _masks(lessons: frozenset[int], shifts: Sequence[int]) -> tuple[Sequence[Pair], Masks]:
    """Our lessons on their clock: bits by shift, pair of days and word of the day."""
    pairs: dict[Pair, int] = {}
    cells: dict[tuple[int, int, int], int] = defaultdict(int)
    for n, shift in enumerate(shifts):
        for pair, words in _shifted(lessons, shift).items():
            place = pairs.setdefault(pair, len(pairs))
            for word, mask in words:
                cells[n, place, word] |= mask
    masks = np.zeros((len(pairs), DAY // LESSON_WIDTH, len(shifts)), dtype=np.uint32)
    for (n, place, word), mask in cells.items():
        masks[place, word, n] = mask
    return list(pairs), masks


@lru_cache(maxsize=4096)
def _shifted(lessons: frozenset[int], shift: int) -> dict[Pair, list[tuple[int, int]]]:
    found: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for slot in lessons:
        theirs = (slot + shift) % WEEK
        day, quarter = divmod(theirs, DAY)
        off = (slot + shift) // DAY - slot // DAY
        found[day, off][quarter // LESSON_WIDTH] |= 1 << quarter % LESSON_WIDTH
    return {pair: list(words.items()) for pair, words in found.items()}


def _least(
    block: Block, rows: Rows, places: NDArray[np.intp], pairs: Sequence[Pair], masks: Masks
) -> Sequence[Quarters]:
    """Quarters for each pair of days: least over the shifts that a row meets."""
    lessons = _Lessons(block, rows)
    found = [lessons.common(pair, mask, places[:, 0]) for pair, mask in zip(pairs, masks, strict=True)]
    for n in range(1, places.shape[1]):
        more = np.flatnonzero(places[:, n] != places[:, 0])
        some = _Lessons(block, rows[more])
        for least, pair, mask in zip(found, pairs, masks, strict=True):
            least[more] = np.minimum(least[more], some.common(pair, mask, places[more, n]))
    return found


class _Lessons:
    """Words of the rows' weeks, each gathered once."""

    def __init__(self, block: Block, rows: Rows) -> None:
        self._column, self._rows = block.column["lessons"], rows
        self._words: dict[int, NDArray[np.uint32]] = {}

    def common(self, pair: Pair, masks: Masks, places: NDArray[np.intp]) -> Quarters:
        counts = np.zeros(len(self._rows), dtype=np.uint8)
        for n, mask in enumerate(masks):
            if mask.any():
                counts += np.bitwise_count(self._word(pair[0] * len(masks) + n) & mask[places])
        return counts

    def _word(self, word: int) -> NDArray[np.uint32]:
        if word not in self._words:
            self._words[word] = self._column[word][self._rows]
        return self._words[word]


def _over_days(days: Sequence[Quarters]) -> Meetings:
    most = np.zeros_like(days[0])
    least = np.full_like(most, NEVER)
    week = np.zeros_like(most)
    for quarters in days:
        live = quarters >= LEAST
        np.maximum(most, quarters, out=most)
        np.minimum(least, np.where(live, quarters, NEVER), out=least)
        week += np.where(live, np.minimum(quarters, ENOUGH), 0).astype(np.uint8)
    return Meetings(np.where(least < NEVER, least, most).astype(np.uint8), week)
