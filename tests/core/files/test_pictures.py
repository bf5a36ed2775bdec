"""Pictures are drawn anew; whatever cannot be drawn is refused with a sentence."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image

from core.files.pictures import clean_picture

SECRET = b"Naryn, the house of Aida"


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: Any) -> bytes:
    kept = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else None).save(kept, kind, **how)
    return kept.getvalue()


def located() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # what it shows
    exif[0x0112] = 6  # turned by a quarter
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[29] = "N", (41.0, 26.0, 0.0), "2026:11:25"
    return exif


def upload(content: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_camera_are_gone_and_the_picture_stands_upright(kind: str) -> None:
    dirty = picture(kind, exif=located())
    assert Image.open(io.BytesIO(dirty)).getexif()
    clean = clean_picture(upload(dirty))
    drawn = Image.open(clean)
    assert (drawn.format, drawn.size) == (kind, (20, 40))
    assert not drawn.getexif()
    clean.seek(0)
    assert SECRET not in clean.read()


def test_comments_profiles_and_texts_are_gone() -> None:
    for dirty in (picture(comment=SECRET), picture(icc_profile=SECRET), picture(xmp=SECRET)):
        assert SECRET in dirty
        assert SECRET not in clean_picture(upload(dirty)).read()
    text = struct.pack(">I", len(SECRET) + 2) + b"tEXta\x00" + SECRET
    text += struct.pack(">I", zlib.crc32(text[4:]))
    plain = picture("PNG")
    assert SECRET not in clean_picture(upload(plain[:33] + text + plain[33:])).read()


@pytest.mark.parametrize(
    "hidden", [b"PK\x03\x04zip", b"<script>alert(1)</script>", b"<?php system('id'); ?>", b"%PDF-1.7"]
)
def test_what_hides_behind_the_last_pixel_is_gone(hidden: bytes) -> None:
    assert hidden not in clean_picture(upload(picture() + hidden)).read()


def test_what_can_be_seen_through_stays_so() -> None:
    clean = clean_picture(upload(picture("PNG", mode="RGBA")))
    assert Image.open(clean).mode == "RGBA"


def test_a_huge_picture_becomes_smaller() -> None:
    assert max(Image.open(clean_picture(upload(picture(size=(4000, 100))))).size) == 3000


def test_drawing_a_drawn_one_changes_nothing() -> None:
    once = clean_picture(upload(picture()))
    assert clean_picture(once) is once


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + picture("PNG")[33:]
    )


NO_PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "gif": picture("GIF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "html": b"<html><body>hello",
    "cut off": picture()[:200],
    "empty": b"",
    "noise": bytes(range(256)) * 20,
    "nul": b"\x00" * 1000,
}


@pytest.mark.parametrize("content", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_picture(upload(content))
    assert refused.value.code == "invalid"


@pytest.mark.parametrize("size", [(6400, 6400), (13000, 13000), (60000, 60000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_seen_before_it_goes_off(size: tuple[int, int]) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_picture(upload(bomb(*size)))
    assert refused.value.code in {"too_many", "invalid"}
    with override("ru"):
        assert "миллионов пикселей" in str(refused.value.messages[0]) or refused.value.code == "invalid"


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        clean_picture(upload(b"\xff\xd8" + b"x" * 10_000_000))
    assert refused.value.code == "too_large"
