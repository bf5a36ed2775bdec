"""A drawing may hold shapes and nothing that acts, fetches or is typed: words stand in the lesson, in its language."""

import re
from typing import Final
from xml.etree.ElementTree import Element, ParseError  # only the types; defusedxml reads

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_SPACE: Final = "{http://www.w3.org/2000/svg}"
SHAPES: Final = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
ATTRIBUTES: Final = frozenset(
    [
        "viewBox",
        "width",
        "height",
        "d",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "points",
        "transform",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-dasharray",
        "opacity",
        "font-size",
        "font-weight",
        "text-anchor",
    ]
)
_PLAIN: Final = re.compile(r"[\w#.,()%+\- \n]*")
# Figures and the marks of arithmetic need no translation.
_FIGURES: Final = re.compile(r"[\d\s.,:%+−–×=?!/]*")


def fault_of(source: bytes) -> tuple[str, str] | None:
    """A code and what it is about, or None for a drawing that may be shown."""
    try:
        root = fromstring(source, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        return "svg-entities", "DOCTYPE"
    except (ParseError, ValueError, RecursionError, LookupError):
        return "svg-broken", ""
    if root.tag != f"{_SPACE}svg" or "viewBox" not in root.attrib:
        return "svg-broken", "viewBox"
    return next((found for element in root.iter() if (found := _fault_in(element))), None)


def _fault_in(element: Element) -> tuple[str, str] | None:
    name = str(element.tag).removeprefix(_SPACE)
    if name not in SHAPES:
        return "svg-part", name
    for attribute, value in element.attrib.items():
        if attribute not in ATTRIBUTES or not _PLAIN.fullmatch(value) or "url" in value.casefold():
            return "svg-part", attribute
    words = f"{element.text or ''}{element.tail or ''}"
    return None if _FIGURES.fullmatch(words) else ("svg-words", words.strip()[:40])
