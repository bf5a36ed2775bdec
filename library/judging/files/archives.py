"""ZIP archives, and documents that are ZIP inside: checked for bombs, unsafe names and programs before unpacking."""

import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable
from typing import IO, Final

from django.utils.translation import gettext as _

from core.errors import Invalid
from library.judging.files import books_and_lessons, office_open_xml, opendocument
from library.judging.files.file_kinds import NEVER, suffix_of
from library.judging.files.refusals import damaged, locked
from library.policy import MOST_ENTRIES, MOST_GROWTH, MOST_UNPACKED_BYTES

SMALL: Final = 100_000  # an entry below this is no bomb, however well it packs
START: Final = b"PK\x03\x04"
LAST_RECORD: Final = b"PK\x05\x06"
LAST_BYTES: Final = 22
MOST_COMMENT: Final = 65_535
ENCRYPTED: Final = 0x1 | 0x40 | 0x2000  # entries, strongly, the list of entries itself
SHOWN: Final = 60
# Cc and Cf are not seen, Zl and Zp break a line; these are letters, and not seen either.
BLANK_LETTERS: Final = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# What an entry really is, whatever it is called.
HIDDEN: Final = (START, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x7fELF", b"MSCF", b"ITSF")
JUDGED: Final = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".epub", ".sb3", ".ggb"})
Judge = Callable[[IO[bytes], str], object]


class Inside(Invalid):
    """An entry of the archive is refused; `inside` is its name, which the message repeats."""

    def __init__(self, fault: Invalid, inside: str) -> None:
        super().__init__(fault.text)
        self.inside = inside


def judge_archive(file: IO[bytes], name: str = "", *, judge: Judge | None = None) -> str:
    """The suffix of what it is: an office document, a lesson of a program, or .zip. `judge` looks at the documents
    inside. Raise Invalid where it is unsafe."""
    try:
        _refuse_two_faced(file)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if not entries or min(entry.header_offset for entry in entries):
                raise _more_than_one()  # something lies before what its list knows of
            _refuse_bomb(entries)
            _refuse_names(entries)
            for entry in entries:
                _refuse_entry(entry)
            if archive.testzip() is not None:
                raise damaged()
            return _kind_of(archive, name, judge)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError) as error:
        raise damaged() from error


def _refuse_two_faced(file: IO[bytes]) -> None:
    """An archive that begins or ends as something else could be read as two different files. A comment may follow."""
    file.seek(0)
    begins = file.read(4) == START
    size = file.seek(0, 2)
    file.seek(max(0, size - LAST_BYTES - MOST_COMMENT))
    tail = file.read()
    records = [found.start() for found in re.finditer(re.escape(LAST_RECORD), tail)]
    if not begins or not records:
        raise damaged()
    # An archive that lies inside has a last record too; but only one ends where the file ends.
    at = records[-1]
    if len(tail) < at + LAST_BYTES:
        raise damaged()
    ends = [one for one in records if len(tail) == one + LAST_BYTES + _length_of_comment(tail, one)]
    if ends != [at] or START in tail[at:]:
        raise _more_than_one()
    file.seek(0)


def _length_of_comment(tail: bytes, at: int) -> int:
    return int.from_bytes(tail[at + 20 : at + LAST_BYTES], "little")


def _more_than_one() -> Invalid:
    return Invalid(_("This file holds more than an archive. Pack it anew and try again."))


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or total > MOST_UNPACKED_BYTES:
        raise Invalid(_("An archive may hold at most 1,000 files and 100 MB once unpacked. Split it into parts."))
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > MOST_GROWTH * max(1, entry.compress_size):
            raise Invalid(
                _("A file in this archive unpacks to more than a hundred times its size. Take it out and pack anew.")
            )


def _refuse_names(entries: list[zipfile.ZipInfo]) -> None:
    """As each system would unpack them: Windows drops dots and blanks at the end and does not tell Aa from aa."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        parts = name.removesuffix("/").split("/")
        if any(_is_unseen(sign) for sign in name) or "\0" in entry.orig_filename:
            raise Invalid(
                _("A name in this archive holds signs that nobody can see. Rename the file and pack it anew.")
            )
        if name.startswith("/") or ":" in name or any(part.strip(" .") == "" and part != "." for part in parts):
            raise Invalid(_("A name in this archive leads out of it. Pack it anew and try again."))
        if any(part != part.strip() or (part.endswith(".") and part != ".") for part in parts):
            raise Invalid(
                _(
                    "The name “%(name)s” in this archive begins or ends with a blank or a dot. "
                    "Rename it and pack it anew."
                )
                % {"name": name[-SHOWN:]}
            )
        same = unicodedata.normalize("NFC", name.removesuffix("/")).casefold()
        if same in seen:
            raise Invalid(_("Two files in this archive have the same name. Rename one and pack it anew."))
        seen.add(same)


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} or sign in BLANK_LETTERS


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise locked()
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Invalid(_("This archive holds a link instead of a file. Pack it anew and try again."))


def _kind_of(archive: zipfile.ZipFile, name: str, judge: Judge | None) -> str:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        return office_open_xml.judge_office(archive, judge)
    if names and names[0] == "mimetype":
        kind = archive.read("mimetype")[:100].strip()
        if kind == books_and_lessons.BOOK:
            return books_and_lessons.judge_book(archive)
        return opendocument.judge_open_document(archive, kind)
    suffix = "" if suffix_of(name) == ".zip" else books_and_lessons.judge_lesson(archive)
    return suffix or _plain(archive, judge)


def _plain(archive: zipfile.ZipFile, judge: Judge | None) -> str:
    for entry in archive.infolist():
        if NEVER.search(entry.filename) or _hides(archive, entry):
            raise Invalid(
                _("“%(name)s” in this archive is of a kind that is not taken. Take it out and pack the archive anew.")
                % {"name": entry.filename[-SHOWN:]}
            )
        if judge is not None and suffix_of(entry.filename) in JUDGED:
            with archive.open(entry) as inner:
                try:
                    judge(inner, entry.filename)
                except Invalid as fault:
                    raise Inside(fault, entry.filename[-SHOWN:]) from fault
    return ".zip"


def _hides(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """A program or another archive under a harmless name. Office documents are archives too, and say so."""
    with archive.open(entry) as inner:
        head = inner.read(64)
    if head.startswith(b"MZ"):
        return b"\0" in head  # no text
    return head.startswith(HIDDEN) and not (head.startswith(START) and suffix_of(entry.filename) in JUDGED)
