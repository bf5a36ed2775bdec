"""Pictures stand upright and have the colours that their makers saw, whatever kind they are."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from core.files.colour_profiles import display_p3, in_srgb
from core.files.picture_redrawing import drawn, opened

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF", "GIF")
CORNERS = {1: 0, 2: 1, 3: 3, 4: 2, 5: 0, 6: 1, 7: 3, 8: 2}  # where the upper left corner goes to
DATA = Path(__file__).parents[2] / "data/uploads"


def made(image: Image.Image, kind: str, **how: Any) -> bytes:
    kept = io.BytesIO()
    image.save(kept, kind, **how)
    return kept.getvalue()


def plain(content: bytes | Path, longest: int = 2000) -> Image.Image:
    file = content if isinstance(content, Path) else io.BytesIO(content)
    with opened(file, formats=FORMATS, most_pixels=1_000_000, longest=longest) as picture:
        return drawn(picture, longest=longest)


def is_near(found: Any, wanted: tuple[int, ...], by: int = 3) -> bool:
    return len(found) == len(wanted) and all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def marked_corner(image: Image.Image) -> int:
    """Which of four corners is dark."""
    right, low = image.width - 9, image.height - 9
    green = image.getchannel("G")
    light: list[Any] = [green.getpixel(place) for place in ((9, 9), (right, 9), (9, low), (right, low))]
    return light.index(min(light))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_turned_once(kind: str, turn: int) -> None:
    image = Image.new("RGB", (160, 120), "white")
    image.paste((200, 0, 0), (0, 0, 80, 60))
    exif = Image.Exif()
    exif[0x0112] = turn
    upright = plain(made(image, kind, exif=exif if kind == "TIFF" else exif.tobytes()))
    assert (upright.size, marked_corner(upright)) == ((160, 120) if turn < 5 else (120, 160), CORNERS[turn])


def test_a_heic_that_only_the_camera_turned_is_turned_too() -> None:
    """Its container says nothing; the note of the camera does."""
    assert plain(DATA / "orientation_6_in_exif_alone.heic").size == (240, 320)


P3_RED = (234, 51, 35)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_the_red_of_a_phone_is_red(kind: str) -> None:
    how = {"quality": 100} if kind in {"JPEG", "WEBP"} else {}
    content = made(Image.new("RGB", (40, 40), (255, 0, 0)), kind, icc_profile=display_p3(), **how)
    assert is_near(plain(content).getpixel((9, 9)), (255, 0, 0))
    content = made(Image.new("RGB", (40, 40), P3_RED), kind, icc_profile=display_p3(), **how)
    assert is_near(plain(content).getpixel((9, 9)), (255, 0, 0), by=8)


def test_the_red_of_a_heic_that_says_its_colours_by_number() -> None:
    numbers = {"color_primaries": 12, "transfer_characteristics": 13, "matrix_coefficients": 6, "full_range_flag": 1}
    content = made(Image.new("RGB", (40, 40), P3_RED), "HEIF", nclx_profile=numbers, quality=100)
    assert is_near(plain(content).getpixel((9, 9)), (255, 0, 0), by=8)


def test_the_profile_is_the_one_of_the_field() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(display_p3())).profile
    assert [round(part, 3) for part in (ours.red_colorant or [()])[0]] == [0.515, 0.241, -0.001]


@pytest.mark.parametrize(
    ("image", "how", "wanted"),
    [
        (Image.new("CMYK", (20, 20), (0, 255, 255, 0)), {"kind": "TIFF"}, (255, 0, 0)),
        (Image.new("CMYK", (20, 20), (0, 255, 255, 0)), {"kind": "JPEG", "quality": 100}, (255, 0, 0)),
        (Image.new("L", (20, 20), 100), {"kind": "PNG"}, (100, 100, 100)),
        (Image.new("L", (20, 20), 100), {"kind": "PNG", "icc_profile": display_p3()}, (100, 100, 100)),
        (Image.new("LA", (20, 20), (100, 50)), {"kind": "PNG"}, (100, 100, 100, 50)),
        (Image.new("RGBA", (20, 20), (255, 0, 0, 50)), {"kind": "PNG", "icc_profile": display_p3()}, (255, 0, 0, 50)),
        (Image.new("I;16", (20, 20), 40_000), {"kind": "PNG"}, (156, 156, 156)),
        (Image.new("I;16", (20, 20), 40_000), {"kind": "TIFF"}, (156, 156, 156)),
        (Image.new("F", (20, 20), 0.5), {"kind": "TIFF"}, (127, 127, 127)),
        (Image.new("1", (20, 20), 1), {"kind": "TIFF"}, (255, 255, 255)),
        (Image.new("1", (20, 20), 0), {"kind": "PNG"}, (0, 0, 0)),
        (Image.new("P", (20, 20), 1), {"kind": "PNG", "transparency": 1}, (1, 1, 1, 0)),
        (Image.new("YCbCr", (20, 20), (100, 100, 200)), {"kind": "TIFF"}, (200, 58, 50)),
        (Image.new("LAB", (20, 20), (255, 128, 128)), {"kind": "TIFF"}, (255, 255, 255)),
        (Image.new("RGB", (20, 20), (9, 99, 199)), {"kind": "PNG", "icc_profile": b"no profile"}, (9, 99, 199)),
        (Image.new("RGB", (20, 20), (9, 99, 199)), {"kind": "PNG", "transparency": (9, 99, 199)}, (9, 99, 199, 0)),
    ],
)
def test_any_mode_is_drawn(image: Image.Image, how: dict[str, Any], wanted: tuple[int, ...]) -> None:
    if image.mode == "P":
        image.putpalette([0, 0, 0, 1, 1, 1])
    how = dict(how)
    fresh = plain(made(image, how.pop("kind"), **how))
    assert (fresh.info, is_near(fresh.getpixel((9, 9)), wanted)) == ({}, True), fresh.getpixel((9, 9))


@pytest.mark.parametrize("mode", ["P", "1", "I;16", "LA", "CMYK", "F"])
def test_any_mode_is_made_smaller(mode: str) -> None:
    assert plain(made(Image.new(mode, (300, 60)), "PNG" if mode in {"P", "LA"} else "TIFF"), longest=100).size == (
        100,
        20,
    )


def test_nothing_bright_is_cut_off() -> None:
    dark, bright = (in_srgb(Image.new("I;16", (2, 2), value)).getpixel((0, 0)) for value in (256, 65_535))
    assert (dark, bright) == ((1, 1, 1), (255, 255, 255))
