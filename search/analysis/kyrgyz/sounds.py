"""The sounds of Kyrgyz suffixes: what an archiphoneme becomes after what stands before it.

A template such as "LAр" has capitals for sounds that depend on their left: A and I are the low and the high vowel of
harmony, U the round high one, L N D G B consonants that assimilate, W a long vowel that swallows a vowel before it.
Small letters stand for themselves.
"""

import re
from functools import cache
from typing import Final, NamedTuple

VOWELS: Final = "аеиоөуүыэюя"
CONSONANTS: Final = "бвгджзйклмнңпрстфхцчшщ"
VOICELESS: Final = frozenset("кпстфхцчшщ")
SOFTENED: Final = {"г": "к", "б": "п"}  # мектеп, мектеби; китептик, китептиги
_IS_VOWEL: Final = frozenset(VOWELS)
_WAVERING: Final = frozenset("бвгджз")  # after these loans are written both ways: заводду, заводту
_HIGH: Final = dict(zip("аяыоуюеэиөү", "ыыыуууиииүү", strict=True))
_LOW: Final = dict(zip("аяыоуюеэиөү", "аааоааеееөө", strict=True))
_LOW_TOO: Final = {"у": "о", "ю": "о", "ү": "е"}  # seen beside the rule: колдонуусо, үйге
_BACK: Final = frozenset("аяыоую")
# The long vowel that a vowel and W become together: башта, баштоо; оку, окуу; таны, тануу.
FUSED: Final = {
    "а": "оо",
    "о": "оо",
    "ы": "уу",
    "у": "уу",
    "е": "өө",
    "ө": "өө",
    "и": "үү",
    "ү": "үү",
}
_YOT: Final = re.compile(f"(?<=[{VOWELS}])([яю])")
_SPELT: Final = {"я": "йа", "ю": "йу"}


class Left(NamedTuple):
    """What a suffix hears of the word before it: the last letter and the last vowel ("" where there is none)."""

    last: str
    vowel: str


def is_vowel(letter: str) -> bool:
    return letter in _IS_VOWEL


def last_vowel(word: str) -> str:
    for letter in reversed(word):
        if letter in _IS_VOWEL:
            return letter
    return ""


def left_of(word: str) -> Left:
    return Left(word[-1], last_vowel(word))


def spread(word: str) -> str:
    """я and ю after a vowel as the two sounds that they are, so that suffixes can be cut between: коюлду, койулду."""
    return _YOT.sub(lambda found: _SPELT[found[1]], word) if "я" in word or "ю" in word else word


def spell(word: str) -> str:
    """`spread` undone. ойо is ое: words are normalised, and ё is е in them."""
    return word.replace("йа", "я").replace("йу", "ю").replace("ойо", "ое") if "й" in word else word


@cache
def realised(template: str, left: Left) -> tuple[str, ...]:
    """All spellings of a template after `left`, the one of the rule first."""
    forms = [("", left)]
    for symbol in template:
        grown = []
        for text, before in forms:
            for sound in _sounds(symbol, before):
                after = Left(sound, sound if sound in _IS_VOWEL else before.vowel)
                grown.append((text + sound, after))
        forms = grown
    return tuple(dict.fromkeys(text.replace("ее", "ээ") for text, _left in forms))


def _sounds(symbol: str, left: Left) -> str:
    if symbol in _ASSIMILATED:
        return _assimilated(symbol, left.last, left.vowel)
    if symbol == "A":
        return _LOW.get(left.vowel, "ае") + _LOW_TOO.get(left.vowel, "")
    if symbol == "I":
        return _HIGH.get(left.vowel, "ыи")
    if symbol == "U":
        return "у" if left.vowel in _BACK else "ү"
    return symbol


# After a vowel, after a voiced consonant, after a voiceless one.
_ASSIMILATED: Final = {
    "L": ("л", "д", "т"),
    "N": ("н", "д", "т"),
    "D": ("д", "д", "т"),
    "G": ("г", "г", "к"),
    "B": ("б", "б", "п"),
}


def _assimilated(symbol: str, last: str, vowel: str) -> str:
    after_vowel, voiced, voiceless = _ASSIMILATED[symbol]
    if last in _IS_VOWEL:
        return after_vowel
    if not vowel:  # КМШга, КМШнын: read by the names of its letters
        return "".join(dict.fromkeys(after_vowel + voiced + voiceless))
    if last in VOICELESS:
        return voiceless
    if last in _WAVERING:
        return voiced + voiceless
    if symbol == "L" and last in "йрл":
        return "дл" if last == "л" else "лд"  # айлар, жерлер, but кардуу; элдер
    return voiced


def lefts() -> list[Left]:
    """Every left side that there can be."""
    own = [Left(vowel, vowel) for vowel in VOWELS]
    return own + [Left(letter, vowel) for letter in [*CONSONANTS, "ь", "ъ"] for vowel in ["", *VOWELS]]
