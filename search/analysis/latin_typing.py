"""Kyrgyz and Russian words typed in Latin letters: mektepterde, shkolakh."""

import re
from typing import Final

SHORTEST: Final = 4  # a shorter one may be any word of any language
_LATIN: Final = re.compile(r"[a-z]+\Z")
_PAIRS: Final = (
    ("shch", "щ"),
    ("kh", "х"),
    ("zh", "ж"),
    ("dj", "ж"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("ng", "ң"),
    ("ya", "я"),
    ("yu", "ю"),
    ("yo", "е"),
)
_LETTERS: Final = str.maketrans("abvwgdejziyklmnoprstufhcxq", "абввгдежзийклмнопрстуфхкхк")
_NO_VOWEL: Final = re.compile("(?<![аеиоуыэюя])й")


def in_cyrillic(surface: str) -> tuple[str, ...]:
    """What a normalised Latin word may have been meant to be; nothing for other words, and for short ones."""
    if len(surface) < SHORTEST or not _LATIN.match(surface):
        return ()
    word = surface
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter)
    word = _NO_VOWEL.sub("ы", word.translate(_LETTERS))
    return (word, f"э{word[1:]}") if word[0] == "е" else (word,)
