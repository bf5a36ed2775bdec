"""Parts of a wish as numbers of a row. Each refuses what the row cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Never

from twinning.matching.packed.codebook import Codebook
from twinning.matching.packed.layouts import INDEXES, NO_SIZE
from twinning.matching.wish_facts import MatchSide

DAY_ZERO: Final = date(2000, 1, 1).toordinal()
LAST_DAY: Final = 0xFFFF  # in 2179


def words(positions: Iterable[int], width: int) -> list[int]:
    """Positions as bits of as many words as they need."""
    bits = 0
    for position in positions:
        bits |= 1 << position
    return [bits >> width * n & (1 << width) - 1 for n in range(-(-bits.bit_length() // width))]


def halves(codes: Mapping[int, int]) -> list[int]:
    """Four bits a kind, two kinds a byte."""
    row = [0] * (max(codes, default=-1) // 2 + 1)
    for kind, code in codes.items():
        row[kind // 2] |= code << 4 * (kind % 2)
    return row


def sizes(side: MatchSide) -> list[int]:
    wanted = side.wanted_size
    given = (0, NO_SIZE) if wanted is None else (wanted.low, wanted.high)
    if side.size == NO_SIZE:
        refuse(f"{side.size} pupils")
    return [NO_SIZE if side.size is None else side.size, *given]


def countries(codes: Iterable[str], book: Codebook) -> list[int]:
    numbers = sorted(byte(book.country[code]) for code in codes)
    return [int.from_bytes(bytes(numbers[n : n + 4]), "little") for n in range(0, len(numbers), 4)]


def day(day: date) -> int:
    number = day.toordinal() - DAY_ZERO
    return number if 0 <= number <= LAST_DAY else refuse(f"{day} is not a day of this century")


def index(number: int) -> int:
    return number if number < INDEXES else refuse(f"position {number} is past {INDEXES}")


def byte(number: int) -> int:
    return number if 0 <= number <= 255 else refuse(f"{number} is no byte")  # noqa: PLR2004 - what a byte holds


def refuse(why: str) -> Never:
    raise OverflowError(why)
