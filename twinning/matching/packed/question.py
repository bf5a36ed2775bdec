"""Our own wish, prepared once for a list: masks to compare with columns, tables to look slots up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinning.matching.packed.codebook import Codebook, institution_number
from twinning.matching.packed.encoding import DAY_ZERO
from twinning.matching.packed.layouts import ASKS, INDEXES, LEVELS, MUST, WEIGHT, ask_code
from twinning.matching.packed.rows import pack
from twinning.matching.wish_facts import Ask, Level, MatchNeed, MatchSide

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.uint8]

# Their ask for a language, as `level << 4 | ask`, beside each level that we may have: its gain, and whether it fails.
_LEVEL: Final = np.arange(LEVELS)
_MET: Final = np.minimum(1.0, _LEVEL[:, None] / np.maximum(1, _LEVEL)[None, :])
GAIN_OF_LANGUAGE: Final = (_MET[:, :, None] * WEIGHT).reshape(LEVELS, LEVELS * ASKS)
FAIL_OF_LANGUAGE: Final = ((_LEVEL[:, None] < _LEVEL[None, :])[:, :, None] & MUST).reshape(LEVELS, LEVELS * ASKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`side` with what a scan needs of it. Bits are whole numbers of any length: word n of a column takes its part.

    closed  institutions that we are never matched with. One side's word is enough, and rows do not hold theirs: whoever
            asks puts into `closed_to` both whom they refused and who refused them
    """

    side: MatchSide
    codebook: Codebook
    closed: NDArray[np.uint64]
    country: int
    starts: int

    languages: int
    kinds: int
    live: int
    must_kinds: int
    must_themes: int
    excluded: Flags
    wanted: Flags

    shared_level: Counts  # by a slot of `spoken`: the lesser of both levels
    languages_gained: Reals  # by a slot of `spoken`: weight of what we want and they speak
    languages_met: Counts  # by a slot of `spoken`: 1 where it meets a must of ours
    must_languages: int
    language_gain: Reals  # by a slot of `wanted_languages`
    language_fails: Flags
    theme_gain: Reals  # by a slot of `wanted_themes`
    theme_fails: Flags

    weight: float
    asked: int


def question(side: MatchSide, codebook: Codebook) -> Question:
    """Raises CannotPackError where `pack` does."""
    pack(side, codebook)
    spoken = {codebook.language[code]: int(level) for code, level in side.languages.items()}
    themes = np.zeros(INDEXES, dtype=np.bool_)
    themes[[codebook.theme[code] for code in side.themes]] = True
    weights = [ask.counts for ask in _asks(side)]
    language_gain, language_fails = _language_tables(spoken)
    shared, gained, met, musts = _spoken_tables(side, codebook, spoken)
    return Question(
        side=side,
        codebook=codebook,
        closed=np.array(
            sorted(institution_number(code) for code in side.closed_to | {side.institution}), dtype=np.uint64
        ),
        country=codebook.country[side.country],
        starts=side.starts.toordinal() - DAY_ZERO,
        languages=bits(n for n, level in spoken.items() if level >= Level.A2),
        kinds=bits(codebook.kind[code] for code in side.work),
        live=bits(n for n, kind in enumerate(codebook.kinds) if kind.live),
        must_kinds=bits(codebook.kind[code] for code, own in side.work.items() if own.ask.must),
        must_themes=bits(codebook.theme[code] for code, ask in side.wanted_themes.items() if ask.must),
        excluded=_countries(side.excluded_countries, codebook.country),
        wanted=_countries(side.wanted_countries, codebook.country),
        shared_level=shared,
        languages_gained=gained,
        languages_met=met,
        must_languages=musts,
        language_gain=language_gain,
        language_fails=language_fails,
        theme_gain=(themes[:, None] * WEIGHT).ravel(),
        theme_fails=(~themes[:, None] & MUST).ravel(),
        weight=float(sum(weights)),
        asked=sum(weight > 0 for weight in weights),
    )


def bits(positions: Iterable[int]) -> int:
    found = 0
    for position in positions:
        found |= 1 << position
    return found


def _asks(side: MatchSide) -> list[Ask]:
    """As in a packed row: an ask without its value is none; of the age the scores take what does not apply."""
    unasked = Ask(MatchNeed.NO_MATTER)
    return [
        side.speak,
        side.age_ask if side.accepted_ages else unasked,
        side.size_ask if side.wanted_size else unasked,
        side.months_ask,
        side.starts_ask,
        side.mentor_ask,
        side.newcomer_ask,
        side.country_ask if side.wanted_countries else unasked,
        *(one.ask for one in side.wanted_languages.values()),
        *side.wanted_themes.values(),
        *(own.ask for own in side.work.values()),
    ]


def _countries(codes: Iterable[str], numbers: Mapping[str, int]) -> Flags:
    found = np.zeros(256, dtype=np.bool_)
    found[[numbers[code] for code in codes]] = True
    return found


def _language_tables(spoken: Mapping[int, int]) -> tuple[Reals, Flags]:
    gain = np.zeros((INDEXES, LEVELS * ASKS))
    fails = np.broadcast_to(FAIL_OF_LANGUAGE[0], gain.shape).copy()
    for language, level in spoken.items():
        gain[language], fails[language] = GAIN_OF_LANGUAGE[level], FAIL_OF_LANGUAGE[level]
    return gain.ravel(), fails.ravel()


def _spoken_tables(side: MatchSide, codebook: Codebook, spoken: Mapping[int, int]) -> tuple[Counts, Reals, Counts, int]:
    shared = np.zeros((INDEXES, LEVELS), dtype=np.uint8)
    gained, met = np.zeros((INDEXES, LEVELS)), np.zeros((INDEXES, LEVELS), dtype=np.uint8)
    musts = 0
    for language, level in spoken.items():
        shared[language] = np.minimum(_LEVEL, level)
    for code, wanted in side.wanted_languages.items():
        slot = ask_code(wanted.ask)
        gained[codebook.language[code]] = WEIGHT[slot] * np.minimum(1.0, _LEVEL / int(wanted.level))
        if wanted.ask.must:
            met[codebook.language[code]] = int(wanted.level) <= _LEVEL
            musts += 1
    return shared.ravel(), gained.ravel(), met.ravel(), musts
