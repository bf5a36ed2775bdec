"""Redraws pictures that people upload: no EXIF, no GPS, no comment, nothing behind the last pixel."""

from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from core.files.isolation import TooHeavy, path_of, run_isolated
from core.files.picture_redrawing import Drawn, NoPicture, TooManyPixels, redraw
from core.policy import PICTURE_BYTES, PICTURE_PIXELS, PICTURE_SIDE

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
    """The same picture in the same format (HEIC and TIFF as JPEG or PNG), upright, in sRGB, at most 3000 pixels long.
    Raise ValidationError, with a sentence for the person, where it is no picture, too large, or of a kind that we do
    not take (SVG, GIF)."""
    if isinstance(file, CleanPicture):
        file.seek(0)
        return file
    if file.size > PICTURE_BYTES:
        raise ValidationError(_("The picture is larger than 10 MB. Make it smaller and try again."), code="too_large")
    try:
        with path_of(file) as path:
            found = run_isolated(redraw_kept, path)
    except TooManyPixels as error:
        raise ValidationError(
            _("The picture has more than 40 million pixels. Make it smaller and try again."), code="too_many"
        ) from error
    except NoPicture as error:
        raise ValidationError(
            _("This is no picture that we can read. Save it as JPEG, PNG, WebP or AVIF and try again."), code="invalid"
        ) from error
    except TooHeavy as error:
        raise ValidationError(str(error.text), code=error.code) from error
    suffix, mime, _how = KINDS[found.kind]
    return CleanPicture(f"picture{suffix}", found.content, mime)


def redraw_kept(path: Path) -> Drawn:
    """What runs in the child process (core.files.isolation)."""
    return redraw(
        path,
        most_pixels=PICTURE_PIXELS,
        longest=PICTURE_SIDE,
        how={kind: how for kind, (_suffix, _mime, how) in KINDS.items()},
    )
