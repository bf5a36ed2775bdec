"""The part of `changes` that needs common lesson time: kinds of work of both, and those that we might accept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Flags, Rows
from twinning.matching.packed.changes import Change, Failing, one, term_bits
from twinning.matching.packed.conditions import possible_kinds, shared_meetings
from twinning.matching.packed.layouts import KINDS_A_WORD
from twinning.matching.packed.masks import any_shared, has_all
from twinning.matching.packed.own_conditions import Own
from twinning.matching.packed.question import Question, bits


def fail_work(us: Question, block: Block, rows: Rows, found: Failing) -> Flags:
    """Adds the bits and changes of work to `found`. Gives the rows that no change of our wish could win."""
    others = {kind.code: n for n, kind in enumerate(us.codebook.kinds) if kind.code not in us.side.work}
    every = us.kinds | bits(others.values())
    hours = shared_meetings(us, block, rows, every)
    possible = possible_kinds(us, block, rows, hours)
    with_more = possible_kinds(us, block, rows, hours, every)
    names = term_bits(us)
    found.fail(Own.WORK, ~any_shared(possible, us.kinds, KINDS_A_WORD))
    for code, own in us.side.work.items():
        if own.ask.must:
            found.fail(names["work", code], ~has_all(possible, bits([us.codebook.kind[code]]), KINDS_A_WORD))
            found.mend("work.prefer", names["work", code], {"term": code})
    uncovered = [musts[rows] & ~kinds for musts, kinds in zip(block.words("must_kinds"), possible, strict=True)]
    for code, position in sorted(others.items()):
        bit = names["their work", code]
        found.fail(bit, has_all(uncovered, bits([position]), KINDS_A_WORD))
        may = has_all(with_more, bits([position]), KINDS_A_WORD)
        mends = np.where(may, one(Own.WORK) | one(bit), np.uint64(0))
        found.changes.append(Change("work.accept", {"term": code}, f"work {code}", mends))
    return _lost(uncovered, with_more)


def _lost(uncovered: list[NDArray[np.uint16]], possible: list[NDArray[np.uint16]]) -> Flags:
    """They must have a kind that could not be, whatever we accept."""
    lost = np.zeros(len(uncovered[0]), dtype=np.bool_)
    for theirs, kinds in zip(uncovered, possible, strict=True):
        lost |= theirs & ~kinds != 0
    return lost
