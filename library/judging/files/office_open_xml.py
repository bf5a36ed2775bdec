"""Documents of Office (OOXML): no macros, no objects of other programs, nothing that is fetched on opening."""

import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO, Any, Final

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from core.errors import Invalid
from library.judging.files.file_kinds import NEVER
from library.judging.files.link_targets import check_link, is_elsewhere, is_local, is_relative
from library.judging.files.office_xml_part import check_part
from library.judging.files.refusals import (
    damaged,
    elsewhere,
    macros,
    objects,
    picture_elsewhere,
    template_elsewhere,
    unfolds,
)
from library.judging.files.xml_reading import looks_like_markup

# The types Office gives itself, and the suffix under which they are kept.
OFFICE: Final = {
    "wordprocessingml.document.main+xml": ".docx",
    "spreadsheetml.sheet.main+xml": ".xlsx",
    "presentationml.presentation.main+xml": ".pptx",
}
MACROS: Final = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|Basic/|Scripts/|macrosheets/|activeX/)", re.IGNORECASE)
MACRO_TYPES: Final = re.compile(
    r"macroEnabled|vbaProject|vbaData|macrosheet|ms-excel\.intlmacrosheet|activeX", re.IGNORECASE
)
MACRO_LINKS: Final = frozenset({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "control", "activeXControlBinary"})
# Links of a sheet to another one: Office asks before it looks there, and finds it nowhere but on the maker's drive.
SHEET_LINKS: Final = frozenset({"externalLinkPath", "xlPathMissing", "xlStartup", "xlAlternateStartup", "xlLibrary"})
MARKUP: Final = re.compile(r"\.(xml|rels|rdf|vml)$", re.IGNORECASE)
# How objects of OLE and programs begin, whatever they are called.
STRANGERS: Final = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MSCF",
    b"ITSF",
)
VECTORS: Final = frozenset({".svg", ".svgz"})  # beside each drawn picture; markup is judged as markup
XML_BYTES: Final = 20_000_000
Judge = Callable[[IO[bytes], str], object]


def judge_office(archive: zipfile.ZipFile, judge: Judge | None = None) -> str:
    """.docx, .xlsx or .pptx. `judge` looks at the sheets that lie behind charts."""
    suffix = _suffix_of(archive)
    if any(MACROS.search(name) for name in archive.namelist()):
        raise macros()
    for entry in archive.infolist():
        if entry.filename.lower().endswith(".rels"):
            _judge_relations(archive, entry, judge)
        elif MARKUP.search(entry.filename) or _is_markup(archive, entry):
            with archive.open(entry) as part:
                check_part(part)
        else:
            _refuse_stranger(archive, entry)
    return suffix


def _refuse_stranger(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Objects and programs that no relation names: nothing starts them, and nobody needs them."""
    kind = PurePosixPath(entry.filename).suffix.lower()
    with archive.open(entry) as part:
        begins = part.read(8)
    if begins.startswith(STRANGERS) or (NEVER.fullmatch(kind) and kind not in VECTORS):
        raise objects()


def _suffix_of(archive: zipfile.ZipFile) -> str:
    types = [str(row.get("ContentType", "")) for row in _tree(archive, "[Content_Types].xml")]
    if any(MACRO_TYPES.search(kind) for kind in types):
        raise macros()
    suffix = next((suffix for mark, suffix in OFFICE.items() if any(kind.endswith(mark) for kind in types)), "")
    if not suffix:
        raise Invalid(_("This kind of file is not taken. Save it as PDF, DOCX, XLSX, PPTX or ODT."))
    return suffix


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > XML_BYTES:
        raise damaged()
    try:
        return ElementTree.fromstring(archive.read(name), forbid_dtd=True)
    except DefusedXmlException as error:
        raise unfolds() from error
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise damaged() from error


def _judge_relations(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, judge: Judge | None) -> None:
    owner = PurePosixPath(entry.filename).parent.parent
    for row in _tree(archive, entry.filename):
        kind = str(row.get("Type", "")).rpartition("/")[2]
        target = str(row.get("Target", ""))
        in_chart = "chart" in owner.name.lower()
        if kind in MACRO_LINKS:
            raise macros()
        if row.get("TargetMode", "").lower() == "external" or _is_address(target):
            _judge_target(kind, target, in_chart=in_chart)
        elif kind == "package" and in_chart:
            _judge_sheet_of_chart(archive, str(owner / target) if not target.startswith("/") else target[1:], judge)
        elif kind in {"oleObject", "package"}:
            raise objects()
        elif kind == "aFChunk":
            raise elsewhere()


def _is_address(target: str) -> bool:
    """Written down as if it lay inside."""
    return target.startswith("//") or (not target.startswith(("/", "..")) and is_elsewhere(target))


def _judge_target(kind: str, target: str, *, in_chart: bool) -> None:
    if kind == "hyperlink":
        check_link(target)
    elif kind == "attachedTemplate":
        if not (is_local(target) or is_relative(target)):
            raise template_elsewhere()
    elif kind == "image":
        raise picture_elsewhere()
    elif kind in {"oleObject", "package"} and not in_chart:
        raise objects()
    elif not ((kind in SHEET_LINKS or in_chart) and (is_local(target) or is_relative(target))):
        raise elsewhere()


def _judge_sheet_of_chart(archive: zipfile.ZipFile, path: str, judge: Judge | None) -> None:
    """The numbers behind a chart are a whole sheet of their own."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    name = "/".join(parts)
    if not name.lower().endswith(".xlsx"):
        raise objects()
    if judge is not None and name in archive.namelist():
        with archive.open(name) as inner:
            judge(inner, name)


def _is_markup(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    with archive.open(entry) as part:
        return looks_like_markup(part.read(64))
