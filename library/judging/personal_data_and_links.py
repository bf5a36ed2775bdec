"""Personal data and broken addresses in a text, by their shape alone: nothing is fetched, nothing is looked up."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# Kyrgyz numbers as they are written (+996 555 12 34 56, 0555-12-34-56, 0(555)123456), and any with a plus.
PHONE: Final = re.compile(
    r"(?<![\w.])(?:\+\d[\d\s()-]{8,17}\d|0\s?\(?\d{3}\)?[\s-]?\d{2,3}[\s-]?\d{2}[\s-]?\d{1,2})(?![\w])"
)
NUMBER: Final = re.compile(r"(?<!\d)\d{14}(?!\d)")
LINK: Final = re.compile(r"\bhttps?://[^\s<>\"“”«»]*", re.IGNORECASE)
GOOD_LINK: Final = re.compile(r"https?://(?:[\w-]+\.)+[\w-]{2,}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
SEXES: Final = "12"


def personal_data(text: str) -> Iterator[tuple[str, str]]:
    """(kind, text as found): "number" for a personal number of Kyrgyzstan, "phone", "email"."""
    for kind, pattern in (("number", NUMBER), ("email", EMAIL), ("phone", PHONE)):
        for found in pattern.finditer(text):
            if kind != "number" or is_personal_number(found[0]):
                yield kind, found[0]


def is_personal_number(digits: str) -> bool:
    """Sex (1 or 2), birthday as DDMMYYYY, then five digits more."""
    if digits[0] not in SEXES:
        return False
    try:
        born = date(int(digits[5:9]), int(digits[3:5]), int(digits[1:3]))
    except ValueError:
        return False
    return date(1900, 1, 1) <= born <= date(2100, 1, 1)


def broken_links(text: str) -> list[str]:
    """Addresses that can lead nowhere: nothing is fetched."""
    found = (link.rstrip(".,;:!?)") for link in LINK.findall(text))
    return [link for link in found if not GOOD_LINK.fullmatch(link)]
