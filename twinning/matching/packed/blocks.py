"""Rows of one layout as columns that nobody changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.layouts import Column, Layout

Rows = NDArray[np.intp]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """`ids` rise. A column of width n has the shape (n, rows), so that each of its words lies in one piece.

    A row that was replaced or closed stays with flags 0, which no packed row has: nothing finds it.
    """

    layout: Layout
    ids: Ids
    column: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.ids)

    def words(self, name: str) -> Sequence[Column]:
        """The words of a column, one or more."""
        found = self.column[name]
        return (found,) if found.ndim == 1 else tuple(found)

    def places(self, ids: Ids) -> Rows:
        """Where those of `ids` stand that this block has."""
        if not len(self.ids) or not len(ids):
            return np.empty(0, dtype=np.intp)
        at: Rows = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        found: Rows = at[self.ids[at] == ids]
        return found

    def without(self, ids: Ids) -> Block:
        """Copies one column of two bytes a row."""
        at = self.places(ids)
        if not len(at):
            return self
        flags = self.column["flags"].copy()
        flags[at] = 0
        return replace(self, column={**self.column, "flags": _frozen(flags)})

    def living(self) -> Rows:
        """Rows that are neither replaced nor closed."""
        return np.flatnonzero(self.column["flags"])

    @property
    def nbytes(self) -> int:
        return self.ids.nbytes + sum(column.nbytes for column in self.column.values())


def block_of(layout: Layout, ids: Ids, rows: Sequence[bytes]) -> Block:
    """Of sound rows of this layout, each id once."""
    cells = np.frombuffer(b"".join(rows), dtype=layout.dtype)
    order = np.argsort(ids, kind="stable")
    if not np.array_equal(order, np.arange(len(order))):
        cells = cells[order]
    column = {name: _frozen(np.ascontiguousarray(cells[name].T)) for name in layout.fields}
    return Block(layout, _frozen(ids[order]), column)


def joined(blocks: Iterable[Block]) -> Block:
    """Living rows of blocks of one layout, each id in one of them."""
    parts = [(block, block.living()) for block in blocks]
    layout = parts[0][0].layout
    ids = np.concatenate([block.ids[rows] for block, rows in parts])
    order = np.argsort(ids, kind="stable")
    column = {
        name: _frozen(
            np.ascontiguousarray(
                np.concatenate([block.column[name][..., rows] for block, rows in parts], axis=-1)[..., order]
            )
        )
        for name in layout.fields
    }
    return Block(layout, _frozen(ids[order]), column)


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.flags.writeable = False
    return array
