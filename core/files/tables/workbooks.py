"""Sheets of an XLSX file: what each cell shows to whoever opens it, not what is stored below."""

import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.exceptions import InvalidFileException

from core.files.tables.faults import CHUNK, TableFault

# What stands for a formula that was never calculated: its result is not in the file.
NO_RESULT: Final = "#FORMULA!"
# A spreadsheet keeps fifteen digits of a number; the others are zeros that nobody typed.
EXACT: Final = 10**15
FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
DIGITS: Final = re.compile(r'"[^"]*"|\\.|[0 ()/_-]')


def sheets_of(path: Path) -> list[tuple[str, bool]]:
    """Name of each sheet with cells, and whether it is hidden. Charts have none."""
    with _opened(path, values=True) as book:
        return [(sheet.title, sheet.sheet_state != "visible") for sheet in book.worksheets]


def rows_of_sheet(path: Path, name: str) -> Generator[tuple[int, list[str]], None, None]:
    """Number of the row and what its cells show."""
    with _opened(path, values=True) as book:
        shown = _rows(book, name)
        if not _has_formulas(path):
            yield from ((number, [_shown(cell) for cell in cells]) for number, cells in enumerate(shown, start=1))
            return
        with _opened(path, values=False) as other:
            for number, (cells, written) in enumerate(zip(shown, _rows(other, name), strict=False), start=1):
                below = [*written, *repeat(None, max(0, len(cells) - len(written)))]
                wide = [*cells, *repeat(None, max(0, len(written) - len(cells)))]
                yield number, [_calculated(cell, formula) for cell, formula in zip(wide, below, strict=True)]


@contextmanager
def _opened(path: Path, *, values: bool) -> Iterator[Any]:
    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
            with closing(book):
                yield book
    except TableFault:
        raise
    except (
        InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError, TypeError,
        AttributeError,
    ) as error:  # fmt: skip
        raise TableFault(_("The file is damaged. Save it again and choose it once more.")) from error


def _rows(book: Any, name: str) -> Iterator[Any]:
    sheet = next((one for one in book.worksheets if one.title == name), None)
    if sheet is None:
        raise TableFault(_("The file is damaged. Save it again and choose it once more."))
    # Programs write a size that is not true; the rows themselves say how long they are.
    sheet.reset_dimensions()
    return iter(sheet.iter_rows())


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if "worksheets/" in name and name.endswith(".xml"):
                rest = b""
                with archive.open(name) as part:
                    while block := part.read(CHUNK):
                        if FORMULA.search(rest + block):
                            return True
                        rest = block[-20:]
    return False


def _calculated(cell: Any, formula: Any) -> str:
    if formula is not None and formula.data_type == "f" and (cell is None or cell.value is None):
        return NO_RESULT
    return "" if cell is None else _shown(cell)


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return _number(value, cell.number_format)
    if isinstance(value, date | time | timedelta):
        return str(value).removesuffix(" 00:00:00")
    return str(value)


def _number(value: int, style: str) -> str:
    if abs(value) >= EXACT:
        return f"{value:.14E}"
    pattern = _zeros(style)
    if not pattern or value < 0:
        return str(value)
    return _filled(value, pattern)


@lru_cache(maxsize=500)
def _zeros(style: str) -> tuple[str, ...]:
    """The pieces of a number format that only fills with zeros, such as 000000 or 00\\-000; none of any other."""
    first = (style or "").partition(";")[0]
    pieces = DIGITS.findall(first)
    if "".join(pieces) != first or pieces.count("0") < 2:  # noqa: PLR2004 - a single zero fills nothing
        return ()
    return tuple(pieces)


def _filled(value: int, pieces: tuple[str, ...]) -> str:
    places = pieces.count("0")
    digits = list(str(value).zfill(places))
    head = "".join(digits[: len(digits) - places])
    rest = iter(digits[len(digits) - places :])
    begun, out = False, []
    for piece in pieces:
        if piece == "0":
            out.append(("" if begun else head) + next(rest))
            begun = True
        elif piece == "_":
            continue
        else:
            out.append(piece.strip('"') if piece.startswith('"') else piece[-1])
    return "".join(out).strip()
