"""How a name or number ends when it is read aloud in Kyrgyz: all that its endings depend on."""

import re
from typing import Final, NamedTuple

_ONES: Final = ("нөл", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз")
_TENS: Final = ("", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон")
_THOUSANDS: Final = ("", "миң", "миллион", "миллиард", "триллион")

# Names of the letters as they are heard: ка, эл, бе.
_NAMES: Final = {
    **dict(zip("йклмнңрсфхшщ", ("ий", "ка", "ел", "ем", "ен", "ең", "ер", "ес", "еф", "ха", "ша", "ща"), strict=True)),
    **{letter: letter + "е" for letter in "бвгджзптцч"},
}
_VOWELS: Final = frozenset("аеиоөуүы")
_AS_HEARD: Final = str.maketrans({"э": "е", "ё": "о", "ю": "у", "я": "а", "ь": "", "ъ": "", "ї": "и", "є": "е"})
# A guess at Latin spelling, good for Estonian, German, Turkish, Finnish; y is a vowel unless one stands before it.
_LATIN: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzäöüõåéèáàíóúìùòâêîôûøæāēīōūışçğñšžčćđłńśźżșțř",
    "абкдефгхийклмнопкрстуввкйзеөүыоееааиоуиуоаеиоуөеаеиоуышчгншжччдлнсззштр",
)

_GROUPED: Final = re.compile(r"\d+(?:[\u00a0\u202f]\d{3})*$")
_WORD: Final = re.compile(r"[^\W\d_]+$")
_CLOSING: Final = " \t\n\u00a0»”“\"'’.,;:!?)]}…"


class Spoken(NamedTuple):
    last: str
    vowel: str
    latin: bool


def spoken(text: str) -> Spoken | None:
    """The last sound and the last vowel, or None where there is nothing to read aloud in Kyrgyz."""
    bare = text.rstrip(_CLOSING)
    if number := _GROUPED.search(bare):
        return _heard(_read(re.sub(r"\D", "", number[0])))
    word = _WORD.search(bare)
    if word is None:
        return None
    cyrillic = re.search("[Ѐ-ӿ]", word[0]) is not None
    small = word[0].lower()
    heard = small.translate(_AS_HEARD) if cyrillic else _guess(small)
    return _heard(_as_abbreviation(heard) if word[0].isupper() else heard, latin=not cyrillic)


def _heard(word: str, *, latin: bool = False) -> Spoken | None:
    sounds = [sound for sound in word if sound.isalpha()]
    vowels = [sound for sound in sounds if sound in _VOWELS]
    return Spoken(sounds[-1], vowels[-1], latin) if vowels else None


def _guess(word: str) -> str:
    return re.sub("(?<![аеиоөуүы])й", "и", word.translate(_LATIN))


def _read(digits: str) -> str:
    """The last word of the number; a number of nothing but zeros is read нөл."""
    number = int(digits[-18:])
    if number == 0:
        return _ONES[0]
    thousands = 0
    while number % 1000 == 0:
        number, thousands = number // 1000, thousands + 1
    if thousands:
        return _THOUSANDS[min(thousands, len(_THOUSANDS) - 1)]
    if number % 100 == 0:
        return "жүз"
    return _ONES[number % 10] if number % 10 else _TENS[number // 10 % 10]


def _as_abbreviation(heard: str) -> str:
    """What no mouth can say as a word (АКШ, КР, a single Б) is heard as the name of its last letter."""
    sayable = len(heard) > 1 and _VOWELS.intersection(heard[-2:])
    return heard if sayable else _NAMES.get(heard[-1:], heard)
