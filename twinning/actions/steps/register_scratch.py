"""Places and identifiers met in one run over a register, in a scratch file of its own that ends with the run."""

import math
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from twinning.judging.register_suspects import METRES_A_DEGREE, metres_between
from twinning.policy import SAME_PLACE_METRES

CELL: Final = SAME_PLACE_METRES / METRES_A_DEGREE


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place that is already known: `key` is the institution's primary key, or minus the number of the row."""

    key: int
    name: str


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
