"""EPUB, Scratch and GeoGebra: an inner list each."""

import json

import pytest

from tests import practices
from tests.library.judging.files.samples import judged, refused

PAGE = (
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>a&nbsp;b</p>{}</body></html>"
)
PROJECT = json.dumps({"targets": [], "meta": {"semver": "3.0.0"}})
COSTUME = "bcf454acf82e4504149f7ffe07081dbc.svg"


def book(**more: object) -> bytes:
    return practices.archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container/>",
            "OEBPS/content.opf": "<package/>",
            "OEBPS/1.xhtml": PAGE.format(""),
            "OEBPS/s.css": "p {}",
            **more,
        }
    )


def scratch(**more: object) -> bytes:
    return practices.archive({"project.json": PROJECT, COSTUME: "<svg/>", **more})


def geogebra(**more: object) -> bytes:
    return practices.archive(
        {
            "geogebra.xml": "<geogebra><javascript val='a' onUpdate='b'/></geogebra>",
            "geogebra_javascript.js": "function ggbOnInit() {}",
            "geogebra_thumbnail.png": b"\x89PNG",
            "geogebra_defaults2d.xml": "<defaults/>",
            "bcf454acf82e4504149f7ffe07081dbc/photo.jpg": b"\xff\xd8\xff",
            **more,
        }
    )


@pytest.mark.parametrize(
    ("suffix", "mime", "content"),
    [
        (".epub", "application/epub+zip", book()),
        (".epub", "application/epub+zip", book(**{"OEBPS/fonts/a.otf": b"OTTO"})),
        (".sb3", "application/x.scratch.sb3", scratch()),
        (".ggb", "application/vnd.geogebra.file", geogebra()),
    ],
)
def test_what_is_taken(suffix: str, mime: str, content: bytes) -> None:
    found = judged(content, f"a{suffix}")
    assert (found.suffix, found.mime) == (suffix, mime)


@pytest.mark.parametrize("name", ["run.exe", "page.html", "in/geogebra.xml.bat", "a.zip", "b.js", "c.pdf"])
@pytest.mark.parametrize(("make", "suffix"), [(scratch, ".sb3"), (geogebra, ".ggb")])
def test_nothing_else_may_be_inside(make: object, suffix: str, name: str) -> None:
    assert f"{name}”" in refused(make(**{name: "x"}), f"a{suffix}")


@pytest.mark.parametrize("name", ["run.exe", "OEBPS/a.js", "OEBPS/a.zip", "META-INF/run.bat", "OEBPS/a.svgz"])
def test_nothing_else_may_be_in_a_book(name: str) -> None:
    assert f"{name}”" in refused(book(**{name: "x"}), "a.epub")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (book(**{"OEBPS/2.xhtml": PAGE.format("<script>alert(1)</script>")}), "Scripts"),
        (book(**{"OEBPS/2.xhtml": PAGE.format("<p onclick='x'>a</p>")}), "Scripts"),
        (
            book(**{"OEBPS/2.xhtml": PAGE.format("<a href='java&#10;script:x'>a</a><a href=' javascript:x'>b</a>")}),
            "Scripts",
        ),
        (book(**{"OEBPS/a.svg": "<svg><script/></svg>"}), "Scripts"),
        (book(**{"OEBPS/a.png": "<svg onload='x'/>"}), "Scripts"),
        (scratch(**{COSTUME: "<svg onload='x'/>"}), "Scripts"),
        (book(**{"OEBPS/2.xhtml": "<!DOCTYPE a [<!ENTITY b 'c'>]><html/>"}), "unfolds"),
        (geogebra(**{"geogebra.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "unfolds"),
        (book(**{"META-INF/encryption.xml": "<e><EncryptionMethod Algorithm='aes256'/></e>"}), "password"),
        (scratch(**{"../" + COSTUME: "x"}), "leads out"),
        (practices.archive({"mimetype": "application/epub+zip"}), "damaged"),
    ],
)
def test_what_is_refused(content: bytes, why: str) -> None:
    assert why in refused(content)


def test_a_name_alone_makes_no_lesson() -> None:
    for suffix in (".epub", ".sb3", ".ggb"):
        assert "than its name says" in refused(practices.archive(), f"a{suffix}")
    assert judged(practices.archive({"project.json": "{}"}), "a.zip").suffix == ".zip"
    assert judged(practices.archive({"project.json": "[" * 9000})).suffix == ".zip"
