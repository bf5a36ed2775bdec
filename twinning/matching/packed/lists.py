"""The list of one wish over a whole snapshot: who fits, in order, each institution once with its best wish."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Ids, Rows
from twinning.matching.packed.conditions import fitting
from twinning.matching.packed.meeting_hours import LiveFit, per_day_fit
from twinning.matching.packed.question import Question
from twinning.matching.packed.scores import scores, strength
from twinning.matching.packed.snapshot import Snapshot
from twinning.policy import SUGGESTIONS_LISTED

Reals = NDArray[np.float64]
DIGITS = 12  # values that differ less are equal: the order is then by u, then by id


@dataclass(frozen=True, slots=True)
class Listed:
    """One line. `minutes` of common lessons a day, 0 where no live work is shared."""

    id: int
    value: float
    g: float
    u: float
    v: float
    minutes: int

    @property
    def strength(self) -> str:
        return strength(self.g)


@dataclass(frozen=True, slots=True)
class Found:
    """All pairs of one wish that no condition forbids, in no order; `value` 0 among them."""

    ids: Ids
    institutions: NDArray[np.uint64]
    u: Reals
    v: Reals
    g: Reals
    value: Reals
    minutes: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def fitting(self) -> int:
        """How many institutions."""
        return len(np.unique(self.institutions))

    def best(self, limit: int = SUGGESTIONS_LISTED, aside: Collection[int] = ()) -> tuple[Listed, ...]:
        """Those whom both sides gain from; ids `aside` take no place."""
        rows = np.flatnonzero(self.value > 0)
        if aside:
            rows = rows[np.isin(self.ids[rows], np.fromiter(aside, dtype=np.int64), invert=True)]
        wanted = 4 * limit
        while True:
            order = self._first(rows, wanted)
            chosen = self._each_once(order)
            if len(chosen) >= limit or len(order) == len(rows):
                return tuple(self._line(row) for row in chosen[:limit])
            wanted *= 4

    def _first(self, rows: Rows, wanted: int) -> Rows:
        """At least so many of the best in order, with all that are as good as the last of them."""
        if len(rows) > wanted:
            values = self.value[rows]
            least = np.partition(values, len(rows) - wanted)[len(rows) - wanted]
            rows = rows[values >= least - 10**-DIGITS]
        keys = (self.ids[rows], -np.round(self.u[rows], DIGITS), -np.round(self.value[rows], DIGITS))
        return rows[np.lexsort(keys)]

    def _each_once(self, order: Rows) -> Sequence[int]:
        _, first = np.unique(self.institutions[order], return_index=True)
        chosen: list[int] = order[np.sort(first)].tolist()
        return chosen

    def _line(self, row: int) -> Listed:
        return Listed(
            id=int(self.ids[row]),
            value=float(self.value[row]),
            g=float(self.g[row]),
            u=float(self.u[row]),
            v=float(self.v[row]),
            minutes=int(self.minutes[row]),
        )


def find(us: Question, snapshot: Snapshot, live_fit: LiveFit = per_day_fit) -> Found:
    parts: list[tuple[NDArray[np.generic], ...]] = []
    for block in snapshot.blocks:
        found = fitting(us, block)
        said = scores(us, block, found, live_fit)
        parts.append(
            (
                block.ids[found.rows],
                block.column["institution"][found.rows],
                said.u,
                said.v,
                said.g,
                said.value,
                found.meetings.minutes,
            )
        )
    if not parts:
        return _nobody()
    return Found(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _nobody() -> Found:
    reals = np.zeros(0)
    return Found(
        np.zeros(0, dtype=np.int64),
        np.zeros(0, dtype=np.uint64),
        reals,
        reals,
        reals,
        reals,
        np.zeros(0, dtype=np.int32),
    )
