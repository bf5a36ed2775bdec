"""A table that was uploaded, converted once to gzipped JSON lines, so that its own format is parsed only once.

`lay_out` needs no set-up of Django: it runs in a process of its own (core.files.isolation).
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from django.utils.translation import gettext_lazy as _

from core.files.tables import MAX_CELL, MAX_COLUMNS, TableFault, open_table

PREVIEW: Final = 5
# JSON writes a character with at most six (\uXXXX).
LONGEST_LINE: Final = MAX_COLUMNS * (6 * MAX_CELL + 4)


@dataclass(frozen=True, slots=True)
class StoredTable:
    """What the page of the columns shows, so that it opens no file."""

    header: list[str]
    encoding: str
    guessed: bool
    preview: list[list[str]]


def lay_out(path: Path, into: Path) -> StoredTable:
    """Write every row of the table as a line of JSON, packed. Raise TableFault with a sentence for the reader."""
    table = open_table(path)
    rows = table.rows()
    first = list(islice(rows, PREVIEW))
    with gzip.open(into, "wt", compresslevel=1, encoding="ascii") as lines:
        for one in _both(first, rows):
            lines.write(json.dumps(one) + "\n")
    return StoredTable(table.header, table.encoding, table.guessed, [cells for _number, cells in first])


def rows_of(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Number of the row, and as many cells as the header has."""
    try:
        with gzip.open(file, "rb") as lines:
            while line := lines.readline(LONGEST_LINE):
                number, cells = json.loads(line)
                yield number, cells
    except (OSError, EOFError, ValueError, TypeError) as error:
        raise TableFault(_("The file is damaged. Save it again and choose it once more.")) from error


def _both(first: list[tuple[int, list[str]]], rest: Iterator[tuple[int, list[str]]]) -> Iterator[Any]:
    yield from first
    yield from rest
