"""Pictures: measured before they are unfolded, turned the right way, written anew as WebP without any metadata."""

import io
import warnings
from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.errors import Invalid

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
MOST_BYTES: Final = 10_000_000
MOST_PIXELS: Final = 40_000_000
LONGEST: Final = 2000
WIDTHS: Final = (480, 960)
QUALITY: Final = 80
LONGEST_STRIP: Final = 20  # a picture twenty times as long as it is wide is no picture


@dataclass(frozen=True, slots=True)
class Picture:
    """What is kept of an upload: WebP bytes, measures, the smaller sizes by width, a hash of what it looks like."""

    content: bytes
    width: int
    height: int
    sizes: dict[int, bytes]
    looks: str


def judge_picture(file: IO[bytes]) -> Picture:
    """Raise Invalid where it cannot be read, or would be too large once unfolded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError) as error:
        raise Invalid(_("This picture cannot be read; it may be damaged. Save it anew and try again.")) from error


def _drawn(file: IO[bytes]) -> Picture:
    file.seek(0)
    with Image.open(file, formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_many_pixels()
        if max(opened.size) > LONGEST_STRIP * min(opened.size):
            raise Invalid(_("This picture is too narrow to be shown."))
        # Only the first frame of a moving one; the bytes of all others are never unfolded.
        image = ImageOps.exif_transpose(opened).convert("RGBA" if _has_alpha(opened) else "RGB")
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    sizes = {width: _webp(_narrowed(image, width)) for width in WIDTHS if width < image.width}
    return Picture(_webp(image), image.width, image.height, sizes, looks_like(image))


def looks_like(image: Image.Image) -> str:
    """The difference hash, 64 bits as hex: the same for a picture that was saved anew or made smaller."""
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    rows = [small.crop((0, y, 9, y + 1)).tobytes() for y in range(8)]
    bits = "".join("1" if row[x] > row[x + 1] else "0" for row in rows for x in range(8))
    return f"{int(bits, 2):016x}"


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _webp(image: Image.Image) -> bytes:
    """Only the pixels: neither EXIF nor a colour profile nor a comment is handed over."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    kept = io.BytesIO()
    bare.save(kept, "WEBP", quality=QUALITY, method=4)
    return kept.getvalue()


def _too_many_pixels() -> Invalid:
    return Invalid(_("This picture is larger than 40 megapixels. Make it smaller and try again."))
