"""One XML part of an Office document: objects, field codes, formulas and addresses of pictures that are refused."""

import re
from typing import IO, Final

from library.judging.files.link_targets import is_elsewhere
from library.judging.files.refusals import elsewhere, macros, objects, picture_elsewhere
from library.judging.files.word_field_codes import check_field
from library.judging.files.xml_reading import Reader

OBJECTS: Final = frozenset({"OLEObject", "oleObj", "oleObject", "oleLink"})
VML_PICTURES: Final = frozenset({"imagedata", "fill", "stroke", "image"})
FETCHING: Final = re.compile(r"\b(_xlfn\.)?(WEBSERVICE|IMAGE|RTD|CALL|REGISTER(\.ID)?|EXEC)\s*\(", re.IGNORECASE)


def check_part(file: IO[bytes]) -> None:
    """Raise Invalid where the part fetches something, starts something, or holds an object of another program."""
    part = _Part()
    part.read(file)
    part.check()


class _Part(Reader):
    """What one part of a document says, as far as it matters: objects, fields, formulas, addresses of pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[str] = [""]
        self.inside = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        self.inside = name if name in {"instrText", "delInstrText", "f", "formula"} else ""
        if name in OBJECTS:
            raise objects()
        if name in {"ddeLink", "webPr"}:
            raise elsewhere()
        if name == "fldChar":
            self.fields.append("")
        elif name == "fldSimple":
            check_field(next((value for key, value in attributes.items() if key.endswith("instr")), ""))
        elif name in VML_PICTURES:
            _check_vml(attributes)
        elif name == "dbPr":
            _check_connection(attributes)
        elif name in {"hlinkClick", "hlinkHover", "hlinkMouseOver"}:
            _check_action(attributes.get("action", ""))

    def ended(self, name: str) -> None:  # noqa: ARG002 - the name of what ends; whatever it is, text of it is over
        self.inside = ""

    def said(self, text: str) -> None:
        if self.inside in {"instrText", "delInstrText"}:
            self.fields[-1] += text
        elif self.inside and FETCHING.search(text):
            raise elsewhere()

    def check(self) -> None:
        for field in self.fields:
            check_field(field)


def _check_vml(attributes: dict[str, str]) -> None:
    for key, value in attributes.items():
        if key.rpartition(":")[2].lower() in {"src", "href", "althref"} and is_elsewhere(value):
            raise picture_elsewhere()


def _check_connection(attributes: dict[str, str]) -> None:
    """Tables that were asked of a database; the model of numbers inside the file calls itself one too."""
    if attributes.get("connection", "") != "Data Model Connection":
        raise elsewhere()


def _check_action(action: str) -> None:
    if re.match(r"ppaction://(program|macro|ole)", action, re.IGNORECASE):
        raise macros()
