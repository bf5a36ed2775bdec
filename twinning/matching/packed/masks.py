"""Bits of columns: sets of positions in words, countries in bytes, asks in halves of bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Flags, Rows
from twinning.matching.packed.layouts import SINGLE_ASKS, Flag

ONES: Final = np.uint32(0x01010101)
HIGHS: Final = np.uint32(0x80808080)


def any_shared(words: Sequence[NDArray[Any]], ours: int, width: int) -> Flags:
    found = np.zeros(len(words[0]), dtype=np.bool_)
    for word, part in zip(words, parts(ours, width), strict=False):
        if part:
            found |= word & word.dtype.type(part) != 0
    return found


def parts(ours: int, width: int) -> Iterator[int]:
    """Words of a number of any length; more than a row has are left over by `zip`."""
    while True:
        yield ours & (1 << width) - 1
        ours >>= width


def has_all(words: Sequence[NDArray[Any]], ours: int, width: int) -> Flags:
    """Whether the row has each of our bits."""
    if ours >> width * len(words):
        return np.zeros(len(words[0]), dtype=np.bool_)
    found = np.ones(len(words[0]), dtype=np.bool_)
    for word, part in zip(words, parts(ours, width), strict=False):
        if part:
            found &= word & word.dtype.type(part) == part
    return found


def names_country(block: Block, name: str, rows: Rows, country: int) -> Flags:
    """Whether one of the bytes of its words is that country: a byte is 0 after xor where it is."""
    found = np.zeros(len(rows), dtype=np.bool_)
    for word in block.words(name):
        rest = word[rows] ^ ONES * np.uint32(country)
        found |= (rest - ONES) & ~rest & HIGHS != 0
    return found


def flagged(block: Block, rows: Rows, flag: Flag) -> Flags:
    found: Flags = block.column["flags"][rows] & flag != 0
    return found


def single_ask(block: Block, rows: Rows, name: str) -> NDArray[np.uint8]:
    return (block.column["asks"][rows] >> np.uint32(4 * SINGLE_ASKS.index(name)) & np.uint32(15)).astype(np.uint8)
