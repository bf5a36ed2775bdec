"""Of a wish that was changed: for whom it is now better than the last of the list that they saw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Ids
from twinning.matching.packed.lists import DIGITS, find
from twinning.matching.packed.meeting_hours import LiveFit, per_day_fit
from twinning.matching.packed.question import Question
from twinning.matching.packed.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Rising ids of wishes whose list was shown, and the value of its twentieth line: 0 where it was shorter.

    Who never looked is not among them and gets no news.
    """

    ids: Ids
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class News:
    """Wishes to whose list the changed one now belongs, and the value it has there."""

    ids: Ids
    values: NDArray[np.float64]


def news(changed: Question, snapshot: Snapshot, thresholds: Thresholds, live_fit: LiveFit = per_day_fit) -> News:
    """Exactly those in whose list it would stand, as value(a, b) = value(b, a); equal to the last line is no news.

    Whether their list shows a better wish of the same institution already, the caller knows: it kept the list.
    """
    found = find(changed, snapshot, live_fit)
    at = np.searchsorted(thresholds.ids, found.ids)
    at[at == len(thresholds.ids)] = 0
    if not len(thresholds.ids):
        return News(found.ids[:0], found.value[:0])
    better = (thresholds.ids[at] == found.ids) & (found.value > thresholds.values[at] + 10**-DIGITS)
    ids, values = found.ids[better], found.value[better]
    order = np.argsort(ids)
    return News(ids[order], values[order])
