"""Pictures of practices: measured before they are unfolded, turned, in the colours of every screen, written anew."""

import io
import struct
import zlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from PIL import Image

from core.errors import Invalid
from library.judging.files.pictures import Picture, judge_picture
from library.policy import ROW_PICTURE_BYTES
from tests import practices

FIELD = Path(__file__).parents[2] / "data/uploads"


def judged(content: bytes) -> Picture:
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return judge_picture(Path(file.name))


def refused(content: bytes) -> str:
    with pytest.raises(Invalid) as told:
        judged(content)
    return str(told.value.text)


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(judged(content).content))


def made(image: Image.Image, kind: str, **how: Any) -> bytes:
    kept = io.BytesIO()
    image.save(kept, kind, **how)
    return kept.getvalue()


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "A phone"
    exif.get_ifd(0x8825)[2] = (41.0, 25.0, 51.0)
    return practices.picture(size=(600, 400), exif=exif.tobytes())


def test_a_picture_is_turned_and_written_anew_without_places() -> None:
    picture = judged(with_exif())
    kept = Image.open(io.BytesIO(picture.content))
    assert (kept.format, kept.size, picture.width, picture.height) == ("WEBP", (400, 600), 400, 600)
    assert (dict(kept.getexif()), "exif" in kept.info, b"A phone" in picture.content) == ({}, False, False)


def test_smaller_sizes_and_looks() -> None:
    large = judged(practices.picture(size=(3000, 1500)))
    assert (large.width, large.height, sorted(large.sizes)) == (2000, 1000, [240, 480, 960])
    sizes = [Image.open(io.BytesIO(large.sizes[w])).size for w in (240, 480, 960)]
    assert sizes == [(240, 120), (480, 240), (960, 480)]
    again = judged(practices.picture("PNG", size=(1500, 750)))
    assert large.looks == again.looks


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "JPEG", "AVIF", "TIFF", "HEIF"])
def test_each_kind_of_picture(kind: str) -> None:
    picture = judged(practices.picture(kind, size=(60, 40)))
    assert (picture.width, picture.height, picture.sizes) == (60, 40, {})


def test_a_picture_of_a_list_is_light_however_busy_it_is() -> None:
    photo = Image.effect_noise((1600, 1000), 60).convert("RGB").resize((400, 250))
    busy = Image.blend(photo.resize((1600, 1000)), Image.linear_gradient("L").convert("RGB").resize((1600, 1000)), 0.5)
    picture = judged(made(busy, "JPEG"))
    assert 0 < len(picture.sizes[240]) <= ROW_PICTURE_BYTES


def test_transparent_pictures_stay_so() -> None:
    assert shown(made(Image.new("RGBA", (30, 30), (1, 2, 3, 0)), "PNG")).mode == "RGBA"


def test_a_photo_of_two_pictures_is_the_first_of_them() -> None:
    """As phones store depth or brightness behind a JPEG."""
    first, second = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (60, 40), "blue")
    photo = made(first, "MPO", save_all=True, append_images=[second])
    red, green, blue = shown(photo).convert("RGB").getpixel((9, 9))
    assert (red > 240, green < 12, blue < 12) == (True, True, True)


def test_a_bomb_is_never_unfolded() -> None:
    def claims(width: int, height: int) -> bytes:
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        part = b"IHDR" + head
        chunk = struct.pack(">I", 13) + part + struct.pack(">I", zlib.crc32(part))
        return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))

    for width, height in ((7000, 7000), (12000, 12000), (60000, 60000)):
        assert "40 megapixels" in refused(claims(width, height))
    assert "too narrow" in refused(practices.picture(size=(900, 20)))


def test_the_photo_of_a_phone_with_many_megapixels_is_read_at_a_fraction_of_its_size() -> None:
    picture = judged(practices.picture(size=(9000, 6000), quality=20))
    assert (picture.width, picture.height) == (2000, 1333)


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff nothing", practices.picture()[:300], b"GIF89a", b"II*\0" + bytes(9)]
)
def test_a_broken_picture_is_said_to_be_one(content: bytes) -> None:
    assert "cannot be read" in refused(content)


@pytest.mark.parametrize("kind", ["TIFF", "HEIF"])
def test_a_broken_photo_is_said_to_be_one(kind: str) -> None:
    whole = practices.picture(kind, size=(300, 200))
    assert "cannot be read" in refused(whole[: len(whole) // 3])
