"""What ages and size of a class are worth to the other side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Rows
from twinning.matching.packed.layouts import NO_SIZE, WEIGHT, Flag
from twinning.matching.packed.masks import flagged, single_ask
from twinning.matching.packed.question import Question

Reals = NDArray[np.float64]
Counts = NDArray[np.int64]
Both = tuple[Reals | float, Reals | float]


def our_ages(us: Question, block: Block, rows: Rows) -> tuple[Reals, Reals, Counts]:
    """What our ask gains, and weight and number of our points: where they have no class it may be no point at all."""
    accepted, weight = us.side.accepted_ages, us.side.age_ask.counts
    gain, asked = np.zeros(len(rows)), np.full(len(rows), us.asked, dtype=np.int64)
    total = np.full(len(rows), us.weight)
    if accepted is None or not weight:
        return gain, total, asked
    low, high = (block.column["ages"][n][rows].astype(np.float64) for n in (0, 1))
    shared = np.minimum(high, accepted.high) - np.maximum(low, accepted.low) + 1
    none = flagged(block, rows, Flag.CLASSLESS)
    gain += weight * np.where(none, 0.0, np.maximum(0.0, shared) / (high - low + 1))
    if us.side.wanted_ages is None:
        total -= weight * none
        asked -= none
    return gain, total, asked


def their_ages(us: Question, block: Block, rows: Rows) -> tuple[Reals, Reals, Counts]:
    """The same for them."""
    ours, weight = us.side.ages, WEIGHT[single_ask(block, rows, "age")]
    total = block.column["weight"][rows].astype(np.float64)
    asked = block.column["asked"][rows].astype(np.int64)
    if ours is None:
        absent = (weight > 0) & ~flagged(block, rows, Flag.WANTS_AGES)
        return np.zeros(len(rows)), total - weight * absent, asked - absent
    lowest, highest = (block.column["ages"][n][rows].astype(np.float64) for n in (2, 3))
    shared = np.minimum(highest, ours.high) - np.maximum(lowest, ours.low) + 1
    return weight * np.maximum(0.0, shared) / len(ours), total, asked


def sizes(us: Question, block: Block, rows: Rows) -> Both:
    side = us.side
    size, least, most = (column[rows].astype(np.float64) for column in block.column["sizes"])
    ours: Reals | float = 0.0
    if side.wanted_size is not None and side.size_ask.counts:
        value = _in_range(size, float(side.wanted_size.low), float(side.wanted_size.high))
        ours = side.size_ask.counts * np.where(size < NO_SIZE, value, 0.0)
    if side.size is None:
        return ours, 0.0
    return ours, WEIGHT[single_ask(block, rows, "size")] * _in_range(float(side.size), least, most)


def _in_range(size: Reals | float, low: Reals | float, high: Reals | float) -> Reals:
    """1 within, else the ratio to the nearer end."""
    below, above = np.divide(size, np.maximum(low, 1.0)), np.divide(high, np.maximum(size, 1.0))
    return np.minimum(1.0, np.minimum(below, above))
