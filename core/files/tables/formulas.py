"""Cells of tables that leave the site: a spreadsheet must not run what somebody typed."""

import re
from typing import Final

# What begins a formula, also in full width, and what a reader does not see before it.
SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20"
UNSEEN: Final = (
    "\\s\\x00-\\x1f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0"
)
BREAKS: Final = ("\t", "\r", "\n")
START: Final = re.compile(f"[{UNSEEN}]*[{SIGNS}]")
INNER: Final = re.compile(f"([;\t\r\n])(?!\\s*-[0-9.,]+(?:[\\s;]|$))([{UNSEEN}]*[{SIGNS}])")
NUMBER: Final = re.compile(r"-[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")


def escape_formula(text: str) -> str:
    """For writing cells: a spreadsheet must not run what somebody typed (OWASP: CSV injection).

    Also where blanks and invisible characters stand before it, in letters of full width, and after what the spreadsheet
    of another country takes for the end of a cell. Negative numbers stay numbers.
    """
    if NUMBER.fullmatch(text):
        return text
    begun = START.match(text)
    head = text[: begun.end()] if begun else text[:1]
    mark = "'" if begun or head in BREAKS else ""
    return mark + head + INNER.sub(r"\1'\2", text[len(head) :])


def safe_cell(value: object) -> object:
    """What may stand in a cell of a table that leaves the site: the one place that every exporter passes."""
    return escape_formula(value) if isinstance(value, str) else value
