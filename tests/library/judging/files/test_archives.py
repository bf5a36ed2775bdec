"""Archives: what unpacks elsewhere, hides, or is too large is refused with a sentence of its own."""

import io
import zipfile

import pytest

from tests import practices
from tests.library.judging.files.samples import judged, open_document, refused, related, word

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04"


def named(name: str) -> bytes:
    """One entry of this name as it stands: zipfile would turn some of them."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        made.writestr(entry, "x")
    return kept.getvalue()


def commented(comment: bytes, **files: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, content in (files or {"a.txt": "x"}).items():
            made.writestr(name, content)
        made.comment = comment
    return kept.getvalue()


def twice() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("Plan.txt", "x")
        made.writestr("plan.TXT", "y")
    return kept.getvalue()


def flagged(bits: int) -> bytes:
    content = bytearray(practices.archive({"a.txt": "x"}))
    for at in (6, content.index(b"PK\x01\x02") + 8):
        content[at] |= bits
    return bytes(content)


def link() -> bytes:
    entry = zipfile.ZipInfo("link")
    entry.external_attr = 0o120777 << 16
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr(entry, "/etc/passwd")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (named("../out.txt"), "leads out"),
        (named("a/../../out.txt"), "leads out"),
        (named("a/.. /out.txt"), "leads out"),
        (named("..\\out.txt"), "leads out"),
        (named("/etc/x"), "leads out"),
        (named("\\\\host\\x"), "leads out"),
        (named("C:\\x"), "leads out"),
        (named("notes.txt:run.exe"), "leads out"),
        (named("a//b.txt"), "leads out"),
        (named("run.exe."), "“run.exe.”"),
        (named("run.exe "), "blank or a dot"),
        (named("run.exe . ."), "blank or a dot"),
        (named("run.exe\u00a0"), "blank or a dot"),
        (named("lesson /a.txt"), "blank or a dot"),
        (named("lesson./a.txt"), "blank or a dot"),
        (named(" a.txt"), "blank or a dot"),
        (named("run.exe\u200b"), "nobody can see"),
        (named("a\u00ad.txt"), "nobody can see"),
        (named("photo\u202egpj.exe"), "nobody can see"),
        (named("a\u2060.txt"), "nobody can see"),
        (named("a\ufeff.txt"), "nobody can see"),
        (named("a\u3164.txt"), "nobody can see"),
        (named("a\n.txt"), "nobody can see"),
        (twice(), "the same name"),
        (practices.archive({"run.exe": "x"}), "not taken"),
        (practices.archive({"RUN.Scr": "x"}), "not taken"),
        (practices.archive({"page.html": "x"}), "not taken"),
        (practices.archive({"go.lnk": "x"}), "not taken"),
        (practices.archive({"inner.zip": "x"}), "not taken"),
        (practices.archive({"inner.dat": practices.archive()}), "not taken"),
        (practices.archive({"photo.jpg": b"Rar!\x1a\x07\x00"}), "not taken"),
        (practices.archive({"photo.jpg": PROGRAM}), "not taken"),
        (practices.archive({f"{n}.txt": "" for n in range(1001)}), "1,000"),
        (practices.archive({"zeros.txt": b"\0" * 5_000_000}), "a hundred times"),
        (practices.archive() + b"and a tail", "more than an archive"),
        (practices.archive() + practices.archive({"b.txt": "y"}), "more than an archive"),
        (commented(practices.archive()), "more than an archive"),
        (commented(b"x PK\x05\x06" + bytes(18)), "more than an archive"),
        (practices.archive()[:-8], "damaged"),
        (
            practices.archive({"a.txt": "abcdefgh"}, packing=zipfile.ZIP_STORED).replace(b"abcdefgh", b"abcdefgx"),
            "damaged",
        ),
        (flagged(0x1), "password"),
        (flagged(0x41), "password"),
        (link(), "link"),
    ],
)
def test_what_is_refused(content: bytes, why: str) -> None:
    assert why in refused(content, "a.zip")


@pytest.mark.parametrize(
    "content",
    [
        practices.archive(),
        commented("Архив 7-Б".encode()),
        commented(b"x" * 60_000),
        practices.archive({"Сабак 1/план.txt": "x", "Сабак 1/.hidden": "x", "./b.txt": "x", "in 2.0.txt": "x"}),
        practices.archive({"plan.docx": practices.docx(), "card.pdf": practices.pdf(), "a.py": "print()"}),
        practices.archive({"plan.docx": practices.docx()}, packing=zipfile.ZIP_STORED),
        practices.archive({"__MACOSX/._a.jpg": b"\x00\x05\x16\x07", "a.jpg": practices.picture(size=(9, 9))}),
        practices.archive({"MZ.txt": "MZ is no program"}),
    ],
)
def test_what_is_taken(content: bytes) -> None:
    assert judged(content, "a.zip").suffix == judged(content).suffix == ".zip"


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        (practices.docx(**{"word/vbaProject.bin": "x"}), "plan.docx"),
        (related("image", "http://example.org/x.png"), "plan.docx"),
        (practices.pdf(b"<</S/JavaScript/JS(x)>>"), "card.pdf"),
        (open_document("<draw:image xlink:href='http://example.org/x.png'/>"), "a.odt"),
        (word("<w:object><o:OLEObject/></w:object>"), "b.docx"),
        (practices.pdf(), "c.docx"),
        (practices.archive(), "d.docx"),
    ],
)
def test_documents_in_an_archive_are_judged_too(inner: bytes, name: str) -> None:
    alone = refused(inner, name)
    assert refused(practices.archive({f"in/{name}": inner}), "a.zip") == alone


def test_archives_in_archives_end() -> None:
    inner = practices.archive()
    for _time in range(6):
        inner = practices.archive({"a.docx": inner}, packing=zipfile.ZIP_STORED)
    assert refused(inner, "a.zip")
