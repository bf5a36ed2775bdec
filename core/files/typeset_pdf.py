"""Pages for paper: Typst makes a PDF from a template in templates/typst/ and plain data."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typst

FOLDER: Final = Path(__file__).resolve().parents[2] / "templates" / "typst"
ACCESSIBLE: Final = "ua-1"


@dataclass(frozen=True, slots=True)
class Paper:
    """`accessible`: tagged as PDF/UA-1 asks."""

    pdf: bytes
    accessible: bool


def typeset(template: str, data: dict[str, Any], *, latin: dict[str, Any] | None = None) -> Paper:
    """PDF/UA-1, which Typst refuses where its fonts lack a letter (帯広): then from `latin`, the same in Latin letters.

    Where even that cannot be said, the PDF comes without the mark, and `data["unmarked"]` lets the template say so.
    The templates read their data as JSON, so nothing needs escaping. Only Typst's own fonts: the same page everywhere.
    """
    for version in (data, latin):
        if version is not None:
            try:
                return Paper(_compiled(template, version, [ACCESSIBLE]), accessible=True)
            except typst.TypstError as error:
                if "could not be displayed" not in str(error):
                    raise
    return Paper(_compiled(template, {**data, "unmarked": True}, []), accessible=False)


def _compiled(template: str, data: dict[str, Any], standards: list[Any]) -> bytes:
    made: bytes = typst.compile(
        str(FOLDER / template),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=standards,
        font_paths=[],
        ignore_system_fonts=True,
        format="pdf",
    )
    return made
