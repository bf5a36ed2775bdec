"""Converts any picture that Pillow reads to 8-bit sRGB, by its embedded colour profile."""

import io
import math
import struct
from typing import Any, Final

from PIL import Image, ImageCms

DISPLAY_P3: Final = 12  # ITU-T H.273; phones say it by this number where they embed no profile
# The primaries of Display P3 as seen under D50, as ICC profiles want them.
P3_PRIMARIES: Final = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}
SRGB_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
D50: Final = (0.9642, 1.0, 0.8249)
EIGHT_BITS, SIXTEEN_BITS = 1 << 8, 1 << 16
ALIKE: Final = {"1": "L", "La": "LA", "RGBa": "RGBA", "RGBX": "RGB", "YCbCr": "RGB", "HSV": "RGB"}


def in_srgb(picture: Image.Image) -> Image.Image:
    """Mode RGB, or RGBA where it has transparency. A profile that cannot be read is ignored."""
    profile = _profile_of(picture)
    eight = _in_eight_bits(picture)
    alpha = eight.getchannel("A") if eight.mode in {"LA", "RGBA"} else None
    bare = eight.convert({"LA": "L", "RGBA": "RGB"}.get(eight.mode, eight.mode))
    drawn = _through(bare, profile)
    if alpha is not None:
        drawn.putalpha(alpha)
    return drawn


def _profile_of(picture: Image.Image) -> bytes | None:
    embedded = picture.info.get("icc_profile")
    if embedded:
        return bytes(embedded)
    told: Any = picture.info.get("nclx_profile") or {}
    return display_p3() if told.get("color_primaries") == DISPLAY_P3 else None


def _through(bare: Image.Image, profile: bytes | None) -> Image.Image:
    if profile or bare.mode == "LAB":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("LAB")
            drawn = ImageCms.profileToProfile(bare, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            drawn = None  # of another kind of colours than the pixels, or no profile at all
        if drawn is not None:
            return drawn
    return bare.convert("RGB")


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Of mode L, LA, RGB, RGBA, CMYK or LAB."""
    mode = picture.mode
    if mode in {"P", "PA"}:
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if mode in {"I", "F"} or mode.startswith("I;16"):
        return _narrowed(picture)
    if mode in {"L", "RGB"} and "transparency" in picture.info:
        return picture.convert({"L": "LA", "RGB": "RGBA"}[mode])
    return picture.convert(ALIKE[mode]) if mode in ALIKE else picture


def _narrowed(picture: Image.Image) -> Image.Image:
    """Pillow cuts off whatever is brighter than 255; here white stays white and grey grey."""
    if picture.mode.startswith("I;16"):
        factor, wide = 1 / 256, picture.convert("I")
    else:
        wide = picture
        _low, most = wide.getextrema()
        high = float(most)  # type: ignore[arg-type]  # of a picture with one band
        if not math.isfinite(high):
            message = "no brightness"
            raise ValueError(message)
        factor = 255 / max(high, 1)
        if wide.mode == "I" and high < SIXTEEN_BITS:
            factor = 1 / 256 if high >= EIGHT_BITS else 1
    return wide.point(lambda value: value * factor + 0).convert("L")


def display_p3() -> bytes:
    """The smallest ICC profile that says Display P3: three primaries and one curve."""
    # s15Fixed16 numbers; the curve is parametric, of kind 3.
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(_fixed(one) for one in SRGB_CURVE)
    parts = [(name, _xyz(primary)) for name, primary in P3_PRIMARIES.items()]
    parts += [(b"wtpt", _xyz(D50)), *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC"))]
    table, body, at = struct.pack(">I", len(parts)), b"", 128 + 4 + 12 * len(parts)
    for name, content in parts:
        table += name + struct.pack(">II", at + len(body), len(content))
        body += content
    size = at + len(body)
    head = struct.pack(">I", size) + bytes(4) + b"\x04\x30\x00\x00" + b"mntrRGB XYZ " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + b"".join(_fixed(one) for one in D50)
    return head.ljust(128, b"\0") + table + body


def _xyz(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(one) for one in place)


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))
