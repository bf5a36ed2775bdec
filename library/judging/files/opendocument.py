"""Documents of LibreOffice (OpenDocument): judged by the same rules as those of Office."""

import re
import zipfile
from typing import Final

from core.errors import Invalid
from library.judging.files.link_targets import check_link, is_elsewhere, is_local, is_relative
from library.judging.files.office_open_xml import MACROS
from library.judging.files.refusals import (
    elsewhere,
    locked,
    macros,
    not_taken,
    objects,
    picture_elsewhere,
    template_elsewhere,
)
from library.judging.files.xml_reading import Reader, looks_like_markup

KINDS: Final = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
SCRIPTS: Final = frozenset({"event-listener", "script", "applet"})
STARTS: Final = frozenset({"execute", "verb"})  # a click that starts a program
DDE: Final = frozenset({"dde-source", "dde-link", "dde-connection-decl", "dde-connection"})
PICTURES: Final = frozenset({"image", "fill-image", "background-image", "list-level-style-image"})
SHEETS: Final = frozenset({"table-source", "cell-range-source"})
LINKS: Final = frozenset({"a", "area-rectangle", "area-circle", "area-polygon"})
WEB_FORMULA: Final = re.compile(r"\b(WEBSERVICE|DDE|COM\.MICROSOFT\.WEBSERVICE)\s*\(", re.IGNORECASE)
MARKUP: Final = re.compile(r"\.(xml|rdf)$", re.IGNORECASE)


def judge_open_document(archive: zipfile.ZipFile, kind: bytes) -> str:
    """.odt, .ods or .odp."""
    if kind not in KINDS:
        raise not_taken()
    if any(MACROS.search(name) for name in archive.namelist()):
        raise macros()
    # What is locked is no markup any more, so the list that says so comes first.
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename != "META-INF/manifest.xml"):
        with archive.open(entry) as part:
            is_markup = bool(MARKUP.search(entry.filename)) or looks_like_markup(part.read(64))
        if is_markup and not entry.is_dir():
            with archive.open(entry) as part:
                _Part().read(part)
    return KINDS[kind]


class _Part(Reader):
    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "encryption-data":
            raise locked()
        if name == "object-ole":
            raise objects()
        if name in DDE:
            raise elsewhere()
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        target = said.get("href", "")
        if name in SCRIPTS and (name != "script" or said.get("language")) and not _is_plain_event(name, said):
            raise macros()
        if "formula" in said and WEB_FORMULA.search(said["formula"]):
            raise elsewhere()
        fault = _fault_of(name, target) if target else None
        if fault is not None:
            raise fault


def _is_plain_event(name: str, said: dict[str, str]) -> bool:
    """A click that leads to the next slide, or plays a sound that lies inside, is no script."""
    return name == "event-listener" and "language" not in said and said.get("action", "execute") not in STARTS


def _fault_of(name: str, target: str) -> Invalid | None:
    if name in LINKS or name == "event-listener":
        check_link(target)
        return None
    on_a_drive = is_local(target) or is_relative(target) or (target.startswith("/") and not target.startswith("//"))
    if name == "template":
        return None if on_a_drive else template_elsewhere()
    if name in SHEETS and on_a_drive:
        return None
    if not (is_elsewhere(target) or target.startswith("/")):
        return None
    return picture_elsewhere() if name in PICTURES else elsewhere()
