"""NOTICE says what the images carry of others, in the versions that they carry."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pikepdf

BASE = Path(__file__).resolve().parents[2]
NOTICE = (BASE / "NOTICE").read_text(encoding="utf-8")


def test_every_library_in_the_wheel_that_reads_heic_is_named() -> None:
    files = distribution("pillow-heif").files or []
    (bundled,) = [file for file in files if file.name == "LICENSES_bundled.txt"]
    named = re.findall(
        r"Name: (\w+)\nLicense: (\w+?)v(\d)\n(?:.*\n)*?\s*Source code: (\S+)/tree/v?([\d.]+)", bundled.read_text()
    )
    assert {name for name, *_rest in named} >= {"libheif", "libde265", "x265"}
    for name, licence, version, place, release in named:
        line = next(line for line in NOTICE.splitlines() if line.strip().startswith(f"{name} "))
        assert re.search(rf"\b{re.escape(release)}\b.*\b{licence}-{version}\.0\b.*{re.escape(place)}", line), line


def test_what_reads_pdfs_is_named() -> None:
    assert f"qpdf           {pikepdf.__libqpdf_version__}" in NOTICE
    assert distribution("pikepdf").metadata["License-Expression"] == "MPL-2.0"
    assert "pikepdf (MPL-2.0)" in NOTICE


def test_the_images_carry_it() -> None:
    assert "!NOTICE" in (BASE / ".dockerignore").read_text().splitlines()
