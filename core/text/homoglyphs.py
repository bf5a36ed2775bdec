"""Words that mix Latin letters into Cyrillic, or Cyrillic into Latin, because the two look the same."""

import re
from typing import Final

_LATIN: Final = "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿ"
_CYRILLIC: Final = "Ѐ-ԯᲀ-ᲊꙀ-ꙮꚀ-ꚛ"
_WORD: Final = re.compile(f"[{_LATIN}{_CYRILLIC}\u0300-\u036f]+")
_TOUCH: Final = re.compile(f"[{_LATIN}]\u0300?[{_CYRILLIC}]|[{_CYRILLIC}]\u0300?[{_LATIN}]")
_LATIN_LETTER: Final = re.compile(f"[{_LATIN}]")
_CYRILLIC_LETTER: Final = re.compile(f"[{_CYRILLIC}]")

# Pairs drawn alike in common typefaces. Small k, m, t, h, b are no look-alikes: they differ from к м т н в.
_PAIRS: Final = tuple(
    zip("ABCEHIJKMOPSTXYËÏɵƟaceijopsxyëï", "АВСЕНІЈКМОРЅТХУЁЇөӨасеіјорѕхуёї", strict=True),
)
_TO_CYRILLIC: Final = str.maketrans(dict(_PAIRS))
_TO_LATIN: Final = str.maketrans({cyrillic: latin for latin, cyrillic in _PAIRS if latin not in "ɵƟ"})


def mixes_scripts(word: str) -> bool:
    """Whether Latin and Cyrillic letters stand in one word: the mark of a typing slip or a wrong encoding."""
    return _TOUCH.search(word) is not None


def repair_lookalikes(text: str) -> str:
    """Bring each mixed word into the one script it can be written in.

    Words of one script stay, and so do words that need both ("Facebookтун"): there is nothing to repair.
    """
    if not mixes_scripts(text):
        return text
    return _WORD.sub(_repair, text)


def _repair(found: re.Match[str]) -> str:
    word = found[0]
    if not mixes_scripts(word):
        return word
    as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    can_be_cyrillic = not _LATIN_LETTER.search(as_cyrillic)
    can_be_latin = not _CYRILLIC_LETTER.search(as_latin)
    if can_be_cyrillic and can_be_latin:
        latin_letters = len(_LATIN_LETTER.findall(word))
        return as_latin if latin_letters > len(_CYRILLIC_LETTER.findall(word)) else as_cyrillic
    if can_be_cyrillic:
        return as_cyrillic
    return as_latin if can_be_latin else word
