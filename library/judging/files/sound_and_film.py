"""Audio and video: the kind by magic bytes, and removal of recorded positions."""

import mmap
import re
from collections.abc import Iterator
from typing import IO, Final

from library.judging.files.file_kinds import ALIASES, suffix_of

SOUND_BRANDS: Final = frozenset({b"M4A ", b"M4B "})
PHONE_BRANDS: Final = re.compile(rb"3g[pg2ers][0-9a-z]")
FILM_BRANDS: Final = re.compile(
    rb"iso[m2-9ab]|mp4[12]|mp71|avc1|dash|dsms|msdh|msix|MSNV|NDS[CHMPSX]|ND[SX]C|M4V[ HP]|F4V |f4v |mmp4|qt  |hvc1|"
    rb"hev1|cmfc|cmf2|XAVC|avc3|CAEP|kddi|caqv"
)
# Where a phone writes into a film where it was taken: ISO 6709, "+41.4310+075.9910".
PLACES: Final = re.compile(rb"[+-]\d{2}\.\d{3,8}[+-]\d{3}\.\d{3,8}")
# The same in 3GP, as numbers: version, language, a name that ends with zero, a role, three times four bytes.
PHONE_PLACE: Final = re.compile(rb"loci\0\0\0\0..[^\0]{0,200}\0.(.{12})", re.DOTALL)
MARKS: Final = {
    ".wav": re.compile(rb"RIFF....WAVE", re.DOTALL),
    ".amr": re.compile(rb"#!AMR(-WB)?\n"),
    ".webm": re.compile(rb"\x1a\x45\xdf\xa3.{,56}webm", re.DOTALL),
    ".mp3": re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]"),
}
HEAD: Final = 8192
BOXES: Final = 200
DEEPER: Final = frozenset({b"moov", b"trak", b"mdia"})


def suffix_of_media(file: IO[bytes], name: str = "") -> str:
    """The suffix by content, empty for other kinds. `name` decides only between kinds that share one container."""
    file.seek(0)
    head = file.read(HEAD)
    if head[4:8] == b"ftyp":
        return _in_boxes(file, head, name)
    if head.startswith(b"OggS"):
        return ".opus" if b"OpusHead" in head[:512] and suffix_of(name) == ".opus" else ".ogg"
    return next((suffix for suffix, mark in MARKS.items() if mark.match(head)), "")


def _in_boxes(file: IO[bytes], head: bytes, name: str) -> str:
    length = min(max(int.from_bytes(head[:4], "big"), 16), 512)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    found = next((suffix for suffix in map(_suffix_of_brand, brands) if suffix), "")
    own = ALIASES.get(suffix_of(name), suffix_of(name))
    # One container for all: recorders write sounds as films without pictures, phones write either brand into either.
    if found and (own in {".mp4", ".3gp"} or (own == ".m4a" and b"vide" not in _tracks(file))):
        return own
    return found


def _suffix_of_brand(brand: bytes) -> str:
    if brand in SOUND_BRANDS:
        return ".m4a"
    if PHONE_BRANDS.fullmatch(brand):
        return ".3gp"
    return ".mp4" if FILM_BRANDS.fullmatch(brand) else ""


def _tracks(file: IO[bytes]) -> set[bytes]:
    """Handler types of the tracks: vide, soun. Empty where the file has no list of tracks."""
    size = file.seek(0, 2)
    return {kind for kind in _handlers(file, 0, size, [BOXES]) if kind in {b"vide", b"soun"}}


def _handlers(file: IO[bytes], at: int, end: int, left: list[int]) -> Iterator[bytes]:
    while at + 8 <= end and left[0] > 0:
        left[0] -= 1
        file.seek(at)
        head = file.read(24)
        length, kind, inside = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:
            length, inside = int.from_bytes(head[8:16], "big"), 16
        length = end - at if length == 0 else length
        if length < inside:
            return
        if kind == b"hdlr":
            yield head[16:20]
        elif kind in DEEPER:
            yield from _handlers(file, at + inside, min(at + length, end), left)
        at += length


def forget_places(file: IO[bytes]) -> None:
    """Overwrite recorded positions (ISO 6709, 3GP `loci`) with zeros in place: no offset in the file changes."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_WRITE) as content:
        for found in list(PLACES.finditer(content)):
            start, end = found.span()
            content[start:end] = re.sub(rb"\d", b"0", content[start:end])
        for found in list(PHONE_PLACE.finditer(content)):
            start, end = found.span(1)
            content[start:end] = bytes(end - start)
