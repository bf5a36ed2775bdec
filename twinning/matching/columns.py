"""Columns of a snapshot: words as columns of a table, lesson time as a week of bits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.slots import WEEK

WORD: Final = 64
WORDS: Final = -(-WEEK // WORD)

Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Bits = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Table:
    """A number for each row and word; 0 where the row does not say the word."""

    column: Mapping[str, int]
    cells: NDArray[np.uint8]

    def along(self, words: Mapping[str, int]) -> NDArray[np.uint8]:
        """The same words as one row; words that no row knows are left out."""
        line = np.zeros(len(self.column), dtype=np.uint8)
        for word, number in words.items():
            if word in self.column:
                line[self.column[word]] = number
        return line

    def known(self, words: Collection[str]) -> list[int]:
        return [self.column[word] for word in words if word in self.column]


def week_bits(weeks: Sequence[Collection[int]]) -> Bits:
    """Slots as bits of 11 words a row: slot n is bit n % 64 of word n // 64."""
    lengths = np.fromiter((len(week) for week in weeks), dtype=np.intp, count=len(weeks))
    slots = np.fromiter(chain.from_iterable(weeks), dtype=np.intp, count=int(lengths.sum()))
    cells = np.zeros((len(weeks), WORDS * WORD), dtype=np.uint8)
    cells[np.repeat(np.arange(len(weeks)), lengths), slots] = 1
    return np.packbits(cells, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


def numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int32)


def flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_)


def ranges(values: Iterable[tuple[int, int]]) -> Numbers:
    """Two columns: low and high."""
    return np.fromiter(chain.from_iterable(values), dtype=np.int32).reshape(-1, 2)


def set_table(rows: Sequence[Collection[str]]) -> Table:
    return table_of([dict.fromkeys(row, 1) for row in rows])


def table_of(rows: Sequence[Mapping[str, int]]) -> Table:
    column = numbered(chain.from_iterable(rows))
    cells = np.zeros((len(rows), len(column)), dtype=np.uint8)
    where = [(number, column[word]) for number, row in enumerate(rows) for word in row]
    if where:
        at = np.array(where, dtype=np.intp)
        cells[at[:, 0], at[:, 1]] = np.fromiter(chain.from_iterable(row.values() for row in rows), dtype=np.uint8)
    return Table(column, cells)


def any_of(cells: Flags) -> Flags:
    """For each row whether one of its cells is true."""
    found: Flags = np.logical_or.reduce(cells, axis=1)
    return found


def all_of(cells: Flags) -> Flags:
    found: Flags = np.logical_and.reduce(cells, axis=1)
    return found
