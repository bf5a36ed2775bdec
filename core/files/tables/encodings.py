"""The encoding of a CSV file, and the character that separates its columns."""

import codecs
import csv
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.files.tables.faults import CHUNK, TableFault
from core.text import mixes_scripts

DELIMITERS: Final = ",;\t|"
BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(path: Path) -> tuple[str, bool]:
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
    """Nearly every file decodes as CP1251; words that mix scripts, or hold symbols, show a wrong guess."""
    with path.open(encoding="cp1251") as file:
        while block := file.read(CHUNK):
            if "\0" in block or any(mixes_scripts(word) or _signs_inside(word) for word in block.split()):
                return True
    return False


def _signs_inside(word: str) -> bool:
    inside = word.strip("«»„“”‘’\"'(),.;:!?№°-–—|/")
    return any(sign in inside for sign in "¤¦¬±µ¶·†‡‰€™©®‹›§") and any(letter.isalpha() for letter in inside)


def delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter that splits the first line into most columns, outside quotes."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(100_000)
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
