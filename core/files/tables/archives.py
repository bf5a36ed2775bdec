"""The checks of an XLSX file as a ZIP archive, before a table is read from it."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.files.tables.faults import CHUNK, MAX_ENTRIES, MAX_RATIO, MAX_TEXTS, MAX_UNPACKED, TableFault

TEXT: Final = re.compile(rb"<(?:\w+:)?si[\s>/]")


def check_archive(path: Path) -> None:
    """Refuse decompression bombs, macros and damage: first by the archive's directory, before anything is unpacked."""
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
