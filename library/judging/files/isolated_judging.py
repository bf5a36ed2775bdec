"""Runs the judges of files in a child process, limited in memory and time: a hostile file harms no other process."""

import hashlib
import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.files.isolation import path_of, run_isolated
from library.judging.files import documents, pictures
from library.judging.files.archives import Inside
from library.judging.files.documents import Document
from library.judging.files.file_kinds import check_picture_name
from library.judging.files.pictures import Picture
from library.policy import MOST_FILE_BYTES, MOST_PICTURE_BYTES

MEGABYTE: Final = 1_000_000
MEMORY_MB: Final = 768
SECONDS: Final = 40
SNIFF: Final = 32
PICTURE_STARTS: Final = (
    *(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"),
    *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
)
PICTURE_BRANDS: Final = frozenset(
    b"ftyp" + brand
    for brand in (
        b"avif",
        b"avis",
        b"heic",
        b"heix",
        b"heim",
        b"heis",
        b"hevc",
        b"hevx",
        b"hevm",
        b"hevs",
        b"mif1",
        b"msf1",
    )
)


def is_picture(file: IO[bytes]) -> bool:
    """By the marks with which it begins."""
    file.seek(0)
    head = file.read(SNIFF)
    return (
        head.startswith(PICTURE_STARTS)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or head[4:12] in PICTURE_BRANDS
    )


def judged_picture(file: IO[bytes], name: str = "") -> Picture:
    """Drawn anew. Raise Invalid with what is wrong with it."""
    check_picture_name(name)
    if size_of(file) > MOST_PICTURE_BYTES:
        raise Invalid(
            _("A picture may be at most %(n)s MB. Make it smaller and choose it again.")
            % {"n": MOST_PICTURE_BYTES // MEGABYTE}
        )
    with path_of(file) as path:
        return run_isolated(pictures.judge_picture, path, memory_mb=MEMORY_MB, seconds=SECONDS)


def judged_document(file: IO[bytes], name: str = "") -> tuple[Document, IO[bytes]]:
    """What it is, and a copy without the places where it was taken, which the caller closes. Raise Invalid with what is
    wrong."""
    return _judged(documents.judge_document, file, name)


def judged_attachment(file: IO[bytes], name: str) -> IO[bytes]:
    """The same for what editors attach: the name stays as it is, so it must say what the file is."""
    return _judged(documents.judge_attachment, file, name)[1]


def size_of(file: IO[bytes]) -> int:
    return file.seek(0, os.SEEK_END)


def sha256_of(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary file will do


def _judged(judge: "documents.Judge", file: IO[bytes], name: str) -> tuple[Document, IO[bytes]]:
    if size_of(file) > MOST_FILE_BYTES:
        raise Invalid(
            _("A file may be at most %(n)s MB. Make it smaller and choose it again.")
            % {"n": MOST_FILE_BYTES // MEGABYTE}
        )
    own = NamedTemporaryFile(prefix="koepueroe-")  # noqa: SIM115 - lives until who asked has stored it
    with ExitStack() as where_refused:
        where_refused.callback(own.close)
        _copy(file, own)
        found = _found(judge, Path(own.name), name)
        own.seek(0)
        where_refused.pop_all()
    return found, own


def _found(judge: "documents.Judge", path: Path, name: str) -> Document:
    try:
        return run_isolated(judge, path, name, memory_mb=MEMORY_MB, seconds=SECONDS)
    except Inside as fault:
        said = {"name": fault.inside, "why": fault.text}
        raise Invalid(_("In “%(name)s” of this archive: %(why)s") % said) from fault


def _copy(file: IO[bytes], own: IO[bytes]) -> None:
    """The child may change the copy, whatever the door handed over."""
    file.seek(0)
    while part := file.read(1 << 20):
        own.write(part)
    own.flush()
