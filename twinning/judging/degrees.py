"""Degrees as people write them: 41.18, 41,18°, 41°10'48"N, N 41 10.8, 41.18 с. ш., and both in one cell."""

import re
from typing import Final

NUMBER: Final = r"[+-]?\d+(?:\.\d+)?"
LATIN: Final = {"n": "N", "s": "S", "e": "E", "w": "W", "o": "E"}
# Abbreviations of Russian and Kyrgyz; in both "з" is west and "в" or "ч" is east.
WORDS: Final = (
    (re.compile(r"с\.?\s*ш\.?|түн\w*\.?\s*к\w*\.?|сев\w*\.?\s*ш\w*\.?", re.IGNORECASE), "N"),
    (re.compile(r"ю\.?\s*ш\.?|түш\w*\.?\s*к\w*\.?|юж\w*\.?\s*ш\w*\.?", re.IGNORECASE), "S"),
    (re.compile(r"в\.?\s*д\.?|чыг\w*\.?\s*у\w*\.?|вост\w*\.?\s*д\w*\.?", re.IGNORECASE), "E"),
    (re.compile(r"з\.?\s*д\.?|бат\w*\.?\s*у\w*\.?|зап\w*\.?\s*д\w*\.?", re.IGNORECASE), "W"),
)
MARKS: Final = re.compile(r"[°º˚d'′’‘`´\"″”“:]|гр\.?|мин\.?|сек\.?", re.IGNORECASE)
ONE: Final = re.compile(rf"({NUMBER})(?:\s+(\d+(?:\.\d+)?))?(?:\s+(\d+(?:\.\d+)?))?")
WKT: Final = re.compile(rf"point\s*z?\s*\(\s*({NUMBER})\s+({NUMBER})\s*\)", re.IGNORECASE)
SIXTY: Final = 60


def degrees_of(text: str) -> float | None:
    """None where the text is no number in degrees."""
    plain = _plain(text)
    try:
        return float(plain)
    except ValueError:
        pass
    for pattern, side in WORDS:
        plain = pattern.sub(f" {side} ", plain)
    sides = [letter.upper() for letter in re.findall(r"(?<![^\W\d_])[nsewo](?![^\W\d_])", plain, re.IGNORECASE)]
    rest = re.sub(r"(?<![^\W\d_])[nsewo](?![^\W\d_])", " ", plain, flags=re.IGNORECASE)
    found = ONE.fullmatch(" ".join(MARKS.sub(" ", rest).split()))
    if found is None or len(sides) > 1:
        return None
    return _value(found.groups(), sides)


def both_of(text: str) -> tuple[str, str] | None:
    """Latitude and longitude of a cell that holds both; None where it cannot be parted in two."""
    if (found := WKT.fullmatch(text.strip())) is not None:
        return found[2], found[1]
    bare = text.strip().strip("()[]")
    for sign in (";", "|", "/", ", ", ","):
        parts = [part.strip() for part in bare.split(sign) if part.strip()]
        if len(parts) == 2 and all(degrees_of(part) is not None for part in parts):  # noqa: PLR2004 - two of them
            return _by_side(parts[0], parts[1])
    for cut in re.finditer(r"\s+", bare):
        one, two = bare[: cut.start()], bare[cut.end() :]
        if degrees_of(one) is not None and degrees_of(two) is not None and _even(one, two):
            return _by_side(one, two)
    return None


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", ".", text.replace("\u2212", "-").replace("\u2013", "-").strip())


def _even(one: str, two: str) -> bool:
    """Whether both have as many numbers: 41 10 48 74 54 36 is parted in the middle."""
    first, second = (len(re.findall(r"\d+(?:[.,]\d+)?", part)) for part in (one, two))
    return first == second


def _by_side(one: str, two: str) -> tuple[str, str]:
    """Where the letters say that the longitude stands first, it does."""
    east = re.search(r"(?<![^\W\d_])[ew](?![^\W\d_])|[вз]\.?\s*д", one, re.IGNORECASE)
    return (two, one) if east else (one, two)


def _value(groups: tuple[str | None, ...], sides: list[str]) -> float | None:
    whole, minutes, seconds = (float(group or 0) for group in groups)
    if minutes >= SIXTY or seconds >= SIXTY:
        return None
    value = abs(whole) + minutes / SIXTY + seconds / SIXTY**2
    negative = str(groups[0]).startswith("-") or sides[:1] in (["S"], ["W"])
    return round(-value if negative else value, 7)
