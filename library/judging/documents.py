"""Documents, sound and film: judged by what they are, never by what their name says."""

import hashlib
import mmap
import re
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Final

import filetype
from django.utils.translation import gettext as _

from core.errors import Invalid
from library.actions.archives import START, judge_archive

MOST_BYTES: Final = 100_000_000
HEAD: Final = 8192
MIMES: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
# Editors attach these too; they have no mark of their own, so that the name decides and the content agrees.
TEXTS: Final = {".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8"}
MEDIA: Final = {
    "mp3": ".mp3",
    "m4a": ".m4a",
    "ogg": ".ogg",
    "mp4": ".mp4",
    "mov": ".mp4",
    "m4v": ".mp4",
    "webm": ".webm",
}
SCRIPTS: Final = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
PAGES: Final = re.compile(rb"/Type\s*/Page\b")
# Where a phone writes into a film where it was taken: ISO 6709, "+41.4310+075.9910".
PLACES: Final = re.compile(rb"[+-]\d{2}\.\d{3,8}[+-]\d{3}\.\d{3,8}")
MARKUP: Final = re.compile(rb"^\s*(\xef\xbb\xbf)?\s*<(\?xml|!doctype|svg|html|script)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    suffix: str
    mime: str
    pages: int | None = None


def judge_document(file: IO[bytes]) -> Document:
    """Raise Invalid where it is of no kind that is taken, or carries what runs. Places in a film are blotted out."""
    file.seek(0)
    head = file.read(HEAD)
    if MARKUP.match(head):
        raise Invalid(_("Web pages and SVG drawings are not taken, because they can run scripts. Save it as PDF."))
    if head.startswith(START):
        suffix = judge_archive(file)
        return Document(suffix, MIMES[suffix])
    if head.startswith(b"%PDF-"):
        return Document(".pdf", MIMES[".pdf"], _pages_of(file))
    guessed = filetype.guess(head)
    suffix = MEDIA.get(guessed.extension, "") if guessed is not None else ""
    if not suffix:
        raise Invalid(_("This kind of file is not taken. Take PDF, DOCX, XLSX, PPTX, ODT, ZIP, MP3 or MP4."))
    _refuse_second_face(file)
    _forget_places(file)
    return Document(suffix, MIMES[suffix])


def judge_attachment(file: IO[bytes], name: str) -> IO[bytes]:
    """What editors attach to pages: a copy to keep. The name stays as it is, so it must say what the file is.

    Raise Invalid as judge_document does, and where name and content disagree.
    """
    own, suffix = on_disk(file), suffix_of(name)
    kind = suffix if suffix in TEXTS and _is_text(own) else judge_document(own).suffix
    if kind != suffix:
        raise Invalid(_("The file holds something else than its name says. Save it anew and try again."))
    own.seek(0)
    return own


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def on_disk(file: IO[bytes]) -> IO[bytes]:
    """A copy of our own, whatever the door handed over: it is mapped, and places in a film are blotted out in it."""
    own = tempfile.TemporaryFile()  # noqa: SIM115 - lives until who asked has stored it
    file.seek(0)
    while part := file.read(1 << 20):
        own.write(part)
    own.flush()
    return own


def _is_text(file: IO[bytes]) -> bool:
    file.seek(0)
    head = file.read(HEAD)
    try:
        # The last letter may be cut in the middle.
        words = head.decode("utf-8-sig") if len(head) < HEAD else head.decode("utf-8-sig", errors="ignore")
    except UnicodeDecodeError:
        return False
    return "\x00" not in words and not words.lstrip().startswith("<")


def sha256_of(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary file will do


def _pages_of(file: IO[bytes]) -> int | None:
    _refuse_second_face(file)
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(b"%%EOF", max(0, len(content) - 2048)) < 0:
            raise Invalid(_("This PDF is not whole. Save it anew and try again."))
        if SCRIPTS.search(content):
            raise Invalid(_("This PDF holds scripts or other files. Print it to a new PDF and try again."))
        return len(PAGES.findall(content)) or None


def _refuse_second_face(file: IO[bytes]) -> None:
    """A PDF or a film that an unpacker would open as well hides something."""
    if zipfile.is_zipfile(file):
        raise Invalid(_("This file is two things at once. Save it anew and try again."))


def _forget_places(file: IO[bytes]) -> None:
    """In the temporary copy, letter for letter, so that nothing else moves."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_WRITE) as content:
        for found in list(PLACES.finditer(content)):
            start, end = found.span()
            content[start:end] = re.sub(rb"\d", b"0", content[start:end])
