"""Reading tables that people upload: CSV and XLSX, streamed, with clear refusals. Trusts no name and no extension."""

import csv
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from core.files.tables.archives import check_archive
from core.files.tables.encodings import delimiter_of, encoding_of
from core.files.tables.faults import MAX_CELL, MAX_COLUMNS, TableFault
from core.files.tables.headers import LOOKED_AT, Header, find_header, likeness
from core.files.tables.workbooks import rows_of_sheet, sheets_of
from core.text import clean

csv.field_size_limit(10_000_000)
HEAD: Final = 8
NO_TABLES: Final = (
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x89PNG",
    b"\xff\xd8\xff",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Where in a file its table is, as far as somebody said so: sheet, row of the header, separator."""

    sheet: str = ""
    header_row: int = 0
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table on disk. `guessed` asks the reader whether the letters look right before anything is done.

    `top` are the first rows of the sheet as they stand, title and all; `first` is the number of the first row of data.
    """

    path: Path
    kind: str
    encoding: str
    delimiter: str
    header: list[str]
    guessed: bool
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    header_row: int = 1
    first: int = 2
    top: list[list[str]] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number of the line or row in the file and its cleaned cells, as many as the header has."""
        wide = len(self.header)
        with closing(_read(self.path, self.kind, self.encoding, self.delimiter, self.sheet)) as lines:
            for number, cells in lines:
                if number >= self.first and any(cells):
                    yield number, [clean(cell[:MAX_CELL]) for cell in [*cells, *[""] * wide][:wide]]


def open_table(path: Path, shape: Shape | None = None, known: frozenset[str] = frozenset()) -> Table:
    """Look at the content of an uploaded file and find its table, or take it where `shape` says that it is.

    `known` are folded words that name columns. Raise TableFault with a sentence for the reader.
    """
    shape = shape or Shape()
    with path.open("rb") as file:
        start = file.read(HEAD)
    refuse_at_sight(start)
    if start.startswith(b"PK\x03\x04"):
        return _open_workbook(path, shape, known)
    encoding, guessed = encoding_of(path)
    delimiter = shape.delimiter or delimiter_of(path, encoding)
    top = _top(path, "csv", encoding, delimiter, "")
    found = find_header(top, shape.header_row, known)
    return Table(
        path, "csv", encoding, delimiter, _checked_header(found.names), guessed, "", [], found.row, found.first, top
    )


def _open_workbook(path: Path, shape: Shape, known: frozenset[str]) -> Table:
    check_archive(path)
    sheets = sheets_of(path)
    names = [name for name, _hidden in sheets]
    shown = [name for name, hidden in sheets if not hidden] or names
    looked_at = [shape.sheet] if shape.sheet in names else shown
    best: tuple[tuple[int, int], str, list[list[str]], Header] | None = None
    for name in looked_at[:20]:
        top = _top(path, "xlsx", "", "", name)
        header = find_header(top, shape.header_row, known)
        worth = likeness(header, top, known)
        if best is None or worth > best[0]:
            best = worth, name, top, header
    if best is None:
        raise TableFault(_("The file holds no sheet with a table. Save the table as XLSX or as CSV and choose that."))
    _worth, sheet, top, found = best
    return Table(path, "xlsx", "", "", _checked_header(found.names), False, sheet, names, found.row, found.first, top)


def _top(path: Path, kind: str, encoding: str, delimiter: str, sheet: str) -> list[list[str]]:
    with closing(_read(path, kind, encoding, delimiter, sheet)) as lines:
        return [[clean(cell[:MAX_CELL]) for cell in cells[: MAX_COLUMNS + 1]] for _n, cells in islice(lines, LOOKED_AT)]


def refuse_at_sight(start: bytes) -> None:
    """Raise TableFault where the first eight bytes are no table's: at once, before the file is stored."""
    if not start.strip(b"\0\r\n\t "):
        raise TableFault(_("The file is empty. Choose a table with a line of column names and rows below it."))
    if start.startswith(NO_TABLES):
        raise TableFault(_("This is not a table. Save it as XLSX or as CSV and choose it again."))


def _checked_header(header: list[str]) -> list[str]:
    if not header:
        raise TableFault(_("No line with the names of the columns was found."))
    if len(header) > MAX_COLUMNS:
        raise TableFault(_("The table has more than 200 columns. Keep the ones that matter and try again."))
    names = [name.casefold() for name in header if name]
    twice = next((name for name in header if name and names.count(name.casefold()) > 1), None)
    if twice is not None:
        raise TableFault(_("The column “%(name)s” stands there twice. Rename or remove one of them.") % {"name": twice})
    return header


def _read(
    path: Path, kind: str, encoding: str, delimiter: str, sheet: str
) -> Generator[tuple[int, list[str]], None, None]:
    if kind == "xlsx":
        yield from rows_of_sheet(path, sheet)
        return
    with path.open(encoding=encoding, newline="") as file:
        yield from _read_csv(file, delimiter)


def _read_csv(file: IO[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((line.replace("\0", "") for line in file), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            # "sep=;" is said to Excel, not to people.
            said = number == 1 and delimiter.join(cells).strip().casefold().startswith("sep=")
            yield number, [] if said else cells
    except csv.Error as error:
        raise TableFault(
            _("Line %(line)s cannot be read: a quotation mark may be missing.") % {"line": reader.line_num}
        ) from error
