"""Whom no hard condition excludes: `matching.conditions` for all rows of a block, by masks first, then by columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Flags, Rows
from twinning.matching.packed.layouts import KINDS_A_WORD, WORD, Flag
from twinning.matching.packed.masks import any_shared, has_all, parts
from twinning.matching.packed.meeting_hours import Meetings, meetings
from twinning.matching.packed.own_conditions import passes
from twinning.matching.packed.question import Question
from twinning.matching.packed.their_conditions import THEIRS

A_RUN: Final = 1 << 16  # rows whose masks stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Fitting:
    """Rows of a block that fit, with their common lesson time (0 where no live work is shared)."""

    rows: Rows
    meetings: Meetings


def fitting(us: Question, block: Block) -> Fitting:
    rows = _scanned(us, block) if us.side.ready else np.empty(0, dtype=np.intp)
    for condition in THEIRS:
        rows = rows[condition(us, block, rows)]
    rows = rows[passes(us, block, rows)]
    found = shared_meetings(us, block, rows)
    kept = works(us, block, rows, found)
    return Fitting(rows[kept], found.taken(kept))


def works(us: Question, block: Block, rows: Rows, found: Meetings) -> Flags:
    """A kind of work is possible, and each that either side must have."""
    possible = possible_kinds(us, block, rows, found)
    kept = has_all(possible, us.must_kinds, KINDS_A_WORD)
    some = np.zeros(len(rows), dtype=np.bool_)
    for kinds, musts in zip(possible, block.words("must_kinds"), strict=True):
        some |= kinds != 0
        kept &= musts[rows] & ~kinds == 0
    return kept & some


def _scanned(us: Question, block: Block) -> Rows:
    """By the masks alone, both directions; a run of rows at a time."""
    return np.concatenate(
        [_run(us, block, slice(at, at + A_RUN)) + at for at in range(0, len(block), A_RUN)]
        or [np.empty(0, dtype=np.intp)]
    )


def _run(us: Question, block: Block, run: slice) -> Rows:
    flags = block.column["flags"][run]
    kept = open_to_us(us, flags)
    if us.side.mentor_ask.must:
        kept &= flags & Flag.OFFERS_MENTORING != 0
    if us.side.newcomer_ask.must:
        kept &= flags & Flag.NEWCOMER != 0
    low, high, lowest, highest = (column[run] for column in block.column["ages"])
    if us.side.ages is not None:
        kept &= (lowest <= us.side.ages.high) & (highest >= us.side.ages.low)
    if us.side.accepted_ages is not None:
        kept &= (low <= us.side.accepted_ages.high) & (high >= us.side.accepted_ages.low)
    kept &= any_shared([word[run] for word in block.words("kinds")], us.kinds, KINDS_A_WORD)
    spoken = any_shared([word[run] for word in block.words("languages")], us.languages, WORD)
    if us.side.translated_ok and not us.side.speak.must:
        spoken |= flags & (Flag.TRANSLATED | Flag.MUST_SPEAK) == Flag.TRANSLATED
    kept &= spoken
    return np.flatnonzero(kept)


def open_to_us(us: Question, flags: NDArray[np.uint16]) -> Flags:
    """Ready, and asking for nothing by its flags alone that we are not."""
    never = Flag(0)
    never |= Flag(0) if us.side.offers_mentoring else Flag.MUST_MENTOR
    never |= Flag(0) if us.side.is_newcomer else Flag.MUST_NEWCOMER
    never |= Flag.MUST_BE_CLASSED if us.side.ages is None else Flag(0)
    found: Flags = flags & (Flag.READY | never) == Flag.READY
    return found


def shared_meetings(us: Question, block: Block, rows: Rows, more: int = 0) -> Meetings:
    """Computed only where a live kind is shared, or would be with the kinds `more`."""
    live = any_shared([word[rows] for word in block.words("kinds")], (us.kinds | more) & us.live, KINDS_A_WORD)
    found = Meetings(np.zeros(len(rows), dtype=np.uint8), np.zeros(len(rows), dtype=np.uint8))
    some = meetings(us, block, rows[live])
    found.per_day[live], found.week[live] = some.per_day, some.week
    return found


def possible_kinds(us: Question, block: Block, rows: Rows, found: Meetings, kinds: int = 0) -> list[NDArray[np.uint16]]:
    """Shared kinds of work, live ones only with half an hour in common. `kinds`: others than ours."""
    words = []
    for word, ours, live in zip(
        block.words("kinds"), parts(kinds or us.kinds, KINDS_A_WORD), parts(us.live, KINDS_A_WORD), strict=False
    ):
        shared = word[rows] & np.uint16(ours)
        words.append(np.where(found.live, shared, shared & np.uint16(0xFFFF ^ live)))
    return words
