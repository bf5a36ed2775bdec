"""OpenDocument, by the same rules as Office."""

import pytest

from tests import practices
from tests.library.judging.files.samples import ODF, judged, open_document, refused

HREF = "xlink:href='{}'"
MANIFEST = ODF.format("<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")


def template(target: str) -> bytes:
    return open_document(**{"meta.xml": ODF.format(f"<meta:template xlink:href='{target}'/>")})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (open_document("<draw:image xlink:href='http://example.org/a.png'/>"), "picture of this document"),
        (open_document("<draw:image xlink:href='//host/a.png'/>"), "picture of this document"),
        (open_document("<draw:image xlink:href='../a.png'/>"), "picture of this document"),
        (open_document("<draw:image xlink:href='file:///C:/a.png'/>"), "picture of this document"),
        (open_document("<draw:object-ole xlink:href='./Object 1'/>"), "object of another program"),
        (template("http://example.org/a.ott"), "template"),
        (template("file://host/a.ott"), "template"),
        (template("\\\\host\\a.ott"), "template"),
        (open_document("<text:section-source xlink:href='http://example.org'/>"), "elsewhere"),
        (open_document("<draw:floating-frame xlink:href='https://example.org'/>"), "elsewhere"),
        (open_document("<draw:plugin xlink:href='https://example.org/film'/>"), "elsewhere"),
        (open_document("<table:table-source xlink:href='http://example.org/a.ods'/>", "spreadsheet"), "elsewhere"),
        (open_document("<text:dde-connection-decl/>"), "elsewhere"),
        (open_document("<t table:formula='of:=COM.MICROSOFT.WEBSERVICE(1)'/>", "spreadsheet"), "elsewhere"),
        (open_document("<script:event-listener script:language='ooo:script'/>"), "macros"),
        (open_document("<presentation:event-listener presentation:action='execute'/>", "presentation"), "macros"),
        (open_document(**{"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
        (open_document(**{"Scripts/python/a.py": "x"}), "macros"),
        (open_document("<text:a xlink:href='file://host/x'/>"), "leads to a program"),
        (open_document("<text:a xlink:href='vnd.sun.star.script:a'/>"), "leads to a program"),
        (practices.archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x8a\x01lock",
                            "META-INF/manifest.xml": MANIFEST}), "password"),
        (open_document(**{"styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "unfolds"),
        (open_document(kind="graphics"), "not taken"),
    ],
)  # fmt: skip
def test_what_is_refused(content: bytes, why: str) -> None:
    assert why in refused(content)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (".odt", open_document()),
        (".odt", open_document("<draw:image xlink:href='Pictures/1.png'/><draw:object xlink:href='./Object 1'/>")),
        (".odt", open_document("<text:a xlink:href='https://example.org'/><text:a xlink:href='../a.odt'/>")),
        (".odt", template("file:///C:/Users/a/a.ott")),
        (".odt", template("../../../usr/share/libreoffice/a.ott")),
        (".odt", template("/usr/share/libreoffice/a.ott")),
        (".ods", open_document("<table:table-source xlink:href='file:///C:/a.ods'/>", "spreadsheet")),
        (".odp", open_document("<draw:plugin xlink:href='Media/a.mp4'/>", "presentation")),
        (".odp", open_document("<presentation:event-listener presentation:action='next-page'/>", "presentation")),
    ],
)
def test_what_is_taken(kind: str, content: bytes) -> None:
    assert judged(content, f"a{kind}").suffix == kind
