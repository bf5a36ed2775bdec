"""Field codes of Word, in DOCX and in RTF: those that fetch external content are refused."""

import re
from typing import Final

from library.judging.files.link_targets import check_link
from library.judging.files.refusals import elsewhere, picture_elsewhere

FETCHING: Final = re.compile(r"(INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)\b", re.IGNORECASE)
PICTURE: Final = re.compile(r"INCLUDEPICTURE\b", re.IGNORECASE)
HYPERLINK: Final = re.compile(r'HYPERLINK\s+(?:"((?:[^"\\]|\\.)*)|(\S+))', re.IGNORECASE)


CODES: Final = re.compile(r"QUOTE((?:\s+\d{1,3})+)", re.IGNORECASE)


def check_field(text: str) -> None:
    """Raise Invalid where the field code `text` loads something from outside the file."""
    instruction = text.lstrip(" \t\r\n\"“”'")
    if spelt := CODES.match(instruction):  # a field inside another one, letter by letter
        instruction = "".join(map(chr, map(int, spelt[1].split())))
    if PICTURE.match(instruction):
        raise picture_elsewhere()
    if FETCHING.match(instruction):
        raise elsewhere()
    if link := HYPERLINK.match(instruction):
        check_link((link[1] or link[2] or "").replace("\\\\", "\\"))
