"""Documents are judged by content."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core.attachments import TYPES, check_document

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def archive(*entries: tuple[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return kept.getvalue()


def sheet() -> bytes:
    kept = io.BytesIO()
    Workbook().save(kept)
    return kept.getvalue()


WORD = (("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
GOOD = {
    "a.pdf": PDF,
    "A.PDF": PDF,
    "a.docx": archive(*WORD),
    "a.xlsx": sheet(),
    "a.odt": archive(("mimetype", TYPES["odt"].encode()), ("content.xml", b"<x/>")),
    "a.txt": "Салам, мектеп".encode(),
    "a.csv": b"\xef\xbb\xbfname,place\n",
    "a.mp3": b"ID3\x03\x00" + b"\x00" * 100,
    "a.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 100,
}
BAD = {
    "a.exe": (b"MZ", "kind"),
    "a.svg": (b"<svg/>", "kind"),
    "a.html": (b"<html>", "kind"),
    "a.docm": (archive(*WORD), "kind"),
    "a.zip": (archive(("a", b"a")), "kind"),
    "noname": (PDF, "kind"),
    "a.pdf.exe": (PDF, "kind"),
    "a.pdf": (b"<html><script>alert(1)</script>", "content"),
    "b.pdf": (b"MZ\x90\x00", "content"),
    "a.docx": (PDF, "content"),
    "b.docx": (archive(("a", b"a")), "content"),
    "c.docx": (b"PK\x03\x04 broken", "content"),
    "a.xlsx": (archive(*WORD), "content"),
    "a.odt": (archive(("mimetype", b"text/html")), "content"),
    "a.txt": (b"a\x00b", "content"),
    "b.txt": (b"\xff\xfe\xfa", "content"),
    "c.txt": (b"  <html><script>", "content"),
    "a.mp3": (PDF, "content"),
    "m.docx": (archive(*WORD, ("word/vbaProject.bin", b"x")), "macro"),
    "p.docx": (archive(*WORD, ("../../etc/passwd", b"x")), "paths"),
    "q.docx": (archive(*WORD, ("/etc/passwd", b"x")), "paths"),
    "r.docx": (archive(*WORD, ("..\\x", b"x")), "paths"),
    "z.docx": (archive(*WORD, ("word/big.xml", b"\x00" * 20_000_000)), "bomb"),
    "y.docx": (archive(*WORD, *((f"word/{n}", b"") for n in range(1001))), "bomb"),
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_what_it_says_is_taken(name: str) -> None:
    file = upload(name, GOOD[name])
    check_document(file, name)
    assert file.read() == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_what_is_something_else_is_refused(name: str) -> None:
    content, code = BAD[name]
    with pytest.raises(ValidationError) as refused:
        check_document(upload(name, content), name)
    assert refused.value.code == code


def test_too_many_bytes_are_refused() -> None:
    file = upload("a.pdf", PDF)
    file.size = 100_000_001
    with pytest.raises(ValidationError) as refused:
        check_document(file, "a.pdf")
    assert refused.value.code == "too_large"
