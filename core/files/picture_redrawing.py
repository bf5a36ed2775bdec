"""Redraws an uploaded picture: upright, in sRGB, its pixels and no metadata.

Needs no set-up of Django, so that it runs in a process of its own (core.files.isolation). `core.files.pictures` keeps
what editors send, `library.judging.files.pictures` what practices show."""

import io
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from core.errors import Invalid
from core.files.colour_profiles import in_srgb

register_heif_opener()

HEIF: Final = "HEIF"
JPEGS: Final = ("JPEG", "MPO")  # phones put a second picture behind the first: Pillow calls that MPO
MOST_CLAIMED: Final = 210_000_000  # of a JPEG, which can be read at a half, a quarter or an eighth of its size
UNREADABLE: Final = (OSError, ValueError, SyntaxError, TypeError, EOFError, OverflowError, RuntimeError, LookupError)
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class NoPicture(Invalid):
    code = "no_picture"


class TooManyPixels(Invalid):
    code = "too_many_pixels"


@dataclass(frozen=True, slots=True)
class Drawn:
    kind: str
    content: bytes


def redraw(file: Path | IO[bytes], *, most_pixels: int, longest: int, how: dict[str, dict[str, Any]]) -> Drawn:
    """In the same format, stored `how` that format is; photos that no browser shows (HEIC, TIFF) as JPEG, or as PNG
    where something can be seen through."""
    with opened(file, formats={*how, HEIF, "TIFF"}, most_pixels=most_pixels, longest=longest) as picture:
        kind, fresh = str(picture.format), drawn(picture, longest=longest)
    if kind not in how:
        kind = "PNG" if fresh.mode == "RGBA" else "JPEG"
    kept = io.BytesIO()
    fresh.save(kept, format=kind, **how[kind])
    return Drawn(kind, kept.getvalue())


@contextmanager
def opened(
    file: Path | IO[bytes], *, formats: Collection[str], most_pixels: int, longest: int
) -> Iterator[Image.Image]:
    """Read the header alone: a decompression bomb is refused before it is decoded. Errors within are NoPicture too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our limit is the stricter one; the rest is what decoders think of files
            with Image.open(file, formats=sorted(formats)) as picture:
                _bound(picture, most_pixels, longest)
                yield picture
    except Invalid:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many() from error
    except UNREADABLE as error:
        raise NoPicture(_("This picture cannot be read; it may be damaged. Save it anew and try again.")) from error


def drawn(picture: Image.Image, *, longest: int) -> Image.Image:
    """A new picture of mode RGB or RGBA with the same pixels, at most `longest` wide and high. Uses up `picture`."""
    small = _upright(picture)
    if max(small.size) > longest:
        if small.mode in {"P", "PA", "1"}:  # between two of their pixels lies no shade
            small = small.convert("RGBA" if small.has_transparency_data else "RGB")
        small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    plain = in_srgb(small)
    if picture.format in JPEGS:
        plain = plain.convert("RGB")
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return fresh


def _bound(picture: Image.Image, most_pixels: int, longest: int) -> None:
    """Decode a JPEG no larger than needed: photos of 48 to 200 megapixels are never in memory as a whole."""
    if picture.width * picture.height > (MOST_CLAIMED if picture.format in JPEGS else most_pixels):
        raise _too_many()
    if picture.format in JPEGS and max(picture.size) > longest:
        picture.draft(None, (longest, longest))
    if picture.width * picture.height > most_pixels:
        raise _too_many()


def _upright(picture: Image.Image) -> Image.Image:
    """In place where that can be: two copies of forty megapixels are one too many."""
    if picture.format != HEIF:
        ImageOps.exif_transpose(picture, in_place=True)
        return picture
    # The reader turns as the container says, and only notes what the camera wrote beside it: some programs write the
    # one, some the other, and phones write both and mean it once.
    turned_already = any(how in {"irot", "imir"} for how, *_more in _changes_of(picture))
    turn = None if turned_already else TURNS.get(picture.info.get("original_orientation", 1))
    return picture if turn is None else picture.transpose(turn)


def _changes_of(picture: Any) -> tuple[Any, ...]:
    """What the container says to do with its pixels: ("irot", 270), ("imir", ...), ("clap", ...)."""
    frames = picture._heif_file  # noqa: SLF001 - the library tells it nowhere else; gone once the pixels are read
    changes: tuple[Any, ...] = frames[picture.tell()]._c_image.transformations  # noqa: SLF001 - as above
    return changes


def _too_many() -> TooManyPixels:
    return TooManyPixels(_("This picture is larger than 40 megapixels. Make it smaller and try again."))
