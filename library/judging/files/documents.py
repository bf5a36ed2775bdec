"""Entry points for files that are no pictures: the kind is found by content, the name must not contradict it."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from django.utils.translation import gettext as _

from core.errors import Invalid
from library.judging.files.archives import START, judge_archive
from library.judging.files.file_kinds import MIMES, TABLES, check_name, suffix_of
from library.judging.files.pdfs import find_start, judge_pdf
from library.judging.files.plain_text_and_rtf import RTF, judge_rtf, judge_text
from library.judging.files.refusals import damaged, locked, not_taken, two_faced
from library.judging.files.sound_and_film import forget_places, suffix_of_media
from library.policy import MOST_UNPACKED_BYTES

HEAD: Final = 8192
MOST_DEEP: Final = 3  # an archive, a document in it, the sheet behind a chart of that
PART: Final = 1 << 20
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
Judge = Callable[[Path, str], "Document"]
MARKUP: Final = re.compile(rb"^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|svg|html|script|head|body)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    suffix: str
    mime: str
    pages: int | None = None


def judge_document(path: Path, name: str = "") -> Document:
    """What a teacher adds; the name is mended afterwards. Raise Invalid where it is of no kind that is taken, or
    carries what runs or fetches. Places in a film are blotted out in the file itself."""
    with path.open("r+b") as file:
        found = _judged(file, name)
    check_name(name, found.suffix)
    return found


def judge_attachment(path: Path, name: str) -> Document:
    """What editors attach to pages. The name stays as it is, so it must say what the file is."""
    with path.open("r+b") as file:
        if suffix_of(name) in TABLES:
            judge_text(file)
            return Document(suffix_of(name), TABLES[suffix_of(name)])
        found = _judged(file, name)
    check_name(name, found.suffix, kept=True)
    return found


def _judged(file: IO[bytes], name: str, depth: int = 0) -> Document:
    file.seek(0)
    head = file.read(HEAD)
    if MARKUP.match(head):
        raise Invalid(_("Web pages and SVG drawings are not taken, because they can run scripts. Save it as PDF."))
    if head.startswith(START):
        suffix = judge_archive(file, name, judge=partial(_judge_inner, depth=depth + 1))
        return Document(suffix, MIMES[suffix])
    if head.startswith(OLD_OFFICE):
        raise _old_office(file)
    if find_start(head) == 0 or (find_start(head) > 0 and suffix_of(name) != ".txt"):
        _refuse_second_face(file)
        return Document(".pdf", MIMES[".pdf"], judge_pdf(file))
    suffix = _suffix_of_the_rest(file, head, name)
    _refuse_second_face(file)
    return Document(suffix, MIMES[suffix])


def _suffix_of_the_rest(file: IO[bytes], head: bytes, name: str) -> str:
    if head.startswith(RTF):
        judge_rtf(file)
        return ".rtf"
    if suffix := suffix_of_media(file, name):
        forget_places(file)
        return suffix
    if suffix_of(name) != ".txt":
        raise not_taken()
    judge_text(file)
    return ".txt"


def _judge_inner(inner: IO[bytes], name: str, *, depth: int) -> None:
    """A document within an archive, by the same rules; archives within it are refused before."""
    if depth > MOST_DEEP:
        raise damaged()
    with TemporaryFile() as copy:
        size = 0
        while part := inner.read(PART):
            size += len(part)
            if size > MOST_UNPACKED_BYTES:
                raise damaged()
            copy.write(part)
        copy.flush()
        check_name(name, _judged(copy, name, depth).suffix, kept=True)


def _old_office(file: IO[bytes]) -> Invalid:
    """Office wraps what is locked into its old container; else it is a document of an old Office."""
    file.seek(0)
    while part := file.read(PART):
        if LOCKED_PACKAGE in part:
            return locked()
    return Invalid(_("This file was saved by an old Office. Save it as DOCX, XLSX, PPTX or PDF."))


def _refuse_second_face(file: IO[bytes]) -> None:
    """A PDF or a film that an unpacker would open as well hides something."""
    if zipfile.is_zipfile(file):
        raise two_faced()
