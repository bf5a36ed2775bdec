"""Reading tables that people upload: CSV and XLSX, streamed, with clear refusals. Trusts no name and no extension."""

import csv
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.exceptions import InvalidFileException

from core.files.tables.archives import check_archive
from core.files.tables.encodings import delimiter_of, encoding_of
from core.files.tables.faults import MAX_CELL, MAX_COLUMNS, TableFault
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
class Table:
    """A table on disk. `guessed` asks the reader whether the letters look right before anything is done."""

    path: Path
    kind: str
    encoding: str
    delimiter: str
    header: list[str]
    guessed: bool

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number of the line or row (the header is 1) and its cleaned cells, as many as the header has."""
        wide = len(self.header)
        with closing(_read(self.path, self.kind, self.encoding, self.delimiter)) as lines:
            for number, cells in lines:
                if number > 1 and any(cells):
                    yield number, [clean(cell[:MAX_CELL]) for cell in [*cells, *[""] * wide][:wide]]


def open_table(path: Path) -> Table:
    """Look at the content of an uploaded file and read its header. Raise TableFault with a sentence for the reader."""
    with path.open("rb") as file:
        start = file.read(HEAD)
    refuse_at_sight(start)
    if start.startswith(b"PK\x03\x04"):
        check_archive(path)
        kind, encoding, guessed, delimiter = "xlsx", "", False, ""
    else:
        encoding, guessed = encoding_of(path)
        kind, delimiter = "csv", delimiter_of(path, encoding)
    with closing(_read(path, kind, encoding, delimiter)) as lines:
        header = next((cells for _number, cells in lines), [])
    return Table(path, kind, encoding, delimiter, _checked_header(header), guessed)


def refuse_at_sight(start: bytes) -> None:
    """Raise TableFault where the first eight bytes are no table's: at once, before the file is stored."""
    if not start.strip(b"\0\r\n\t "):
        raise TableFault(_("The file is empty. Choose a table with a line of column names and rows below it."))
    if start.startswith(NO_TABLES):
        raise TableFault(_("This is not a table. Save it as XLSX or as CSV and choose it again."))


def _checked_header(cells: list[str]) -> list[str]:
    header = [clean(cell[:MAX_CELL]) for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise TableFault(_("The first line is empty. It must hold the names of the columns."))
    if len(header) > MAX_COLUMNS:
        raise TableFault(_("The table has more than 200 columns. Keep the ones that matter and try again."))
    names = [name.casefold() for name in header if name]
    twice = next((name for name in header if name and names.count(name.casefold()) > 1), None)
    if twice is not None:
        raise TableFault(_("The column “%(name)s” stands there twice. Rename or remove one of them.") % {"name": twice})
    return header


def _read(path: Path, kind: str, encoding: str, delimiter: str) -> Generator[tuple[int, list[str]], None, None]:
    if kind == "xlsx":
        yield from _read_xlsx(path)
        return
    with path.open(encoding=encoding, newline="") as file:
        yield from _read_csv(file, delimiter)


def _read_csv(file: IO[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((line.replace("\0", "") for line in file), delimiter=delimiter)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise TableFault(
            _("Line %(line)s cannot be read: a quotation mark may be missing.") % {"line": reader.line_num}
        ) from error


def _read_xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The first sheet, values only: a formula gives what it last showed."""
    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            with closing(book):
                for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
                    yield number, [_cell(cell) for cell in cells]
    except TableFault:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise TableFault(_("The file is damaged. Save it again and choose it once more.")) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
