"""Which row of a table names its columns: below titles and empty rows, in one row or in two."""

from dataclasses import dataclass
from typing import Final

from core.text import fold

LOOKED_AT: Final = 40
LEAST_KNOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Header:
    """`row` is the number of its first row in the file, `first` that of the first row of data."""

    names: list[str]
    row: int
    first: int


def find_header(top: list[list[str]], said: int, known: frozenset[str]) -> Header:
    """The header among the first rows; `said` is its row where somebody chose it."""
    row = said if 0 < said <= len(top) else _likeliest(top, known)
    if not row:
        return Header([], 1, 2)
    upper = _trimmed(top[row - 1])
    lower = _trimmed(top[row]) if row < len(top) else []
    if _are_two(upper, lower, known):
        return Header(_joined(upper, lower), row, row + 2)
    return Header(upper, row, row + 1)


def likeness(header: Header, top: list[list[str]], known: frozenset[str]) -> tuple[int, int]:
    """How much a sheet looks like a register: known columns first, then how much is in it."""
    filled = sum(1 for row in top[header.first - 1 :] for cell in row if cell)
    return (_known_in(header.names, known) if filled else 0), filled


def _likeliest(top: list[list[str]], known: frozenset[str]) -> int:
    """The row with most known names of columns; else the first that is at least half as wide as the widest."""
    counts = [_known_in(row, known) for row in top]
    most = max(counts, default=0)
    if most >= LEAST_KNOWN:
        return counts.index(most) + 1
    widest = max((sum(map(bool, row)) for row in top), default=0)
    return next((n for n, row in enumerate(top, start=1) if any(row) and 2 * sum(map(bool, row)) >= widest), 0)


def _known_in(row: list[str], known: frozenset[str]) -> int:
    return len({index for index, cell in enumerate(row) if cell and _is_known(cell, known)})


def _is_known(cell: str, known: frozenset[str]) -> bool:
    key = fold(cell[:80].replace("_", " "))
    return key in known or any(word in known for word in key.split() if len(word) > 2)  # noqa: PLR2004 - x, y, id


def _are_two(upper: list[str], lower: list[str], known: frozenset[str]) -> bool:
    """A merged cell leaves gaps in the upper row, which the lower one fills with names of columns."""
    wide = max(len(upper), len(lower))
    above, below = (_widened(row, wide) for row in (upper, lower))
    gaps = [n for n in range(wide) if below[n] and not above[n]]
    left = [n for n in range(wide) if above[n] and not below[n]]
    plain = not any(sign.isdigit() for cell in below for sign in cell)
    return bool(gaps and left) and plain and bool(_known_in(lower, known))


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    wide = max(len(upper), len(lower))
    above, below = (_widened(row, wide) for row in (upper, lower))
    names, last = [], ""
    for one, two in zip(above, below, strict=True):
        last = one or last
        twice = below.count(two) > 1
        names.append((f"{last} {two}".strip() if twice else two) if two else one)
    return names


def _widened(row: list[str], wide: int) -> list[str]:
    return [*row, *[""] * (wide - len(row))]


def _trimmed(row: list[str]) -> list[str]:
    row = list(row)
    while row and not row[-1]:
        row.pop()
    return row
