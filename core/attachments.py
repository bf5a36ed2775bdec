"""Documents that people upload are judged by what is in them, never by what they are called."""

import zipfile
from pathlib import PurePath
from typing import Any, Final

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_BYTES: Final = 100_000_000
MOST_ENTRIES: Final = 1000
MOST_UNPACKED: Final = 100_000_000
MOST_RATIO: Final = 100
HEAD: Final = 8192

# Suffix: the type under which it is handed out. What is not here is not taken: no page, no script, no SVG, no macro.
TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
OFFICE: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN: Final = ("odt", "ods", "odp")
TEXT: Final = ("txt", "csv")
FOUND: Final = {"pdf": "pdf", "mp3": "mp3", "mp4": "mp4", "m4v": "mp4"}


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")


def check_document(file: Any, name: str) -> None:
    """Raise ValidationError, with a sentence for the person, where we do not take it."""
    suffix = suffix_of(name)
    if suffix not in TYPES:
        raise ValidationError(
            _("We take PDF, Word, Excel, PowerPoint, OpenDocument, text, CSV, MP3 and MP4."), code="kind"
        )
    if file.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 100 MB."), code="too_large")
    if not _is(file, suffix):
        raise ValidationError(
            _("The file holds something else than its name says. Save it anew and try again."), code="content"
        )
    file.seek(0)


def _is(file: Any, suffix: str) -> bool:
    file.seek(0)
    head = file.read(HEAD)
    if suffix in OFFICE or suffix in OPEN:
        return head.startswith(b"PK\x03\x04") and _office(file, suffix)
    if suffix in TEXT:
        return _text(head)
    kind = filetype.guess(head)
    return kind is not None and FOUND.get(kind.extension) == suffix


def _text(head: bytes) -> bool:
    try:
        # The last letter may be cut in the middle.
        words = head.decode("utf-8-sig") if len(head) < HEAD else head.decode("utf-8-sig", errors="ignore")
    except UnicodeDecodeError:
        return False
    return "\x00" not in words and not words.lstrip().startswith("<")


def _office(file: Any, suffix: str) -> bool:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            check_entries(entries)
            names = {entry.filename for entry in entries}
            if suffix in OFFICE:
                return OFFICE[suffix] in names
            return "mimetype" in names and archive.read("mimetype")[:HEAD].decode("ascii", "ignore") == TYPES[suffix]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """An archive that grows beyond measure, names paths outside itself, or carries a macro."""
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise ValidationError(_("Unpacked, this file would be far too large."), code="bomb")
    for entry in entries:
        parts = PurePath(entry.filename.replace("\\", "/")).parts
        if ".." in parts or entry.filename.startswith("/") or ":" in entry.filename:
            raise ValidationError(_("The file names places outside itself."), code="paths")
        if parts and parts[-1].lower().startswith("vbaproject"):
            raise ValidationError(_("Files with macros are not taken. Save it without them."), code="macro")
