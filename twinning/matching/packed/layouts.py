"""How one wish stands in bytes: 196 of them, or 428 for the few wishes that say more than the standard row holds.

A row says its layout in its first byte and guards the rest by a CRC-32. Changing a field or its meaning takes a new
number in LAYOUTS: rows of numbers that are not there are left out of a snapshot and counted, until they are packed
again.

The standard row has one word (64 bits) of languages and of themes, 16 kinds of work, and slots for 6 languages of a
class, 4 wanted languages, 8 wanted themes, 4 wanted and 4 excluded countries. Past any of these the wish takes the
wide row, with 4 words of each mask, 64 kinds, and 16, 16, 32, 32 and 32 slots; past that it cannot be packed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.wish_facts import Ask, MatchNeed

Column = NDArray[Any]

WORD: Final = 64
KINDS_A_WORD: Final = 16
LESSON_WIDTH: Final = 32
LESSON_WORDS: Final = 21  # 672 quarters of a week: three words a day
NO_SIZE: Final = 0xFFFF
LEVELS: Final = 8
ASKS: Final = 16
INDEXES: Final = 256  # languages, themes: what a slot of the wide row can name


class Flag(IntFlag):
    """Of one row. MUST_ flags: that point of this wish is a hard condition."""

    READY = 1  # verified, rules signed, a free place
    TRANSLATED = 2
    CLASSLESS = 4
    WANTS_AGES = 8
    MUST_SPEAK = 16
    MUST_AGE = 32
    MUST_BE_CLASSED = 64
    MUST_SIZE = 128
    MUST_MONTHS = 256
    MUST_STARTS = 512
    MUST_MENTOR = 1024
    MUST_NEWCOMER = 2048
    MUST_COUNTRY = 4096
    OFFERS_MENTORING = 8192
    NEWCOMER = 16384
    ALIVE = 32768  # in every packed row; a row that was replaced or closed has no flag


# The asks that stand in one word of 32 bits, four bits each, lowest first.
SINGLE_ASKS: Final = ("speak", "age", "size", "months", "starts", "mentor", "newcomer", "country")

# An ask as four bits: 0 not asked, 1-5 preferred and 6-10 a must with these weights, 11 willing without a wish.
WEIGHTS: Final = (0, 1, 2, 4, 8)
WILLING: Final = 11
WEIGHT: Final = np.array([0, *WEIGHTS, *WEIGHTS, 0, 0, 0, 0, 0], dtype=np.float64)
MUST: Final = np.array([0] * 6 + [1] * 5 + [0] * 5, dtype=np.bool_)
COUNTS: Final = WEIGHT > 0


def ask_code(ask: Ask) -> int:
    if ask.need is MatchNeed.NO_MATTER:
        return 0
    return WEIGHTS.index(ask.weight) + (6 if ask.must else 1)


def ask_of(code: int) -> Ask:
    if code in (0, WILLING):
        return Ask(MatchNeed.NO_MATTER)
    return Ask(MatchNeed.MUST if MUST[code] else MatchNeed.PREFER, WEIGHTS[(code - 1) % 5])


@dataclass(frozen=True)
class Layout:
    """`words` of 64 languages, 64 themes, 16 kinds of work; the rest are slots."""

    number: int
    words: int
    spoken: int
    wanted_languages: int
    wanted_themes: int
    countries: int

    @cached_property
    def fields(self) -> Mapping[str, tuple[str, int]]:
        """Name to type and width. The first four are the masks that a scan reads: 16 bytes in the standard row."""
        return {
            "flags": ("<u2", 1),
            "kinds": ("<u2", self.words),  # all they are willing to do
            "ages": ("u1", 4),  # low, high; lowest and highest accepted; 0, 255 where nothing is said
            "languages": ("<u8", self.words),  # in which the class works from A2 up
            "institution": ("<u8", 1),
            "themes": ("<u8", self.words),  # offered or looked for
            "spoken": ("<u2", self.spoken),  # language << 3 | level
            "wanted_languages": ("<u2", self.wanted_languages),  # language << 7 | level << 4 | ask
            "wanted_themes": ("<u2", self.wanted_themes),  # theme << 4 | ask
            "work": ("u1", self.words * KINDS_A_WORD // 2),  # an ask a kind, four bits each
            "must_kinds": ("<u2", self.words),
            "asks": ("<u4", 1),  # SINGLE_ASKS
            "weight": ("<u2", 1),  # of all that is asked
            "asked": ("u1", 1),  # how many points have a weight
            "sizes": ("<u2", 3),  # of the class; lowest and highest wanted
            "wanted_countries": ("<u4", self.countries // 4),  # four countries a word, one byte each
            "excluded_countries": ("<u4", self.countries // 4),
            "country": ("u1", 1),
            "zone": ("<u2", 1),
            "starts": ("<u2", 1),  # days since 2000
            "months": ("u1", 1),
            "capacity": ("u1", 1),
            "line": ("u1", 1),
            "lessons": ("<u4", LESSON_WORDS),
        }

    @cached_property
    def dtype(self) -> np.dtype[Any]:
        """One packed row: number and checksum, then the fields without gaps."""
        head = [("layout", "u1"), ("checksum", "<u4")]
        body = [(name, kind, (n,)) if n > 1 else (name, kind) for name, (kind, n) in self.fields.items()]
        return np.dtype([*head, *body])

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """Name to the bytes of a field, and where they begin."""
        fields: Mapping[str, Any] = self.dtype.fields or {}
        return {name: (found[0].itemsize, found[1]) for name, found in fields.items()}

    @cached_property
    def size(self) -> int:
        return self.dtype.itemsize


STANDARD: Final = Layout(number=1, words=1, spoken=6, wanted_languages=4, wanted_themes=8, countries=4)
WIDE: Final = Layout(number=2, words=4, spoken=16, wanted_languages=16, wanted_themes=32, countries=32)
LAYOUTS: Final[Mapping[int, Layout]] = {layout.number: layout for layout in (STANDARD, WIDE)}
HEAD: Final = 5  # bytes before those that the checksum guards
