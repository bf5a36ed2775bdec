"""Which rows of a register may be the same institution: within 200 m and nearly the same distinctive name.

Whole names lie: ministries put many schools on one point and write the same words into each name. So only words that
stand in at most 2 % of the rows count, and numbers always do.
"""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

from core.text import near, words
from twinning.policy import COMMON_WORD_SHARE, NEARLY_SAME_NAME

# In a handful of rows every word would be "common"; a share needs rows to be a share of.
ROWS_FOR_A_SHARE: Final = 100
METRES_A_DEGREE: Final = 111_320.0


def common_words(names: Iterable[str]) -> frozenset[str]:
    """Words that stand in more than 2 % of the names."""
    count: Counter[str] = Counter()
    total = 0
    for name in names:
        total += 1
        count.update(set(words(name)))
    if total < ROWS_FOR_A_SHARE:
        return frozenset()
    return frozenset(word for word, times in count.items() if times > COMMON_WORD_SHARE * total and not word.isdigit())


def distinctive(name: str, common: frozenset[str]) -> str:
    """The words of a name that tell it apart; all of them where none does."""
    every = words(name)
    return " ".join(word for word in every if word not in common) or " ".join(every)


def nearly_same(a: str, b: str, common: frozenset[str]) -> bool:
    """Whether two names mean the same institution, judged by their distinctive words; numbers must agree."""
    first, second = distinctive(a, common), distinctive(b, common)
    if _numbers(first) != _numbers(second):
        return False
    return near(first, second) >= NEARLY_SAME_NAME


def _numbers(text: str) -> list[str]:
    return sorted(word for word in text.split() if word.isdigit())


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Equirectangular: at 200 m the error is far below a metre."""
    north = (a[0] - b[0]) * METRES_A_DEGREE
    turn = (a[1] - b[1] + 180) % 360 - 180
    east = turn * METRES_A_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)
