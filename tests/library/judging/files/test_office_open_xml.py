"""Office documents: macros, objects of other programs, and what is fetched from elsewhere, each with its sentence."""

import pytest

from tests import practices
from tests.library.judging.files.samples import judged, refused, related, word

LOCAL = r"file:///C:\Users\User\AppData\Roaming\Microsoft\Templates\Blank.dotx"
SHEET = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"
SLIDES = (
    "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'/>"
    "</Types>"
)


def of_kind(types: str, **more: object) -> bytes:
    return practices.archive({"[Content_Types].xml": types, **more})


def charted(inner: bytes, target: str = "../embeddings/Sheet1.xlsx", kind: str = "package") -> bytes:
    return related(kind, target, of="word/charts/chart1.xml", mode="Internal", **{"word/embeddings/Sheet1.xlsx": inner})


def field(*parts: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in parts)
    return f"<w:p><w:fldChar w:fldCharType='begin'/>{runs}<w:fldChar w:fldCharType='end'/></w:p>"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (practices.docx(**{"word/vbaProject.bin": "x"}), "macros"),
        (practices.docx(**{"word/activeX/activeX1.xml": "<a/>"}), "macros"),
        (of_kind(SHEET.replace("sheet.main", "sheet.macroEnabled.main")), "macros"),
        (
            of_kind(SHEET.replace("</Types>", "<Default ContentType='application/vnd.ms-office.vbaProject'/></Types>")),
            "macros",
        ),
        (related("vbaProject", "code.bin", mode="Internal"), "macros"),
        (
            practices.docx(**{"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)}),
            "object of another program",
        ),
        (practices.docx(**{"word/media/a.exe": b"anything"}), "object of another program"),
        (practices.docx(**{"word/media/a.png": b"MZ" + bytes(64)}), "object of another program"),
        (word(field(" QUOTE 68 68 69 65 85 84 79 ")), "elsewhere"),
        (related("control", "x.xml", mode="Internal"), "macros"),
        (related("xlMacrosheet", "x.xml", of="xl/workbook.xml", mode="Internal"), "macros"),
        (of_kind(SLIDES, **{"ppt/slides/s.xml": "<p><hlinkClick action='ppaction://program'/></p>"}), "macros"),
        (word("<w:object><o:OLEObject ProgID='Equation.3' r:id='r1'/></w:object>"), "object of another program"),
        (related("oleObject", "embeddings/oleObject1.bin", mode="Internal"), "object of another program"),
        (related("oleObject", "file:///C:\\a.xlsx"), "object of another program"),
        (related("package", "embeddings/Sheet1.xlsx", mode="Internal"), "object of another program"),
        (
            of_kind(SHEET, **{"xl/worksheets/s.xml": "<w><oleObjects><oleObject/></oleObjects></w>"}),
            "object of another",
        ),
        (of_kind(SLIDES, **{"ppt/slides/s.xml": "<p:s xmlns:p='p'><p:oleObj/></p:s>"}), "object of another"),
        (charted(practices.archive(), target="../embeddings/x.bin"), "object of another program"),
        (related("image", "http://example.org/x.png"), "picture of this document"),
        (related("image", "https://example.org/x.png", of="ppt/slides/s1.xml"), "picture of this document"),
        (related("image", "\\\\host\\x.png", of="xl/drawings/d1.xml"), "picture of this document"),
        (related("image", "file:///C:\\x.png"), "picture of this document"),
        (related("image", "http://example.org/x.png", mode="Internal"), "picture of this document"),
        (word("<v:imagedata src='http://example.org/x.png'/>"), "picture of this document"),
        (word("<v:fill o:href='//host/x.png'/>"), "picture of this document"),
        (word(field(" INCLUDEPICTURE &quot;http://example.org/x.png&quot; \\d")), "picture of this document"),
        (related("attachedTemplate", "http://example.org/x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "https://example.org/x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "ftp://example.org/x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "\\\\host\\x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "file://host/x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "file:////host/x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "file:///\\\\host\\x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "file:///%5C%5Chost/x.dotm", of="word/settings.xml"), "template"),
        (related("attachedTemplate", "FILE://HOST/C:/x.dotm", of="word/settings.xml"), "template"),
        (related("frame", "http://example.org", of="word/webSettings.xml"), "elsewhere"),
        (related("subDocument", "file:///C:\\x.docx"), "elsewhere"),
        (related("aFChunk", "chunk.html", mode="Internal"), "elsewhere"),
        (related("video", "https://example.org/film", of="ppt/slides/s1.xml"), "elsewhere"),
        (related("externalLinkPath", "http://example.org/x.xlsx", of="xl/externalLinks/e1.xml"), "elsewhere"),
        (related("mailMergeSource", "file:///C:\\x.mdb", of="word/settings.xml"), "elsewhere"),
        (related("something", "smb://host/x"), "elsewhere"),
        (word(field(" DDEAUTO c:\\\\windows\\\\calc.exe")), "elsewhere"),
        (word(field("DDE", "AUTO", " cmd x")), "elsewhere"),
        (word("<w:fldSimple w:instr=' INCLUDETEXT &quot;http://example.org&quot;'/>"), "elsewhere"),
        (
            of_kind(SHEET, **{"xl/externalLinks/e.xml": "<externalLink><ddeLink ddeService='cmd'/></externalLink>"}),
            "elsewhere",
        ),
        (
            of_kind(SHEET, **{"xl/connections.xml": "<c><connection><webPr url='http://x'/></connection></c>"}),
            "elsewhere",
        ),
        (of_kind(SHEET, **{"xl/worksheets/s.xml": '<w><f>_xlfn.WEBSERVICE("http://x")</f></w>'}), "elsewhere"),
        (related("hyperlink", "file://host/share"), "leads to a program"),
        (related("hyperlink", "\\\\host\\share"), "leads to a program"),
        (word(field(' HYPERLINK "\\\\\\\\host\\\\share" ')), "leads to a program"),
        (word(field(r" HYPERLINK \\\\host\\share ")), "leads to a program"),
        (related("hyperlink", "javascript:alert(1)"), "leads to a program"),
        (related("hyperlink", "ms-msdt:/id"), "leads to a program"),
        (practices.docx(**{"word/x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "unfolds"),
        (practices.docx(**{"word/x.xml": "<!DOCTYPE a>".encode("utf-16")}), "unfolds"),
        (practices.docx(**{"word/x.dat": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "unfolds"),
        (of_kind("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "unfolds"),
        (practices.docx(**{"word/x.xml": "<a>"}), "damaged"),
        (practices.docx(**{"word/_rels/s.rels": "attachedTemplate TargetMode='External'"}), "damaged"),
        (practices.archive({"[Content_Types].xml": "<Types/>"}), "kind of file"),
    ],
)
def test_what_is_refused(content: bytes, why: str) -> None:
    assert why in refused(content)


def test_what_is_said_in_an_old_or_a_locked_container() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "old Office" in refused(old, "a.doc")
    assert "password" in refused(old + "EncryptedPackage".encode("utf-16-le"), "a.docx")


GOOD = {
    "plain": practices.docx(),
    "a sheet": of_kind(SHEET),
    "slides": of_kind(SLIDES),
    "types in UTF-16": of_kind(f"<?xml version='1.0' encoding='utf-16'?>{SHEET}".encode("utf-16")),
    "a template on a drive": related("attachedTemplate", LOCAL, of="word/settings.xml"),
    "a template on another drive": related("attachedTemplate", "file:///D:/Kalyp/a b.dotx", of="word/settings.xml"),
    "a template without a scheme": related("attachedTemplate", r"C:\Kalyp\a.dotx", of="word/settings.xml"),
    "a template of a Mac": related(
        "attachedTemplate", "file:///Users/a/Library/Group%20Containers/Normal.dotm", of="word/settings.xml"
    ),
    "links": related("hyperlink", "https://example.org/?q=1&amp;r=2"),
    "a link by mail": related("hyperlink", "mailto:school@example.org"),
    "a link to a file": related("hyperlink", r"file:///C:\lesson.docx"),
    "a link beside": related("hyperlink", "lesson%202.docx"),
    "a picture inside": related("image", "media/image1.png", mode="Internal"),
    "another workbook": related("externalLinkPath", "file:///C:\\marks.xlsx", of="xl/externalLinks/e1.xml"),
    "another workbook beside it": related("externalLinkPath", "marks.xlsx", of="xl/externalLinks/e1.xml"),
    "a chart with its sheet": charted(of_kind(SHEET)),
    "a page number": word(field(" PAGE ") + field(' HYPERLINK "https://example.org" ') + field(' TOC \\o "1-3" ')),
    "a place to type": word(field(" MACROBUTTON NoMacro [here] ")),
    "a picture of old Word": word("<v:imagedata r:id='r1' o:title='a'/>"),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_what_is_taken(content: bytes) -> None:
    assert judged(content).suffix in {".docx", ".xlsx", ".pptx"}


def test_the_sheet_behind_a_chart_is_judged() -> None:
    assert "macros" in refused(charted(of_kind(SHEET, **{"xl/vbaProject.bin": "x"})))
