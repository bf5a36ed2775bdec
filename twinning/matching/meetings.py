"""Common lesson time with many others at once: `hours.minutes_per_day` on weeks of bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.clocks import clock_periods
from twinning.matching.columns import Bits, Numbers, Rows, week_bits
from twinning.matching.hours import DayPair, day_pair
from twinning.matching.slots import QUARTER, WEEK
from twinning.matching.snapshot import Snapshot
from twinning.matching.wish_facts import MatchSide
from twinning.policy import LEAST_COMMON_MINUTES

NONE_YET: Final = 255

Counts = NDArray[np.uint8]


def per_day(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Numbers:
    """Minutes a day for each row: least over the clock periods, then over weekdays, as in `hours`."""
    if not len(rows) or not us.lessons:
        return np.zeros(len(rows), dtype=np.int32)
    shifts = _shifts(us, snapshot, rows)
    masks = {shift: _masks(us, shift) for shift in shifts}
    least = {pair: np.full(len(rows), NONE_YET, dtype=np.uint8) for found in masks.values() for pair in found}
    for shift, chosen in shifts.items():
        weeks = snapshot.lessons[rows[chosen]]
        for pair, counts in least.items():
            mask = masks[shift].get(pair)
            counts[chosen] = 0 if mask is None else np.minimum(counts[chosen], _common(weeks, mask))
    return _per_day(least)


def _shifts(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Mapping[int, Rows]:
    """Each difference of clocks, in slots, with the places of the rows that meet it during the project."""
    starts = np.maximum(snapshot.starts[rows], us.starts.toordinal())
    months = np.minimum(snapshot.months[rows], us.months)
    kinds, kind = np.unique(np.stack([snapshot.zones[rows], starts, months]), axis=1, return_inverse=True)
    kind = kind.ravel()
    groups = np.split(np.argsort(kind, kind="stable"), np.cumsum(np.bincount(kind))[:-1])
    found: dict[int, list[Rows]] = defaultdict(list)
    for (zone, start, length), group in zip(kinds.T.tolist(), groups, strict=True):
        periods = clock_periods(us.time_zone, snapshot.zone[zone], date.fromordinal(start), length)
        for shift in {period.ahead // QUARTER for period in periods}:
            found[shift].append(group)
    return {shift: np.concatenate(chosen) for shift, chosen in found.items()}


def _masks(us: MatchSide, shift: int) -> dict[DayPair, Bits]:
    """Our lessons on their clock, as bits, apart for each pair of days."""
    slots: dict[DayPair, list[int]] = defaultdict(list)
    for slot in us.lessons:
        slots[day_pair(slot, shift)].append((slot + shift) % WEEK)
    return {pair: week_bits([found])[0] for pair, found in slots.items()}


def _common(weeks: Bits, mask: Bits) -> Counts:
    words = np.flatnonzero(mask)
    counts: Counts = np.bitwise_count(weeks[:, words] & mask[words]).sum(axis=1, dtype=np.uint8)
    return counts


def _per_day(least: Mapping[DayPair, Counts]) -> Numbers:
    minutes = np.stack(list(least.values())).astype(np.int32) * QUARTER
    live = np.where(minutes >= LEAST_COMMON_MINUTES, minutes, np.iinfo(np.int32).max).min(axis=0)
    found: Numbers = np.where(live < np.iinfo(np.int32).max, live, minutes.max(axis=0)).astype(np.int32)
    return found
