"""Scores of pairs in columns: what `matching.scores.score` says of each, and the value by which lists are ordered.

u for us and v for them are weighted means of what each gains, g = sqrt(u v). `value` is g n / (n + 2), n the points
answered by the side that said less: who said little stands lower, and who gains nothing has 0 and is not listed
(docs/decisions/0044). Sums and square roots are the same from both banks, so value(a, b) = value(b, a) to the last
bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.blocks import Block, Rows
from twinning.matching.packed.class_scores import our_ages, sizes, their_ages
from twinning.matching.packed.conditions import Fitting
from twinning.matching.packed.layouts import WEIGHT, Flag
from twinning.matching.packed.masks import flagged, names_country, single_ask
from twinning.matching.packed.meeting_hours import LiveFit, per_day_fit
from twinning.matching.packed.question import Question
from twinning.matching.packed.work_scores import work
from twinning.matching.wish_facts import Level
from twinning.policy import FAR_START_DAYS, GOOD_MATCH, SAME_START_DAYS, STRONG_MATCH

Reals = NDArray[np.float64]
Counts = NDArray[np.int64]

UNSURE: Final = 2  # points that are taken as answered with nothing


@dataclass(frozen=True, slots=True)
class Scores:
    """One number a row."""

    u: Reals
    v: Reals
    g: Reals
    answered: Counts
    value: Reals


def strength(g: float) -> str:
    """The word for a pair: of what both gain, however much they said."""
    if g >= STRONG_MATCH:
        return "strong"
    return "good" if g >= GOOD_MATCH else "fair"


def ordering(g: Reals, answered: Counts) -> Reals:
    return g * answered / (answered + UNSURE)


def scores(us: Question, block: Block, found: Fitting, live_fit: LiveFit = per_day_fit) -> Scores:
    """`live_fit`: what common lesson time is worth, one of `meeting_hours`."""
    rows = found.rows
    ours, theirs = np.zeros(len(rows)), np.zeros(len(rows))
    for gain, gained in (
        _speak(us, block, rows),
        _languages(us, block, rows),
        _themes(us, block, rows),
        sizes(us, block, rows),
        _time(us, block, rows),
        _people(us, block, rows),
        work(us, block, rows, live_fit(found.meetings)),
    ):
        ours += gain
        theirs += gained
    gain, our_weight, our_count = our_ages(us, block, rows)
    ours += gain
    gained, their_weight, their_count = their_ages(us, block, rows)
    theirs += gained
    u, v = _share(ours, our_weight), _share(theirs, their_weight)
    g, answered = np.sqrt(u * v), np.minimum(our_count, their_count)
    return Scores(u, v, g, answered, ordering(g, answered))


def _share(gained: Reals, weight: Reals) -> Reals:
    """0 where nothing was asked."""
    return np.minimum(1.0, np.divide(gained, weight, out=np.zeros_like(gained), where=weight > 0))


Both = tuple[Reals | float, Reals | float]


def _speak(us: Question, block: Block, rows: Rows) -> Both:
    level = np.zeros(len(rows), dtype=np.uint8)
    for slot in block.column["spoken"]:
        np.maximum(level, us.shared_level[slot[rows]], out=level)
    value = np.where(level >= Level.A2, np.minimum(1.0, level / Level.B2), 0.0)
    return us.side.speak.counts * value, WEIGHT[single_ask(block, rows, "speak")] * value


def _languages(us: Question, block: Block, rows: Rows) -> Both:
    ours, theirs = np.zeros(len(rows)), np.zeros(len(rows))
    if us.side.wanted_languages:
        for slot in block.column["spoken"]:
            ours += us.languages_gained[slot[rows]]
    for slot in block.column["wanted_languages"]:
        theirs += us.language_gain[slot[rows]]
    return ours, theirs


def _themes(us: Question, block: Block, rows: Rows) -> Both:
    ours, theirs = np.zeros(len(rows)), np.zeros(len(rows))
    words = [word[rows] for word in block.words("themes")]
    for term, ask in us.side.wanted_themes.items():
        word, bit = divmod(us.codebook.theme[term], 64)
        if ask.counts and word < len(words):
            ours += ask.counts * (words[word] >> np.uint64(bit) & np.uint64(1)).astype(np.float64)
    for slot in block.column["wanted_themes"]:
        theirs += us.theme_gain[slot[rows]]
    return ours, theirs


def _time(us: Question, block: Block, rows: Rows) -> Both:
    side = us.side
    theirs = block.column["months"][rows].astype(np.float64)
    months = np.minimum(theirs, side.months) / np.maximum(np.maximum(theirs, side.months), 1.0)
    apart = np.abs(block.column["starts"][rows].astype(np.float64) - us.starts)
    starts = np.maximum(0.0, 1.0 - np.maximum(0.0, apart - SAME_START_DAYS) / FAR_START_DAYS)
    return side.months_ask.counts * months + side.starts_ask.counts * starts, (
        WEIGHT[single_ask(block, rows, "months")] * months + WEIGHT[single_ask(block, rows, "starts")] * starts
    )


def _people(us: Question, block: Block, rows: Rows) -> Both:
    side = us.side
    ours = np.zeros(len(rows))
    for ask, flag in ((side.mentor_ask, Flag.OFFERS_MENTORING), (side.newcomer_ask, Flag.NEWCOMER)):
        if ask.counts:
            ours += ask.counts * flagged(block, rows, flag)
    if side.wanted_countries and side.country_ask.counts:
        ours += side.country_ask.counts * us.wanted[block.column["country"][rows]]
    theirs = WEIGHT[single_ask(block, rows, "country")] * names_country(block, "wanted_countries", rows, us.country)
    if side.offers_mentoring:
        theirs += WEIGHT[single_ask(block, rows, "mentor")]
    if side.is_newcomer:
        theirs += WEIGHT[single_ask(block, rows, "newcomer")]
    return ours, theirs
