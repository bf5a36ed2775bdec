"""A coarse Latin key under which different spellings of one name meet.

Бишкек, Bishkek and Biškek; Нарын and Naryn; Өзгөн and Озгон; Жалал-Абад and Djalal-Abad; Škola, Skola and Школа.
The price is that different words may meet too (тоо and төө), so a key ranks below the word itself.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from core.text.normalise import normalise

# BGN/PCGN 1979 for Kyrgyz (which Russian agrees with but for ж), and the usual letters for Serbian,
# Macedonian, Ukrainian, Kazakh, Tajik. ѳ and ӊ are what old fonts used for ө and ң.
_ROMAN: Final = {
    **dict(zip("абвгдеёжзийклмнопрстуфхыэ", "abvgdeëjziyklmnoprstufhye", strict=True)),
    **dict(zip("өүңіїєґәғқұһҳҷӣӯўѳӊјђћѕќѓ", "öüŋiïegägqūhhjiūoöŋjđćzḱǵ", strict=True)),
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ң": "ng", "ӊ": "ng", "љ": "lj", "њ": "nj", "џ": "dž", "ъ": "", "ь": "",
}  # fmt: skip
# What the key changes in that: each sound one letter.
_KEY: Final = str.maketrans({
    **_ROMAN,
    "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ю": "iu", "я": "ia",
    "ң": "n", "ӊ": "n", "џ": "j", "қ": "k", "ђ": "d",
    "ž": "j", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ɵ": "o", "ı": "i", "ŋ": "n", "ə": "a", "ħ": "h", "ŧ": "t",
    "æ": "ae", "œ": "oe", "þ": "th",
})  # fmt: skip
_LETTERS: Final = str.maketrans({"y": "i", "w": "v", "q": "k", "x": "ks"})
# The order matters: a line may make a pair that a later line joins, never one for an earlier line.
_PAIRS: Final = tuple(
    (re.compile(pair), one)
    for pair, one in (
        ("k+h", "h"),
        ("z+h+", "j"),
        ("sh+", "s"),
        ("ch+", "c"),
        ("ts", "c"),
        ("d+j", "j"),
        ("ii+", "i"),
    )
)
_APOSTROPHES: Final = re.compile("['’‘ʼʻʹ`´]")
_NG: Final = re.compile("([ңҢ])([гГ])")  # Чыңгыз is Chyngyz to everybody, not Chynggyz
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
A_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")


def latin(text: str) -> str:
    """A readable Latin form: "Жалал-Абад шаары" gives "Jalal-Abad shaary"; what is not Cyrillic stays."""
    text = _NG.sub(lambda found: ("Н" if found[1] == "Ң" else "н") + found[2], text)
    return spelt(text, _ROMAN)


def spelt(text: str, letters: Mapping[str, str]) -> str:
    """Each letter as `letters` (small ones) spells it. A word in capitals stays in them: TASH, Tash, Sh. Tash."""
    aloud = text.isupper() and any(len(found[0]) > 1 for found in A_WORD.finditer(text))

    def word(found: re.Match[str]) -> str:
        capital = aloud or (len(found[0]) > 1 and found[0].isupper())
        return "".join(_letter(letter, letters, capital=capital) for letter in found[0])

    return A_WORD.sub(word, text)


def _letter(letter: str, letters: Mapping[str, str], *, capital: bool) -> str:
    small = letter.lower()
    said = letters.get(small)
    if said is None:
        return letter
    if letter == small:
        return said
    return said.upper() if capital else said.capitalize()


def fold(text: str) -> str:
    """The key: small Latin letters and digits, words parted by one space. Other scripts keep their letters."""
    key = _APOSTROPHES.sub("", normalise(unicodedata.normalize("NFKC", text.replace("№", " "))))
    key = _ACCENTS.sub("", unicodedata.normalize("NFD", key.translate(_KEY))).translate(_LETTERS)
    key = _NO_WORD.sub(" ", key) if key.isascii() else _spaced(unicodedata.normalize("NFC", key))
    for pair, one in _PAIRS:
        key = pair.sub(one, key)
    return key.strip()


def _spaced(key: str) -> str:
    """As _NO_WORD, for keys with letters of other scripts, whose vowel signs (category M) belong to the word."""
    kept = (letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in key)
    return " ".join("".join(kept).split())


def words(text: str) -> list[str]:
    """The folded words, in their order."""
    return fold(text).split()
