"""Reading tables that people upload: CSV and XLSX, streamed, with clear refusals. Trusts no name and no extension."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import Invalid
from core.text import clean, mixes_scripts

MAX_COLUMNS: Final = 200
MAX_CELL: Final = 2_000
MAX_ENTRIES: Final = 1_000
MAX_UNPACKED: Final = 600 * 1024 * 1024
MAX_RATIO: Final = 100
MAX_TEXTS: Final = 1_000_000
CHUNK: Final = 1 << 20
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
TEXT: Final = re.compile(rb"<(?:\w+:)?si[\s>/]")
DELIMITERS: Final = ",;\t|"
BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# What begins a formula, also in full width, and what a reader does not see before it.
SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20"
UNSEEN: Final = (
    "\\s\\x00-\\x1f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0"
)
BREAKS: Final = ("\t", "\r", "\n")
START: Final = re.compile(f"[{UNSEEN}]*[{SIGNS}]")
INNER: Final = re.compile(f"([;\t\r\n])(?!\\s*-[0-9.,]+(?:[\\s;]|$))([{UNSEEN}]*[{SIGNS}])")
NUMBER: Final = re.compile(r"-[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")

csv.field_size_limit(10_000_000)


class TableFault(Invalid):
    """The file cannot be read as a table; the text says why and what to do."""

    code = "table"


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
        for number, cells in _read(self.path, self.kind, self.encoding, self.delimiter):
            if number > 1 and any(cells):
                yield number, [clean(cell[:MAX_CELL]) for cell in [*cells, *[""] * wide][:wide]]


def open_table(path: Path) -> Table:
    """Look at the content of an uploaded file and read its header. Raise TableFault with a sentence for the reader."""
    with path.open("rb") as file:
        start = file.read(HEAD)
    refuse_at_sight(start)
    if start.startswith(b"PK\x03\x04"):
        _check_archive(path)
        kind, encoding, guessed, delimiter = "xlsx", "", False, ""
    else:
        encoding, guessed = _encoding(path)
        kind, delimiter = "csv", _delimiter(path, encoding)
    header = next((cells for _number, cells in _read(path, kind, encoding, delimiter)), [])
    return Table(path, kind, encoding, delimiter, _checked_header(header), guessed)


def refuse_at_sight(start: bytes) -> None:
    """What the first eight bytes give away as no table; said at once, before the file is kept."""
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


def _encoding(path: Path) -> tuple[str, bool]:
    """UTF-8 and UTF-16 by their mark, strict UTF-8, else CP1251 where no word mixes scripts (then it is a guess)."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in BOMS:
        if start.startswith(mark):
            if not _decodes(path, name):
                break
            return name, False
    if _decodes(path, "utf-8"):
        return "utf-8", False
    if _decodes(path, "cp1251") and not _looks_broken(path):
        return "cp1251", True
    raise TableFault(
        _("The letters of this file cannot be read. Save it as XLSX, or as CSV in UTF-8, and choose it again.")
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    with path.open("rb") as file:
        try:
            while block := file.read(CHUNK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _looks_broken(path: Path) -> bool:
    """Read as CP1251 nearly every file decodes; words that mix scripts, or signs in words, give a wrong guess away."""
    with path.open(encoding="cp1251") as file:
        while block := file.read(CHUNK):
            if "\0" in block or any(mixes_scripts(word) or _signs_inside(word) for word in block.split()):
                return True
    return False


def _signs_inside(word: str) -> bool:
    inside = word.strip("«»„“”‘’\"'(),.;:!?№°-–—|/")
    return any(sign in inside for sign in "¤¦¬±µ¶·†‡‰€™©®‹›§") and any(letter.isalpha() for letter in inside)


def _delimiter(path: Path, encoding: str) -> str:
    """The sign that parts the first line into most columns, outside quotes."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(100_000)
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _check_archive(path: Path) -> None:
    """An XLSX is a ZIP: refuse bombs and macros before a byte is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(path, archive.infolist())
            _check_texts(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise TableFault(_("The file is damaged. Save it again and choose it once more.")) from error


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(path.stat().st_size, 1):
        raise TableFault(_("Unpacked, this file would be far too large. Save it as CSV and choose that."))
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise TableFault(_("The file holds macros. Save it as XLSX without macros, or as CSV."))
    if "xl/workbook.xml" not in names:
        raise TableFault(_("This is not a table. Save it as XLSX or as CSV and choose it again."))


def _check_texts(archive: zipfile.ZipFile) -> None:
    """Excel keeps each text once, in a list that is read as a whole before the first row."""
    names = [name for name in archive.namelist() if name.lower().endswith("sharedstrings.xml")]
    for name in names:
        count, rest = 0, b""
        with archive.open(name) as texts:
            while part := texts.read(CHUNK):
                # Up to the last tag that has begun, which the next part may end.
                whole, begun, rest = (rest + part).rpartition(b"<")
                count += len(TEXT.findall(whole))
                rest = (begun + rest)[-CHUNK:]
                if count > MAX_TEXTS:
                    raise TableFault(
                        _("The table holds more than a million different texts. Save it as CSV and choose that.")
                    )


def _read(path: Path, kind: str, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
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
            book = openpyxl.load_workbook(io.BufferedReader(file), read_only=True, data_only=True, keep_links=False)
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


def escape_formula(text: str) -> str:
    """For writing cells: a spreadsheet must not run what somebody typed (OWASP: CSV injection).

    Also where blanks and invisible letters stand before it, in letters of full width, and after what another country's
    spreadsheet takes for the end of a cell. Negative numbers stay numbers.
    """
    if NUMBER.fullmatch(text):
        return text
    begun = START.match(text)
    head = text[: begun.end()] if begun else text[:1]
    mark = "'" if begun or head in BREAKS else ""
    return mark + head + INNER.sub(r"\1'\2", text[len(head) :])


def safe_cell(value: object) -> object:
    """What may stand in a cell of a table that leaves the site: the one place that every exporter passes."""
    return escape_formula(value) if isinstance(value, str) else value
