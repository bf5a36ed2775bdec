"""Which rows of a register may be the same institution: within 200 m and nearly the same distinctive name.

Whole names lie: ministries put many schools on one point and write the same words into each name. So only words that
stand in at most 2 % of the rows count, and numbers always do.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from core.text import near, words
from twinning.policy import COMMON_WORD_SHARE, NEARLY_SAME_NAME, SAME_PLACE_METRES

# In a handful of rows every word would be "common"; a share needs rows to be a share of.
ROWS_FOR_A_SHARE: Final = 100
METRES_A_DEGREE: Final = 111_320.0
CELL: Final = SAME_PLACE_METRES / METRES_A_DEGREE


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place that is already known: `key` is the institution's primary key, or minus the number of the row."""

    key: int
    name: str


def common_words(names: Iterable[str]) -> frozenset[str]:
    """Words that stand in more than 2 % of the names."""
    count: Counter[str] = Counter()
    total = 0
    for name in names:
        total += 1
        count.update(set(words(name)))
    if total < ROWS_FOR_A_SHARE:
        return frozenset()
    return frozenset(word for word, times in count.items() if times > COMMON_WORD_SHARE * total and not word.isdigit())


def distinctive(name: str, common: frozenset[str]) -> str:
    """The words of a name that tell it apart; all of them where none does."""
    every = words(name)
    return " ".join(word for word in every if word not in common) or " ".join(every)


def nearly_same(a: str, b: str, common: frozenset[str]) -> bool:
    """Whether two names mean the same institution, judged by their distinctive words; numbers must agree."""
    first, second = distinctive(a, common), distinctive(b, common)
    if _numbers(first) != _numbers(second):
        return False
    return near(first, second) >= NEARLY_SAME_NAME


def _numbers(text: str) -> list[str]:
    return sorted(word for word in text.split() if word.isdigit())


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Equirectangular: at 200 m the error is far below a metre."""
    north = (a[0] - b[0]) * METRES_A_DEGREE
    turn = (a[1] - b[1] + 180) % 360 - 180
    east = turn * METRES_A_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)


class Workbench:
    """Places and identifiers met so far, on disk, so that a million rows need no more memory than a thousand."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000; BEGIN;"
            "CREATE TABLE seen(identifier TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;"
            "CREATE TABLE place(cell INTEGER, longitude REAL, latitude REAL, key INTEGER, name TEXT);"
            "CREATE INDEX place_near ON place(cell, longitude);"
            "CREATE TABLE born(number INTEGER PRIMARY KEY, key INTEGER);"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    def first_number_of(self, identifier: str, number: int) -> int:
        """The number of the row that brought this identifier first; this one's, where it is new."""
        self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (identifier, number))
        row = self._base.execute("SELECT number FROM seen WHERE identifier = ?", (identifier,)).fetchone()
        return int(row[0])

    def place(self, key: int, name: str, latitude: float, longitude: float) -> None:
        self._base.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?)", (math.floor(latitude / CELL), longitude, latitude, key, name)
        )

    def near(self, latitude: float, longitude: float) -> Iterator[Neighbour]:
        """Everything within 200 m."""
        cell = math.floor(latitude / CELL)
        wide = CELL / max(math.cos(math.radians(min(abs(latitude) + 0.01, 89.9))), 1e-6)
        found = self._base.execute(
            "SELECT key, name, latitude, longitude FROM place "
            "WHERE cell BETWEEN ? AND ? AND longitude BETWEEN ? AND ? ORDER BY rowid",
            (cell - 1, cell + 1, longitude - wide, longitude + wide),
        ).fetchall()
        for key, name, other_latitude, other_longitude in found:
            if metres_between((latitude, longitude), (other_latitude, other_longitude)) <= SAME_PLACE_METRES:
                yield Neighbour(key, name)

    def remember_birth(self, number: int, key: int) -> None:
        """The row of this number became the institution with this primary key."""
        self._base.execute("INSERT INTO born VALUES (?, ?)", (number, key))

    def born(self, number: int) -> int | None:
        row = self._base.execute("SELECT key FROM born WHERE number = ?", (number,)).fetchone()
        return int(row[0]) if row else None
