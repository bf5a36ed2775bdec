"""What shared kinds of work are worth to both sides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Rows
from twinning.matching.packed.layouts import WEIGHT
from twinning.matching.packed.question import Question

Reals = NDArray[np.float64]


def work(us: Question, block: Block, rows: Rows, hours: Reals) -> tuple[Reals, Reals]:
    """Gained weights. A kind that only one side does is worth nothing, so ours are all that is looked at."""
    ours, theirs = np.zeros(len(rows)), np.zeros(len(rows))
    codes, line = block.column["work"], block.column["line"][rows]
    for term, own in us.side.work.items():
        position = us.codebook.kind[term]
        if position // 2 >= len(codes):
            continue
        code = codes[position // 2][rows] >> np.uint8(4 * (position % 2)) & np.uint8(15)
        kind = us.codebook.kinds[position]
        fit = _line_fit(kind.line)
        value, back = fit[line], float(fit[min(3, max(0, us.side.connectivity))])
        worth = WEIGHT[code]
        if kind.live:
            ours += own.ask.counts * np.where(code > 0, np.minimum(hours, value), 0.0)
            theirs += worth * np.minimum(hours, back)
        else:
            ours += own.ask.counts * np.where(code > 0, value, 0.0)
            theirs += worth * back
    return ours, theirs


def _line_fit(need: int) -> Reals:
    """By the line that somebody has, 0 to 3."""
    return np.minimum(1.0, (np.arange(4) + 1) / (need + 1))
