"""Pictures that people upload are drawn anew: no EXIF, no GPS, no comment, nothing hidden behind the last pixel."""

import io
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

MOST_BYTES: Final = 10_000_000
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 3000
QUALITY: Final = 86
# What Pillow calls it: (suffix, type, how it is stored).
KINDS: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    "JPEG": (".jpg", "image/jpeg", {"quality": QUALITY, "optimize": True}),
    "PNG": (".png", "image/png", {"optimize": True}),
    "WEBP": (".webp", "image/webp", {"quality": QUALITY}),
    "AVIF": (".avif", "image/avif", {"quality": QUALITY - 16}),
}


class CleanPicture(SimpleUploadedFile):
    """Drawn by `clean_picture`; it needs no second drawing."""


def clean_picture(file: Any) -> CleanPicture:
    """The same picture in the same format, upright, in sRGB, at most 3000 pixels long. Raise ValidationError, with a
    sentence for the person, where it is no picture, too large, or of a kind that we do not take (SVG, GIF)."""
    if isinstance(file, CleanPicture):
        file.seek(0)
        return file
    if file.size > MOST_BYTES:
        raise ValidationError(_("The picture is larger than 10 MB. Make it smaller and try again."), code="too_large")
    kind, drawn = _drawn(file)
    suffix, mime, how = KINDS[kind]
    kept = io.BytesIO()
    drawn.save(kept, format=kind, **how)
    return CleanPicture(f"picture{suffix}", kept.getvalue(), mime)


def _drawn(file: Any) -> tuple[str, Image.Image]:
    file.seek(0)
    try:
        with Image.open(file, formats=list(KINDS)) as picture:
            # The head is read, no pixel yet: a bomb is seen before it goes off.
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(
                    _("The picture has more than 40 million pixels. Make it smaller and try again."), code="too_many"
                )
            return str(picture.format), _anew(picture)
    except Image.DecompressionBombError as error:
        raise ValidationError(
            _("The picture has more than 40 million pixels. Make it smaller and try again."), code="too_many"
        ) from error
    except (OSError, SyntaxError, ValueError, TypeError, EOFError, MemoryError) as error:
        raise ValidationError(
            _("This is no picture that we can read. Save it as JPEG, PNG, WebP or AVIF and try again."), code="invalid"
        ) from error


def _anew(picture: Image.Image) -> Image.Image:
    """Only the pixels go into a new picture."""
    upright = ImageOps.exif_transpose(picture)
    mode = "RGBA" if upright.has_transparency_data and picture.format != "JPEG" else "RGB"
    plain = _in_srgb(upright).convert(mode)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new(mode, plain.size)
    fresh.paste(plain)
    return fresh


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB")) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture
