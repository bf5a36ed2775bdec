"""Our own conditions, each as the rows that fail it. A list leaves those out; `held_back` asks which fail."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum, auto

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Flags, Rows
from twinning.matching.packed.layouts import WORD, Flag
from twinning.matching.packed.masks import any_shared, flagged, has_all
from twinning.matching.packed.question import Question, bits
from twinning.matching.packed.their_conditions import same_months, same_start
from twinning.matching.wish_facts import Range


class Own(IntEnum):
    """A condition's bit. From FIRST_TERM on: one bit a term."""

    VERIFIED = 0
    RULES = auto()
    CAPACITY = auto()
    TRANSLATED = auto()
    SPEAK = auto()
    AGE = auto()
    MUST_AGE = auto()
    SIZE = auto()
    MONTHS = auto()
    STARTS = auto()
    MENTOR = auto()
    NEWCOMER = auto()
    COUNTRY = auto()
    EXCLUDED = auto()
    WORK = auto()
    FIRST_TERM = auto()


def plain(us: Question, block: Block, rows: Rows) -> Iterator[tuple[Own, Flags]]:
    """All but those of single terms and of work."""
    side = us.side
    yield from _language(us, block, rows)
    yield from _ages(us, block, rows)
    if side.size_ask.must and side.wanted_size is not None:
        size = block.column["sizes"][0][rows]
        yield Own.SIZE, (size < side.wanted_size.low) | (size > side.wanted_size.high)
    if side.months_ask.must:
        yield Own.MONTHS, ~same_months(us, block, rows)
    if side.starts_ask.must:
        yield Own.STARTS, ~same_start(us, block, rows)
    if side.mentor_ask.must:
        yield Own.MENTOR, ~flagged(block, rows, Flag.OFFERS_MENTORING)
    if side.newcomer_ask.must:
        yield Own.NEWCOMER, ~flagged(block, rows, Flag.NEWCOMER)
    if side.excluded_countries:
        yield Own.EXCLUDED, us.excluded[block.column["country"][rows]]
    if side.wanted_countries and side.country_ask.must:
        yield Own.COUNTRY, ~us.wanted[block.column["country"][rows]]


def _language(us: Question, block: Block, rows: Rows) -> Iterator[tuple[Own, Flags]]:
    if us.side.translated_ok and not us.side.speak.must:
        return
    apart = ~shares_language(us, block, rows)
    if not us.side.translated_ok:
        yield Own.TRANSLATED, apart
    if us.side.speak.must:
        yield Own.SPEAK, apart


def shares_language(us: Question, block: Block, rows: Rows) -> Flags:
    return any_shared([word[rows] for word in block.words("languages")], us.languages, WORD)


def _ages(us: Question, block: Block, rows: Rows) -> Iterator[tuple[Own, Flags]]:
    accepted = us.side.accepted_ages
    if accepted is not None:
        yield Own.AGE, ~overlaps(accepted, block, rows)
        if us.side.age_ask.must:
            yield Own.MUST_AGE, ~covers(accepted, block, rows, classless=us.side.wanted_ages is None)


def overlaps(accepted: Range, block: Block, rows: Rows) -> Flags:
    """A row without a class stands with every year."""
    low, high = block.column["ages"][0][rows], block.column["ages"][1][rows]
    found: Flags = (low <= accepted.high) & (high >= accepted.low)
    return found


def covers(accepted: Range, block: Block, rows: Rows, *, classless: bool) -> Flags:
    low, high = block.column["ages"][0][rows], block.column["ages"][1][rows]
    none = flagged(block, rows, Flag.CLASSLESS)
    found: Flags = np.where(none, classless, (low >= accepted.low) & (high <= accepted.high))
    return found


def lacks_theme(us: Question, block: Block, rows: Rows, term: str) -> Flags:
    return ~has_all([word[rows] for word in block.words("themes")], bits([us.codebook.theme[term]]), WORD)


def level_of(us: Question, block: Block, rows: Rows, code: str) -> NDArray[np.uint8]:
    """Their CEFR level in a language, 0 where they do not work in it."""
    language = us.codebook.language[code]
    found = np.zeros(len(rows), dtype=np.uint8)
    for slot in block.column["spoken"]:
        here = slot[rows]
        found |= np.where(here >> 3 == language, here & 7, 0).astype(np.uint8)
    return found


def misses_terms(us: Question, block: Block, rows: Rows) -> Flags:
    """Whether a must of ours for a theme or a language fails, of all at once."""
    missing = ~has_all([word[rows] for word in block.words("themes")], us.must_themes, WORD)
    if us.must_languages:
        met = np.zeros(len(rows), dtype=np.uint8)
        for slot in block.column["spoken"]:
            met += us.languages_met[slot[rows]]
        missing |= met < us.must_languages
    return missing


def passes(us: Question, block: Block, rows: Rows) -> Flags:
    """Of a side that is ready: none of our conditions fails but those of work."""
    kept = ~misses_terms(us, block, rows)
    for _, failing in plain(us, block, rows):
        kept &= ~failing
    return kept
