"""PDFs: what a reader would run, fetch or unpack is found wherever it hides; a good one is taken as it is."""

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from core.errors import Invalid
from library.judging.files import pdfs
from tests import practices
from tests.library.judging.files.samples import judged, one_page, refused, saved


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def counting() -> Dictionary:
    return Dictionary(FT=Name.Tx, T=String("sum"), AA=Dictionary(C=script()))


PACKED = {"object_stream_mode": ObjectStreamMode.generate}


def with_root(name: str, value: object, **how: object) -> bytes:
    pdf = one_page()
    pdf.Root[name] = pdf.make_indirect(value) if isinstance(value, pikepdf.Object) else value
    return saved(pdf, **how)


def action(kind: str, **more: object) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def linked(target: Dictionary) -> bytes:
    """A page with one place to click."""
    pdf = one_page()
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=target)])
    return saved(pdf)


def stored(kind: str) -> bytes:
    pdf = one_page()
    if kind == "attached":
        pdf.attachments["a.exe"] = b"MZ"
    elif kind == "film":
        pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])
    elif kind == "elsewhere":
        stream = pdf.make_stream(b"")
        stream.stream_dict = Dictionary(F=Dictionary(FS=Name.URL, F=String("http://example.org/x")))
        pdf.Root.X = stream
    elif kind == "form":
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(counting())]), CO=Array([]))
    elif kind == "form of parts":
        part = Dictionary(Subtype=Name.Widget, AA=Dictionary(K=script()))
        pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Tx, Kids=Array([pdf.make_indirect(part)]))]))
    elif kind == "xfa":
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    return saved(pdf)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (with_root("/OpenAction", script()), "holds scripts"),
        (with_root("/OpenAction", script(), **PACKED), "holds scripts"),
        (with_root("/Names", Dictionary(JavaScript=Dictionary(Names=[String("a"), script()]))), "holds scripts"),
        (practices.pdf(b"<</S/Java#53cript/#4a#53(app.alert(1))>>"), "holds scripts"),
        (practices.pdf(b"<</S/JavaScript/JS(x)>>"), "holds scripts"),
        (practices.pdf(catalog=b"/OpenAction<</S/Java#53cript/JS 4 0 R>>"), "holds scripts"),
        (with_root("/OpenAction", action("Launch", F=String("calc.exe"))), "starts programs"),
        (linked(action("Launch", F=String("calc.exe"))), "starts programs"),
        (linked(action("SubmitForm", F=String("http://example.org"))), "sends data"),
        (linked(action("ImportData", F=String("a.fdf"))), "sends data"),
        (linked(action("GoToE", T=Dictionary(R=Name.C))), "packed into"),
        (stored("attached"), "packed into"),
        (practices.pdf(b"<</Type/EmbeddedFile>>"), "packed into"),
        (stored("film"), "film"),
        (stored("elsewhere"), "elsewhere"),
        (with_root("/OpenAction", action("URI", URI=String("http://example.org"))), "elsewhere"),
        (practices.pdf(page=b"/AA<</O<</S/URI/URI(http://example.org)>>>>"), "elsewhere"),
        (linked(action("URI", URI=String("file://host/share"))), "leads to a program"),
        (linked(action("URI", URI=String("javascript:alert(1)"))), "leads to a program"),
        (linked(action("GoToR", F=String("\\\\host\\share\\a.pdf"))), "leads to a program"),
        (stored("form"), "form that calculates"),
        (stored("form of parts"), "form that calculates"),
        (stored("xfa"), "form that calculates"),
        (b"%PDF-1.4 and no end", "not whole"),
        (practices.pdf()[:200], "not whole"),
        (practices.pdf() + b"x" * 9000, "not whole"),
        (practices.pdf() + practices.archive(), "two kinds"),
        (b"MZ\x90\x00" + practices.pdf(), "two kinds"),
        (b"<html>" + practices.pdf(), "SVG"),
        (b"#!/bin/sh\n" + practices.pdf(), "two kinds"),
    ],
)
def test_what_is_refused(content: bytes, why: str) -> None:
    assert why in refused(content, "a.pdf")


def test_a_script_behind_a_broken_table_is_found() -> None:
    broken = with_root("/OpenAction", script()).replace(b"startxref", b"startxxxx")
    assert "holds scripts" in refused(broken)


def test_a_script_in_the_newest_version_of_a_file_is_found() -> None:
    old = practices.pdf()
    at = len(old)
    new = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(x)>>>>\nendobj\n"
    table = b"xref\n1 1\n%010d 00000 n \ntrailer<</Size 5/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    assert "holds scripts" in refused(old + new + table % (at, old.rindex(b"xref\n0"), at + len(new)))


def test_one_locked_for_reading_is_refused_as_archives_are_one_locked_for_change_is_read() -> None:
    assert "password" in refused(saved(one_page(), encryption=pikepdf.Encryption(user="a", owner="b")))
    open_to_all = saved(one_page(), encryption=pikepdf.Encryption(user="", owner="b"))
    assert judged(open_to_all).pages == 1
    hidden = one_page()
    hidden.Root.OpenAction = script()
    assert "holds scripts" in refused(saved(hidden, encryption=pikepdf.Encryption(user="", owner="b"), **PACKED))


def nested(depth: int) -> bytes:
    return practices.pdf(b"<</A " + b"[" * depth + b"]" * depth + b">>")


def test_too_many_parts_are_refused_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "too many parts" in refused(nested(300))
    assert judged(nested(50)).suffix == ".pdf"
    monkeypatch.setattr(pdfs, "MOST_NODES", 3)
    assert "too many parts" in refused(practices.pdf())


def form_to_fill_in() -> bytes:
    pdf = one_page()
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("/JS")))]))
    return saved(pdf)


def with_fonts_of_unlucky_names() -> bytes:
    pdf = one_page()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pdf.pages[0].Resources = Dictionary(Font=Dictionary({"/JS": font, "/EF": font}))
    return saved(pdf)


GOOD = {
    "plain": practices.pdf(),
    "an unlucky stream": practices.pdf(b"BT % \x91\x00\x9c/JS\x80 /Launch /EmbeddedFile\xff ET"),
    "an unlucky packed stream": practices.pdf(zlib.compress(b"/JavaScript") + b"/JS /AA"),
    "an unlucky string": practices.pdf(b"<</Title(/JS /Launch /JavaScript)>>"),
    "fonts of unlucky names": with_fonts_of_unlucky_names(),
    "packed objects": saved(one_page(), **PACKED),
    "linearised": saved(one_page(), linearize=True),
    "blanks after the end": practices.pdf() + b"\n" * 2048,
    "a lot of blanks after the end": practices.pdf() + b"\0" * 100_000,
    "a footer of a server": practices.pdf() + b"<!-- made in 0.02 s -->" * 90,
    "a line before the head": b"Content-Type: application/pdf\r\n\r\n" + practices.pdf(),
    "a byte order mark": b"\xef\xbb\xbf" + practices.pdf(),
    "words of a printer": b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n" + practices.pdf(),
    "a form to fill in": form_to_fill_in(),
    "a link to a page": linked(action("URI", URI=String("https://example.org/?a=1"))),
    "a link by mail": linked(action("URI", URI=String("mailto:school@example.org"))),
    "a link to a file beside it": linked(action("GoToR", F=String("part2.pdf"), D=Array([0, Name.Fit]))),
    "opens at a page": practices.pdf(catalog=b"/OpenAction[3 0 R/Fit]"),
    "opens by going there": practices.pdf(catalog=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_what_is_taken(content: bytes) -> None:
    found = judged(content, "a.pdf")
    assert (found.suffix, found.mime, found.pages) == (".pdf", "application/pdf", 1)


@pytest.mark.parametrize("cut", range(0, len(practices.pdf()), 37))
def test_any_cut_is_refused_with_a_sentence_or_read(cut: int) -> None:
    try:
        assert judged(practices.pdf()[:cut] + b"%%EOF", "a.pdf").pages == 1
    except Invalid as told:
        assert str(told.text)
