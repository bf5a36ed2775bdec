"""What a name may look like: seen by everybody, and not taken for an office or for the site itself."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from core.text.cleaning import FLAG
from core.text.spelling_keys import fold

MOST_MARKS: Final = 3
LEAST_LETTERS: Final = 2
# Letters and signs that are drawn as nothing, beside the categories below.
_BLANK: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS: Final = frozenset("\u200c\u200d")
# Scripts whose words are written with a joiner inside.
_JOINING: Final = (
    "ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR",
)  # fmt: skip
_ADDRESS: Final = re.compile(r"\S[@＠﹫]\S")
# Drawn like a Latin letter, without being its compatibility form.
_DRAWN: Final = str.maketrans({
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχϲϳ", "ABEZHIKMNOPTYXaiknoptuxcj", strict=True)),
    **dict(zip("0134578@$!|", "oieastbasii", strict=True)),
    **dict(zip("ӧӦӱӰӥӤӓӒӟ", "oOyYiIaA3", strict=True)),
    "՞": "", "օ": "o", "ս": "u", "ո": "n", "ց": "g", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ʀ": "r", "ɴ": "n", "ꞇ": "t",
})  # fmt: skip
_SMALL_CAPITAL: Final = re.compile("LATIN LETTER SMALL CAPITAL ([A-Z])")
# As fold() writes them: Cyrillic and Latin spellings meet.
_OFFICES: Final = tuple(
    fold(word)
    for word in (
        "moderator", "модератор", "administrator", "администратор", "administration", "администрация",
        "администрациясы",         "coordinator", "координатор", "koordinator", "sysadmin", "сисадмин",
    )
)  # fmt: skip
_ALONE: Final = frozenset(
    fold(word)
    for word in (
        "admin", "админ", "support", "поддержка", "колдоо", "helpdesk", "system", "система",
        "Köpürö", "Көпүрө", "Koepueroe", "Kopuro", "Kepyre", "Копюро", "Көпүрө колдоо", "webmaster",
        "Köpyrö", "Көпурө", "Kopure",
        "жардам кызматы", "служба поддержки", "техподдержка", "support team", "колдоо кызматы",
    )
)  # fmt: skip


class Fault(StrEnum):
    """What is wrong with a name or a text."""

    LETTERS = "letters"
    UNSEEN = "unseen"
    MARKS = "marks"
    OFFICE = "office"
    ADDRESS = "address"


def fault_of_name(text: str, *, person: bool) -> Fault | None:
    """The first thing that speaks against this name; None where nothing does."""
    if has_unseen(text):
        return Fault.UNSEEN
    if marks_pile_up(text):
        return Fault.MARKS
    if person and _ADDRESS.search(text):
        return Fault.ADDRESS
    if sum(unicodedata.category(letter)[0] == "L" for letter in text) < LEAST_LETTERS:
        return Fault.LETTERS
    return Fault.OFFICE if person and sounds_official(text) else None


def has_unseen(text: str) -> bool:
    """Whether something stands there that nobody sees. A joiner inside a word of a script that needs it is seen."""
    if text.isascii():
        return any(unicodedata.category(letter) in _UNSEEN for letter in text)
    text = FLAG.sub("", text)
    return any(
        (unicodedata.category(letter) in _UNSEEN or _BLANK.match(letter) is not None)
        and not (letter in _JOINERS and _joins(text, at))
        for at, letter in enumerate(text)
    )


def marks_pile_up(text: str) -> bool:
    """Whether more than three combining marks stand on one letter: they cover the lines around it."""
    if text.isascii():
        return False
    row = 0
    for letter in unicodedata.normalize("NFD", text):
        kind = unicodedata.category(letter)
        if kind[0] == "M":
            row += 1
            if row > MOST_MARKS:
                return True
        elif kind != "Cf":  # what nobody sees does not part the marks
            row = 0
    return False


def sounds_official(text: str) -> bool:
    """Whether this reads as an office of the site or as the site, in any spelling that looks like it."""
    plain = fold("".join(_drawn(letter) for letter in text))
    words = {fold(text), *fold(text).split(), plain, *plain.split(), plain.replace(" ", ""), *_spelt(plain)}
    words |= {word.replace("rn", "m").replace("l", "i") for word in words}
    return any(word in _ALONE or word.startswith(_OFFICES) for word in words)


def _spelt(plain: str) -> list[str]:
    """ "m o d e r a t o r" among other words."""
    return ["".join(row.split()) for row in re.findall(r"(?:\b\w\b ?){3,}", plain)]


def _drawn(letter: str) -> str:
    found = _SMALL_CAPITAL.fullmatch(unicodedata.name(letter, ""))
    return found[1].lower() if found else letter.translate(_DRAWN)


def _joins(text: str, at: int) -> bool:
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(unicodedata.name(one, "").startswith(_JOINING) for one in around)  # noqa: PLR2004
