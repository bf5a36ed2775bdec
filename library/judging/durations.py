"""How long something takes, from the words of a teacher to a duration as ISO 8601 writes it. Only what is certain."""

import re
from typing import Final

LESSON: Final = 45  # minutes
# In the three languages, with their endings.
UNITS: Final = {
    "minute": re.compile(r"minutes?|min|мүнөт\w{0,3}|минут\w{0,2}|мин"),
    "hour": re.compile(r"hours?|h|саат\w{0,3}|час\w{0,2}|ч"),
    "lesson": re.compile(r"lessons?|сабак\w{0,3}|урок\w{0,2}"),
    "day": re.compile(r"days?|күн\w{0,3}|день|дня|дней"),
    "week": re.compile(r"weeks?|апта\w{0,3}|жума\w{0,3}|недел\w{1,3}"),
    "month": re.compile(r"months?|ай(?:га|да|дын|ды)?|месяц\w{0,2}"),
    "year": re.compile(r"years?|жыл\w{0,3}|года?|лет"),
}
HALVES: Final = {
    **dict.fromkeys(("half an hour", "жарым саат", "полчаса"), "PT30M"),
    **dict.fromkeys(("half a year", "жарым жыл", "полгода"), "P6M"),
}
_WORDS: Final = (
    (1, "one a an бир один одна одну одно"),
    (2, "two эки два две"),
    (3, "three үч три"),
    (4, "four төрт четыре"),
    (5, "five беш пять"),
    (6, "six алты шесть"),
    (7, "seven жети семь"),
    (8, "eight сегиз восемь"),
    (9, "nine тогуз девять"),
    (10, "ten он десять"),
    (12, "twelve двенадцать"),
    (15, "fifteen пятнадцать"),
    (20, "twenty жыйырма двадцать"),
    (30, "thirty отуз тридцать"),
    (40, "forty кырк сорок"),
    (45, "forty-five"),
    (50, "fifty элүү пятьдесят"),
    (60, "sixty алтымыш шестьдесят"),
    (90, "ninety токсон девяносто"),
)
NUMBERS: Final = {word: number for number, words in _WORDS for word in words.split()}
ABOUT: Final = ("about", "around", "approximately", "roughly", "болжол менен", "около", "примерно", "~")
# What comes on top: then the first amount is not the whole.
MORE: Final = re.compile(
    r"\b(then|and|plus|after|later|потом|затем|далее|дальше|и|плюс|после|кийин|жана|дагы|each|every|ар|кажд\w+)\b"
)
# How long it is spread over changes nothing of how much it is.
WITHIN: Final = re.compile(r"\s+(?:in|within|over|spread|за|в течение|на протяжении)\s")
_AMOUNT: Final = re.compile(r"(?:(\d{1,3})\s*[-–—]\s*)?(\d{1,3}|[^\W\d]+(?:-[^\W\d]+)?)\s+([^\W\d]+)\.?")
_EACH: Final = re.compile(r"\s+(?:of|по|lasting)\s+(.+)")


def iso_duration(text: str) -> str:
    """ "Six lessons of 40 minutes" is PT4H; "about an hour a week" is no duration, so "". Of a range the longer one."""
    words = " ".join(text.casefold().split()).rstrip(".")
    for about in ABOUT:
        words = words.removeprefix(about).lstrip()
    return "" if MORE.search(words) else _duration(words.partition(",")[0].strip())


def _duration(words: str) -> str:
    if words in HALVES:
        return HALVES[words]
    found = _AMOUNT.match(words)
    number, unit = (_number(found[2]), _unit(found[3])) if found else (0, "")
    if found is None or not number or not unit:
        return ""
    left = words[found.end() :]
    if not left or WITHIN.match(left):
        return _written(number, unit)
    each = _EACH.fullmatch(left)
    inner = _AMOUNT.fullmatch(each[1]) if each and unit == "lesson" else None
    minutes = _number(inner[2]) if inner and _unit(inner[3]) == "minute" else 0
    return _written(number * minutes, "minute") if minutes else ""


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word, 0)


def _unit(word: str) -> str:
    return next((unit for unit, forms in UNITS.items() if forms.fullmatch(word)), "")


def _written(number: int, unit: str) -> str:
    if unit in {"minute", "hour", "lesson"}:
        hours, minutes = divmod(number * {"minute": 1, "hour": 60, "lesson": LESSON}[unit], 60)
        return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return f"P{number}{unit[0].upper()}"
