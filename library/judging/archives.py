"""Archives, and documents that are archives inside: looked through before anybody unpacks them."""

import re
import stat
import zipfile
from typing import IO, Final

from django.utils.translation import gettext as _

from core.errors import Invalid

MOST_ENTRIES: Final = 1000
MOST_BYTES: Final = 100_000_000
MOST_RATIO: Final = 100
SMALL: Final = 100_000  # an entry below this is no bomb, however well it packs
XML_BYTES: Final = 20_000_000
START: Final = b"PK\x03\x04"
ENCRYPTED: Final = 0x1
# What runs, what a browser runs, and archives within archives.
NEVER: Final = re.compile(
    r"\.(exe|dll|bat|cmd|com|scr|msi|ps1|vbs|vbe|js|jse|wsf|hta|jar|apk|app|sh|lnk|reg|chm|html?|xhtml|svgz?|swf|"
    r"doc[tm]|dotm|xls[mb]|xltm|xlam|ppt[m]|potm|ppsm|zip|rar|7z|gz|tar)$",
    re.IGNORECASE,
)
MACROS: Final = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|Basic/|Scripts/|macrosheets/|activeX/)", re.IGNORECASE)
MARKUP: Final = re.compile(r"\.(xml|rels|rdf|vml)$", re.IGNORECASE)
# The types Office and OpenDocument give themselves, and the suffix under which they are kept.
OFFICE: Final = {
    b"wordprocessingml.document.main+xml": ".docx",
    b"spreadsheetml.sheet.main+xml": ".xlsx",
    b"presentationml.presentation.main+xml": ".pptx",
}
OPEN_DOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}


def judge_archive(file: IO[bytes]) -> str:
    """The suffix of what it is: an office document, or .zip. Raise Invalid where it could hurt somebody."""
    try:
        _refuse_two_faced(file)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries)
            for entry in entries:
                _refuse_path(entry)
            return _kind_of(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _damaged() from error


def _refuse_two_faced(file: IO[bytes]) -> None:
    """An archive that begins or ends as something else could be read as two different files."""
    file.seek(0)
    begins = file.read(4) == START
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if not begins or at < 0 or len(tail) < at + 22:  # the last record of an archive is 22 bytes and its comment
        raise _damaged()
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    if comment or len(tail) != at + 22 or tail.count(b"PK\x05\x06") != 1:
        raise Invalid(_("This file holds more than an archive. Pack it anew and try again."))
    file.seek(0)


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES:
        raise Invalid(_("An archive may hold at most 1,000 files and 100 MB once unpacked."))
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
            raise Invalid(_("A file in this archive unpacks to more than a hundred times its size."))


def _refuse_path(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/") or "\0" in entry.orig_filename:
        raise Invalid(_("A name in this archive leads out of it. Pack it anew and try again."))
    if entry.flag_bits & ENCRYPTED:
        raise Invalid(_("This file is locked with a password, so nobody could read it here."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Invalid(_("This archive holds a link instead of a file. Pack it anew and try again."))


def _kind_of(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str:
    names = {entry.filename for entry in entries}
    if any(MACROS.search(name) for name in names):
        raise _macros()
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")[:XML_BYTES]
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise _macros()
        suffix = next((suffix for mark, suffix in OFFICE.items() if mark in types), "")
    elif entries and entries[0].filename == "mimetype":
        suffix = OPEN_DOCUMENT.get(archive.read(entries[0])[:100].strip(), "")
    else:
        return _plain(archive, entries)
    if not suffix:
        raise Invalid(_("This kind of file is not taken. Save it as PDF, DOCX, XLSX, PPTX or ODT."))
    _refuse_entities(archive, entries)
    return suffix


def _plain(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str:
    bad = next((entry.filename for entry in entries if NEVER.search(entry.filename)), "")
    if bad:
        raise Invalid(_("“%(name)s” in this archive is of a kind that is not taken.") % {"name": bad[-60:]})
    if archive.testzip() is not None:
        raise _damaged()
    return ".zip"


def _refuse_entities(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No DTD and no template from elsewhere: a reader's program would fetch and unfold them."""
    for entry in entries:
        if not MARKUP.search(entry.filename):
            continue
        text = archive.read(entry)
        plain = text.decode("utf-16", "replace").encode() if text[:2] in {b"\xff\xfe", b"\xfe\xff"} else text
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise Invalid(_("This document carries a definition that unfolds by itself. Save it anew and try again."))
        if entry.filename.endswith(".rels") and b"attachedTemplate" in plain and b"External" in plain:
            raise _macros()


def _macros() -> Invalid:
    return Invalid(_("This document holds macros or scripts. Save it without them, or as PDF."))


def _damaged() -> Invalid:
    return Invalid(_("This file cannot be opened; it may be damaged. Save it anew and try again."))
