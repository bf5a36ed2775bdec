"""What holds us back: how many institutions more would fit after one change of our wish, and after the best two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Flags, Rows
from twinning.matching.packed.changes import Bits, Change, failing, joined_changes
from twinning.matching.packed.conditions import open_to_us
from twinning.matching.packed.layouts import Flag
from twinning.matching.packed.masks import flagged
from twinning.matching.packed.own_conditions import shares_language
from twinning.matching.packed.question import Question
from twinning.matching.packed.snapshot import Snapshot
from twinning.matching.packed.their_conditions import THEIRS
from twinning.matching.packed.work_changes import fail_work
from twinning.matching.relaxations import Relaxation

MOST_BITS: Final = 4  # that two changes mend: each one or two


@dataclass(frozen=True, slots=True)
class TwoChanges:
    """`gain`: institutions more after both, which is more than after either alone."""

    first: Relaxation
    second: Relaxation
    gain: int


@dataclass(frozen=True, slots=True)
class HeldBack:
    """`single`: as `relaxations.held_back`, greatest gain first. `best_two` is None where no two gain more than one."""

    single: tuple[Relaxation, ...]
    best_two: TwoChanges | None


@dataclass(frozen=True, slots=True)
class _World:
    """Rows that do not fit and that two changes might win, of institutions that have no wish that fits.

    left  for each change the bits that each row still fails after it
    """

    institutions: NDArray[np.intp]
    changes: Sequence[Change]
    bits: Bits
    left: Sequence[Bits]

    def won(self, *numbers: int) -> Flags:
        """Rows that fit after these changes."""
        rest = self.bits
        for n in numbers:
            rest = rest & self.left[n]
        found: Flags = rest == 0
        for n in numbers:
            breaks = self.changes[n].breaks
            if breaks is not None:
                found &= ~breaks
        return found

    def count(self, rows: Flags) -> int:
        return int(np.count_nonzero(np.bincount(self.institutions[rows])))


def held_back(us: Question, snapshot: Snapshot) -> HeldBack:
    world = _world(us, snapshot)
    if world is None:
        return HeldBack((), None)
    gains = [world.count(world.won(n)) for n in range(len(world.changes))]
    told = [Relaxation(c.key, c.params, gain) for c, gain in zip(world.changes, gains, strict=True)]
    single = (told[n] for n in _longer_if_more(world.changes, gains))
    order = sorted(single, key=lambda found: (-found.gain, found.key, str(found.params)))
    return HeldBack(tuple(order), _best_two(world, told))


def _longer_if_more(changes: Sequence[Change], gains: Sequence[int]) -> Iterator[int]:
    """Of steps of one subject the longer only if it gains more than the one before."""
    before: dict[str, int] = {}
    for n, (change, gain) in enumerate(zip(changes, gains, strict=True)):
        if gain > before.get(change.subject, 0):
            yield n
        before[change.subject] = gain


def _best_two(world: _World, told: Sequence[Relaxation]) -> TwoChanges | None:
    """Looks at two changes as long as their rows could still be of more institutions than the best found."""
    best, found = 0, None
    for most, one, other in sorted(_bounds(world, told), reverse=True):
        if most <= best:
            break
        gain = world.count(world.won(one, other))
        if gain > max(best, told[one].gain, told[other].gain):
            best, found = gain, TwoChanges(told[one], told[other], gain)
    return found


def _bounds(world: _World, told: Sequence[Relaxation]) -> Iterator[tuple[int, int, int]]:
    """For each two changes at most how many institutions they win: what each does alone, and rows that need both."""
    for one, change in enumerate(world.changes):
        helped = np.flatnonzero((world.left[one] != world.bits) & (world.left[one] != 0))
        rest = world.left[one][helped]
        for other in range(one + 1, len(world.changes)):
            if change.subject != world.changes[other].subject:
                both = np.count_nonzero(rest & world.left[other][helped] == 0)
                yield told[one].gain + told[other].gain + int(both), one, other


def _world(us: Question, snapshot: Snapshot) -> _World | None:
    parts = [_part(us, block) for block in snapshot.blocks]
    if not parts:
        return None
    bits = np.concatenate([found for found, _, _ in parts])
    numbers = np.concatenate([institutions for _, institutions, _ in parts])
    changes = joined_changes([(changes, len(found)) for found, _, changes in parts])
    fitting = np.unique(numbers[bits == 0])
    rows = (bits != 0) & np.isin(numbers, fitting, invert=True)
    _, places = np.unique(numbers[rows], return_inverse=True)
    changes = [change.of(rows) for change in changes]
    bits = bits[rows]
    return _World(places.astype(np.intp), changes, bits, [bits & ~change.mends for change in changes])


def _part(us: Question, block: Block) -> tuple[Bits, NDArray[np.uint64], list[Change]]:
    """Of one block: bits that rows fail, their institutions, and the changes."""
    rows = _willing(us, block)
    found = failing(us, block, rows)
    few = np.bitwise_count(found.bits) <= MOST_BITS
    rows, found.bits, found.changes = rows[few], found.bits[few], [change.of(few) for change in found.changes]
    lost = fail_work(us, block, rows, found)
    kept = ~lost & (np.bitwise_count(found.bits) <= MOST_BITS)
    return found.bits[kept], block.column["institution"][rows[kept]], [change.of(kept) for change in found.changes]


def _willing(us: Question, block: Block) -> Rows:
    """Rows whose own conditions we meet, or would with a change."""
    kept = open_to_us(us, block.column["flags"])
    if us.side.ages is not None:
        kept &= (block.column["ages"][2] <= us.side.ages.high) & (block.column["ages"][3] >= us.side.ages.low)
    rows = np.flatnonzero(kept)
    for condition in THEIRS:
        rows = rows[condition(us, block, rows)]
    spoken = shares_language(us, block, rows)
    translated = flagged(block, rows, Flag.TRANSLATED) & ~flagged(block, rows, Flag.MUST_SPEAK)
    return rows[spoken | translated]
