"""All open wishes as columns, and the same with some of them changed.

A process builds one from every packed row, and keeps it. Before each list it reads the rows whose change number is
above `snapshot.change` (one query, mostly empty) and calls `with_changes`: that copies two bytes a row and a small
block, never a whole snapshot. Two numbers may be committed in the other order, so a reader asks from a little before
`change`; a row read twice replaces itself. When `crowded`, a thread beside the requests calls `folded` and puts the
result in place, with the changes that came meanwhile on top.

A new layout: rows packed anew carry its number and are counted as `Damage.OLD` by processes of the release before,
which serve on with the rows they hold. The new release builds its snapshot in a thread beside, from rows as a
background task packs them, and answers by the code that stands until `left_out` holds none that are old; no request
waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from twinning.matching.packed.blocks import Block, Ids, block_of, joined
from twinning.matching.packed.codebook import Codebook
from twinning.matching.packed.layouts import LAYOUTS, STANDARD, WIDE, Layout
from twinning.matching.packed.rows import Damage, damage

CROWDED: Final = 4096

# id of the wish, its packed row or None where it is open no more, its change number
PackedRow = tuple[int, bytes | None, int]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`settled` and `recent`: a block of each layout. An id stands ready in one block at most.

    change    greatest change number seen
    left_out  ids whose row cannot be read, and why
    """

    codebook: Codebook
    settled: tuple[Block, ...]
    recent: tuple[Block, ...]
    change: int
    left_out: Mapping[int, Damage]

    def __len__(self) -> int:
        return sum(len(block.living()) for block in self.blocks)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for block in (*self.settled, *self.recent) if len(block))

    @property
    def damages(self) -> Counter[Damage]:
        return Counter(self.left_out.values())

    @property
    def crowded(self) -> bool:
        """So many changes that a new fold pays."""
        return sum(len(block) for block in self.recent) > max(CROWDED, sum(len(block) for block in self.settled) // 8)

    @property
    def nbytes(self) -> int:
        return sum(block.nbytes for block in self.blocks)

    def with_changes(self, rows: Iterable[PackedRow]) -> Snapshot:
        """The row with the greatest change number of each id replaces what is held; None takes it away."""
        newest: dict[int, PackedRow] = {}
        for row in rows:
            if row[0] not in newest or newest[row[0]][2] <= row[2]:
                newest[row[0]] = row
        if not newest:
            return self
        ids = np.array(sorted(newest), dtype=np.int64)
        sound, left_out = _judged(newest.values(), self.codebook)
        kept = [block.without(ids) for block in self.recent]
        return replace(
            self,
            settled=tuple(block.without(ids) for block in self.settled),
            recent=tuple(joined([old, new]) for old, new in zip(kept, _blocks(sound), strict=True)),
            change=max(self.change, *(row[2] for row in newest.values())),
            left_out={**{id_: why for id_, why in self.left_out.items() if id_ not in newest}, **left_out},
        )

    def folded(self) -> Snapshot:
        """The same rows without recent blocks: copies all of them, so not within a request."""
        settled = tuple(joined(pair) for pair in zip(self.settled, self.recent, strict=True))
        return replace(self, settled=settled, recent=_blocks({}))


def snapshot_of(rows: Iterable[PackedRow], codebook: Codebook) -> Snapshot:
    """Each id once."""
    change, present = 0, []
    for row in rows:
        change = max(change, row[2])
        present.append(row)
    sound, left_out = _judged(present, codebook)
    return Snapshot(codebook, _blocks(sound), _blocks({}), change, left_out)


Sound = Mapping[int, tuple[list[int], list[bytes]]]


def _judged(rows: Iterable[PackedRow], codebook: Codebook) -> tuple[Sound, dict[int, Damage]]:
    """Sound rows by the number of their layout, and why others are none."""
    sound: dict[int, tuple[list[int], list[bytes]]] = {number: ([], []) for number in LAYOUTS}
    left_out: dict[int, Damage] = {}
    for id_, row, _ in rows:
        if row is None:
            continue
        if why := damage(row, codebook):
            left_out[id_] = why
            continue
        ids, kept = sound[row[0]]
        ids.append(id_)
        kept.append(row)
    return sound, left_out


def _blocks(sound: Sound) -> tuple[Block, ...]:
    return tuple(_block(layout, *sound.get(layout.number, ([], []))) for layout in (STANDARD, WIDE))


def _block(layout: Layout, ids: list[int], rows: list[bytes]) -> Block:
    numbers: Ids = np.array(ids, dtype=np.int64)
    return block_of(layout, numbers, rows)
