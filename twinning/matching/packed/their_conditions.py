"""What a row asks of us beyond its masks, and what no change of our wish could mend: each on the rows that are left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from twinning.matching.packed.blocks import Block, Flags, Rows
from twinning.matching.packed.layouts import Flag
from twinning.matching.packed.masks import flagged, names_country
from twinning.matching.packed.question import Question
from twinning.policy import SAME_START_DAYS

Condition = Callable[[Question, Block, Rows], Flags]


def _institution(us: Question, block: Block, rows: Rows) -> Flags:
    theirs = block.column["institution"][rows]
    if len(us.closed) == 1:
        alone: Flags = theirs != us.closed[0]
        return alone
    at = np.minimum(np.searchsorted(us.closed, theirs), len(us.closed) - 1)
    kept: Flags = us.closed[at] != theirs
    return kept


def _their_countries(us: Question, block: Block, rows: Rows) -> Flags:
    must = flagged(block, rows, Flag.MUST_COUNTRY)
    kept = ~names_country(block, "excluded_countries", rows, us.country)
    if must.any():
        kept &= ~must | names_country(block, "wanted_countries", rows, us.country)
    return kept


def _their_class(us: Question, block: Block, rows: Rows) -> Flags:
    flags = block.column["flags"][rows]
    kept: Flags = np.ones(len(rows), dtype=np.bool_)
    if us.side.ages is not None:
        lowest, highest = block.column["ages"][2][rows], block.column["ages"][3][rows]
        kept &= (flags & Flag.MUST_AGE == 0) | ((lowest <= us.side.ages.low) & (highest >= us.side.ages.high))
    least, most = block.column["sizes"][1][rows], block.column["sizes"][2][rows]
    size = us.side.size
    within = (least <= size) & (most >= size) if size is not None else np.zeros(len(rows), dtype=np.bool_)
    kept &= (flags & Flag.MUST_SIZE == 0) | within
    return kept


def _their_time(us: Question, block: Block, rows: Rows) -> Flags:
    flags = block.column["flags"][rows]
    kept: Flags = (flags & Flag.MUST_MONTHS == 0) | same_months(us, block, rows)
    kept &= (flags & Flag.MUST_STARTS == 0) | same_start(us, block, rows)
    return kept


def _their_terms(us: Question, block: Block, rows: Rows) -> Flags:
    kept = np.ones(len(rows), dtype=np.bool_)
    for slot in block.column["wanted_languages"]:
        kept &= ~us.language_fails[slot[rows]]
    for slot in block.column["wanted_themes"]:
        kept &= ~us.theme_fails[slot[rows]]
    return kept


def same_months(us: Question, block: Block, rows: Rows) -> Flags:
    found: Flags = block.column["months"][rows] == us.side.months
    return found


def same_start(us: Question, block: Block, rows: Rows) -> Flags:
    found: Flags = np.abs(block.column["starts"][rows].astype(np.int32) - us.starts) <= SAME_START_DAYS
    return found


THEIRS: Final[Sequence[Condition]] = (_institution, _their_countries, _their_class, _their_time, _their_terms)
