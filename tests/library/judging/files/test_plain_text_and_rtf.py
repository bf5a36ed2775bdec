"""Plain text and RTF."""

import pytest

from tests.library.judging.files.samples import judged, refused

WORDS = "Сабактын планы. 1-сабак: «Көл»\r\n\tПлан урока № 1 — «Озеро»\r\n"
RUSSIAN = "План урока № 1 — «Озеро»: 5–7 классы, «за» и „против“…\r\n" * 3


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        b"\xfe\xff" + WORDS.encode("utf-16-be"),
        RUSSIAN.encode("cp1251"),
        b"Lesson plan\n",
        b"<<Lesson>>\n",
        b"2 < 3\n\x1a",
        "Мектеп".encode() * 5000,
        b"how a file begins: %PDF-1.4\n",
    ],
)
def test_a_text_is_taken(content: bytes) -> None:
    found = judged(content, "План.txt")
    assert (found.suffix, found.mime) == (".txt", "text/plain")


@pytest.mark.parametrize(
    "content",
    [
        b"a\x00b",
        b"\xff\xfe\xfa",
        b"  <b>",
        "\ufeff <script>".encode("utf-16"),
        bytes(range(1, 256)),
        bytes(range(128, 256)) * 9,
        b"\x7fELF\x02\x01\x01",
    ],
)
def test_what_is_no_text_is_not_taken_as_one(content: bytes) -> None:
    assert "not taken" in refused(content, "a.txt")


def test_a_page_is_no_text() -> None:
    assert "SVG" in refused(b"<!doctype html><script>", "a.txt")
    assert "not taken" in refused(WORDS.encode(), "a")
    assert "not taken" in refused(WORDS.encode(), "a.bat")


def rtf(inside: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1251 \'cf\'eb\'e0\'ed " + inside + "}").encode("cp1251")


@pytest.mark.parametrize(
    "content",
    [
        rtf(""),
        rtf("") + b"\r\n\0",
        rtf(r"{\*\template C:\\Users\\a\\Templates\\a.dotx}"),
        rtf(r"{\*\template Normal.dotm}"),
        rtf(r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt a}}{\field{\*\fldinst PAGE}}'),
        rtf(r"{\pict\pngblip 89504e47}{\pict\bin9 {\object}}"),
        rtf(r"{\info{\title \\object}} an \'6fbject \u1190?\par"),
    ],
)
def test_an_rtf_is_taken(content: bytes) -> None:
    found = judged(content, "a.rtf")
    assert (found.suffix, found.mime) == (".rtf", "application/rtf")


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (r"{\object\objemb{\*\objdata 0105}}", "object of another program"),
        (r"{\*\objdata 0105}", "object of another program"),
        (r"{\pict\bin3 abc\object}", "object of another program"),
        (r'{\field{\*\fldinst INCLUDEPICTURE "http://example.org/a.png"}}', "picture of this document"),
        (r'{\field{\*\fldinst {INCL}{\b UDEPICTURE "http://example.org/a.png"}}}', "picture of this document"),
        (r'{\field{\*\fldinst \'49NCLUDETEXT "http://example.org"}}', "elsewhere"),
        (r"{\field{\*\fldinst \u68?DEAUTO cmd}}".replace("?", ""), "elsewhere"),
        (r'{\field{\*\fldinst HYPERLINK "\\\\\\\\host\\\\a"}}', "leads to a program"),
        (r"{\*\template http://example.org/a.dotm}", "template"),
        (r"{\*\template \\\\host\\a.dotm}", "template"),
        (r"{\sp{\sn pibName}{\sv http://example.org/a.png}}", "picture of this document"),
        (r"{\b not closed", "damaged"),
        ("{" * 3000 + "}" * 3000, "damaged"),
    ],
)
def test_what_is_refused_in_an_rtf(inside: str, why: str) -> None:
    assert why in refused(rtf(inside), "a.rtf")


def test_an_rtf_is_none_by_another_name() -> None:
    assert "than its name says" in refused(rtf(""), "a.doc")
