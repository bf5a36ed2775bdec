"""Pictures of practices: decoded and redrawn (core.files.picture_redrawing), stored as WebP in four sizes."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image

from core.errors import Invalid
from core.files.picture_redrawing import HEIF, drawn, opened
from library.policy import PICTURE_PIXELS, PICTURE_QUALITY, PICTURE_SIDE, ROW_PICTURE_BYTES

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", HEIF, "TIFF")
ROW_WIDTH: Final = 240  # of a picture in a list, on slow lines too
WIDTHS: Final = (480, 960)
ROW_QUALITIES: Final = (70, 55, 40, 25)
LONGEST_STRIP: Final = 20  # a picture twenty times as long as it is wide is no picture


@dataclass(frozen=True, slots=True)
class Picture:
    """What is kept of an upload: WebP bytes, measures, the smaller sizes by width, a hash of what it looks like."""

    content: bytes
    width: int
    height: int
    sizes: dict[int, bytes]
    looks: str


def judge_picture(path: Path) -> Picture:
    """Raise Invalid where it cannot be read, or would be too large once unfolded."""
    with opened(path, formats=FORMATS, most_pixels=PICTURE_PIXELS, longest=PICTURE_SIDE) as picture:
        if max(picture.size) > LONGEST_STRIP * min(picture.size):
            raise Invalid(_("This picture is too narrow to be shown. Choose another one."))
        # Only the first frame of a moving one; the bytes of all others are never unfolded.
        image = drawn(picture, longest=PICTURE_SIDE)
    sizes = {width: _webp(_narrowed(image, width)) for width in WIDTHS if width < image.width}
    if image.width > ROW_WIDTH:
        sizes[ROW_WIDTH] = row_picture(image)
    return Picture(_webp(image), image.width, image.height, sizes, looks_like(image))


def row_picture(image: Image.Image) -> bytes:
    """As it stands in a list: the best quality that weighs no more than ROW_PICTURE_BYTES, else the least."""
    small, found = _narrowed(image, ROW_WIDTH), b""
    for quality in ROW_QUALITIES:
        found = _webp(small, quality)
        if len(found) <= ROW_PICTURE_BYTES:
            break
    return found


def looks_like(image: Image.Image) -> str:
    """The difference hash, 64 bits as hex: the same for a picture that was saved anew or made smaller."""
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    rows = [small.crop((0, y, 9, y + 1)).tobytes() for y in range(8)]
    bits = "".join("1" if row[x] > row[x + 1] else "0" for row in rows for x in range(8))
    return f"{int(bits, 2):016x}"


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _webp(image: Image.Image, quality: int = PICTURE_QUALITY) -> bytes:
    """Only the pixels: neither EXIF nor a colour profile nor a comment is handed over."""
    kept = io.BytesIO()
    image.save(kept, "WEBP", quality=quality, method=4)
    return kept.getvalue()
