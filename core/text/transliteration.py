"""In which letters a text stands, and how a reader of Latin letters can read it."""

import re
import unicodedata
from typing import Final

from core.text.spelling_keys import latin, spelt

# Beside those of core.text.spelling_keys: letters of Tatar, Bashkir, Yakut, Chuvash and old Russian.
_MORE: Final = {
    "җ": "j", "ҙ": "z", "ҡ": "q", "ҫ": "s", "ҕ": "gh", "ҥ": "ng", "һ": "h", "ҝ": "g", "ҹ": "j", "ѣ": "e", "ѵ": "i",
    "ӏ": "", "ӕ": "ae",
}  # fmt: skip
_CYRILLIC: Final = re.compile("[Ѐ-ԯᲀ-ᲊꙀ-ꚟ]")


def is_latin(text: str) -> bool:
    """Whether no letter of another script stands in it; digits and signs belong to every script."""
    return text.isascii() or not any(letter.isalpha() and not _is_latin(letter) for letter in text)


def _is_latin(letter: str) -> bool:
    return letter <= "ʯ" or unicodedata.name(letter, "").startswith(("LATIN ", "MODIFIER LETTER ", "FEMININE", "MASC"))


def has_cyrillic(text: str) -> bool:
    return _CYRILLIC.search(text) is not None


def in_latin(text: str, asked: str = "") -> str:
    """As it stands where that is Latin, else as the one whose name it is writes it, else letter by letter.

    Of other scripts than Cyrillic only the asked form is known.
    """
    if is_latin(text):
        return text
    if asked and is_latin(asked):
        return asked
    return _letter_by_letter(text)


def _letter_by_letter(text: str) -> str:
    plain = spelt(latin(unicodedata.normalize("NFC", text)), _MORE)
    if not has_cyrillic(plain):
        return plain
    # What is left is a known letter with a mark on it (ӑ, ӗ): the letter, with its mark.
    return unicodedata.normalize("NFC", latin(unicodedata.normalize("NFD", plain)))
