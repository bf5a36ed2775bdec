"""Kyrgyz case endings for names and numbers that are known only when a page is made.

Rules of the Kyrgyz orthography (2008): vowel harmony with the last vowel that is heard, a hard consonant after
a voiceless one, no hyphen after a figure, numbers as they are read aloud (3түн, 40тын), abbreviations by the name
of their last letter unless they can be read as a word (АКШнын, but ЮНЕСКОнун), no soft sign before an ending.
Loans in -б -в -г -д take the voiced form, as newspapers print them (Жалал-Абадда, Жапаровго, Петербургдун).

How a name in Latin letters is spoken can only be guessed from its letters. It takes its ending after an
apostrophe (Tartu’нун), which leaves the name whole. Surer is a Kyrgyz noun that carries the ending for it:
`with_ending("Tartu Kool", "dative", noun="мекеме")` gives "Tartu Kool мекемесине".
"""

import re
from typing import Final, Literal, get_args

from core.text.kyrgyz_pronunciation import Spoken, spoken

Case = Literal["genitive", "dative", "accusative", "locative", "ablative"]
CASES: Final[tuple[Case, ...]] = get_args(Case)

# First letter after a vowel, a voiced and a voiceless consonant; Ы and А stand for the vowels of harmony.
_AFTER_NAME: Final[dict[Case, tuple[str, str, str, str]]] = {
    "genitive": ("н", "д", "т", "Ын"),
    "dative": ("г", "г", "к", "А"),
    "accusative": ("н", "д", "т", "Ы"),
    "locative": ("д", "д", "т", "А"),
    "ablative": ("д", "д", "т", "Ан"),
}
# After "his, her, its": шаары, мектеби, уулу.
_AFTER_POSSESSED: Final[dict[Case, str]] = {
    "genitive": "нЫн",
    "dative": "нА",
    "accusative": "н",
    "locative": "ндА",
    "ablative": "нАн",
}
_HARMONY: Final = {
    **dict.fromkeys("аы", ("ы", "а")),
    **dict.fromkeys("еи", ("и", "е")),
    **dict.fromkeys("өү", ("ү", "ө")),
    "о": ("у", "о"),
    "у": ("у", "а"),
}
_VOICELESS: Final = frozenset("кпстфхцчшщ")
# Heads of names and posts that are possessed whenever they end a name of several words: "Ош шаары", "Нур кызы".
_POSSESSED: Final = re.compile(
    r"\s\S*(?:шаары|айылы|айылдары|аймагы|облусу|району|округу|өкмөтү|республикасы|федерациясы|штаттары|эмираттары"
    r"|аралы|аралдары|падышалыгы|арабиясы|көлү|тоосу|көчөсү|мектеби|мектептери|гимназиясы|лицейи|бакчасы|интернаты"
    r"|колледжи|окуу жайы|университети|институту|академиясы|борбору|бөлүмү|башкармалыгы|министрлиги|агенттиги|мекемеси"
    r"|уюму|бирикмеси|коому|фонду|кеңеши|китепканасы|классы|тармагы|долбоору|тили|уулу|кызы|директору|мугалими)$",
    re.IGNORECASE,
)
_SOFT: Final = {"к": "г", "п": "б"}
_SOFTENING: Final = re.compile("(?<=[аеёиоөуүыэюя])[кп]$")
_BRACKETED: Final = re.compile(r"(?s)(.*[^\s(])(\s*\([^()]*\)\s*)")


def case_of(name: str) -> Case:
    """The case called `name`; ValueError for any other word, so that a slip in a template is found."""
    for case in CASES:
        if case == name:
            return case
    raise ValueError(f"{name!r} is none of {', '.join(CASES)}")


def with_ending(name: str | int, case: Case, *, noun: str = "", possessed: bool | None = None) -> str:
    """The name in that case; `noun` (in its plain form) takes the ending in its stead.

    `possessed` says that the name ends in a possessive (Кыргыз Республикасы); by default well-known heads tell it.
    A remark in brackets at the end stays behind the ending. A text without anything to read out stays as it is.
    """
    text = str(name)
    if noun:
        carrier = _possessive(noun)
        return f"{text} {carrier}{ending(carrier, case, possessed=True)}"
    bracketed = _BRACKETED.fullmatch(text)
    head, rest = (bracketed[1], bracketed[2]) if bracketed else (text, "")
    bare = head.rstrip()
    added = ending(bare, case, possessed=possessed)
    return f"{bare.rstrip('ьЬ') if added else bare}{added}{head[len(bare) :]}{rest}"


def ending(name: str | int, case: Case, *, possessed: bool | None = None) -> str:
    """Only the ending, with its apostrophe where the name is in Latin letters; "" where nothing can be read out."""
    heard = spoken(str(name))
    if heard is None:
        return ""
    if possessed is None:
        possessed = _POSSESSED.search(str(name).rstrip(" »”\"'")) is not None
    return ("’" if heard.latin else "") + (_possessed_ending(heard, case) if possessed else _plain_ending(heard, case))


def _plain_ending(heard: Spoken, case: Case) -> str:
    after_vowel, after_voiced, after_voiceless, tail = _AFTER_NAME[case]
    if heard.last in _HARMONY:
        return after_vowel + _in_harmony(tail, heard)
    return (after_voiceless if heard.last in _VOICELESS else after_voiced) + _in_harmony(tail, heard)


def _possessed_ending(heard: Spoken, case: Case) -> str:
    return _in_harmony(_AFTER_POSSESSED[case], heard)


def _in_harmony(tail: str, heard: Spoken) -> str:
    high, low = _HARMONY[heard.vowel]
    return tail.replace("Ы", high).replace("А", low)


def _possessive(noun: str) -> str:
    """мекеме, мекемеси; борбор, борбору; мектеп, мектеби: a к or п after a vowel grows soft."""
    heard = spoken(noun)
    if heard is None:
        return noun
    if heard.last in _HARMONY:
        return noun + _in_harmony("сЫ", heard)
    soft = _SOFTENING.sub(lambda found: _SOFT[found[0]], noun.rstrip("ь"))
    return soft + _in_harmony("Ы", heard)
