"""Small files as others make them, and what is said of them."""

import io
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pikepdf
import pytest

from core.errors import Invalid
from library.judging.files.documents import Document, judge_document
from tests import practices

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ODF = (
    "<d xmlns:xlink='x' xmlns:draw='d' xmlns:text='t' xmlns:meta='m' xmlns:script='s' xmlns:manifest='f' "
    "xmlns:presentation='p' xmlns:table='b'>{}</d>"
)


def judged(content: bytes, name: str = "") -> Document:
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return judge_document(Path(file.name), name)


def refused(content: bytes, name: str = "") -> str:
    with pytest.raises(Invalid) as told:
        judged(content, name)
    return str(told.value.text)


def related(kind: str, target: str, *, of: str = "word/document.xml", mode: str = "External", **more: Any) -> bytes:
    """A Word document of which one part points somewhere."""
    folder, _slash, name = of.rpartition("/")
    rels = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='r1' Type='{RELATIONS}/{kind}' Target='{target}' TargetMode='{mode}'/></Relationships>"
    )
    return practices.docx(**{f"{folder}/_rels/{name}.rels": rels, **more})


def word(inside: str) -> bytes:
    """A Word document with this in its body."""
    body = f"<w:document xmlns:w='w' xmlns:o='o' xmlns:v='v' xmlns:r='r'><w:body>{inside}</w:body></w:document>"
    return practices.docx(**{"word/document.xml": body})


def open_document(inside: str = "", kind: str = "text", **more: str) -> bytes:
    return practices.archive({"mimetype": OPEN_DOCUMENT + kind, "content.xml": ODF.format(inside), **more})


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    kept = io.BytesIO()
    pdf.save(kept, **how)
    return kept.getvalue()


def one_page() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return pdf
