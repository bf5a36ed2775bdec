"""A packed row as a side again: equal to the one that was packed for every condition and every score.

Not said in a row, so not equal: the names of wish and institution (a number stands for the latter), why somebody is not
ready, asks that do not matter, `closed_to`, and whether a wanted theme is offered as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from twinning.matching.packed.codebook import Codebook
from twinning.matching.packed.encoding import DAY_ZERO
from twinning.matching.packed.layouts import (
    KINDS_A_WORD,
    LAYOUTS,
    LESSON_WIDTH,
    NO_SIZE,
    SINGLE_ASKS,
    WORD,
    Flag,
    ask_of,
)
from twinning.matching.wish_facts import LanguageAsk, Level, MatchSide, Range, Work


def unpack(row: bytes, codebook: Codebook, *, key: str = "") -> MatchSide:
    """Of a sound row (`rows.damage`)."""
    (cells,) = np.frombuffer(row, dtype=LAYOUTS[row[0]].dtype)
    flags = int(cells["flags"])
    asks: dict[str, Any] = {
        f"{name}_ask": ask_of(int(cells["asks"]) >> 4 * n & 15) for n, name in enumerate(SINGLE_ASKS)
    }
    low, high, lowest, highest = (int(n) for n in cells["ages"])
    size, least, most = (int(n) for n in cells["sizes"])
    return MatchSide(
        key=key,
        institution=f"{int(cells['institution']):016x}",
        country=codebook.countries[int(cells["country"]) - 1],
        time_zone=codebook.zones[int(cells["zone"])],
        starts=date.fromordinal(int(cells["starts"]) + DAY_ZERO),
        months=int(cells["months"]),
        speak=asks.pop("speak_ask"),
        ages=None if flags & Flag.CLASSLESS else Range(low, high),
        wanted_ages=Range(lowest, highest) if flags & Flag.WANTS_AGES else None,
        size=None if size == NO_SIZE else size,
        wanted_size=None if most == NO_SIZE else Range(least, most),
        offered_themes=frozenset(codebook.themes[n] for n in _positions(cells["themes"], WORD)),
        connectivity=int(cells["line"]),
        lessons=frozenset(_positions(cells["lessons"], LESSON_WIDTH)),
        offers_mentoring=bool(flags & Flag.OFFERS_MENTORING),
        is_newcomer=bool(flags & Flag.NEWCOMER),
        capacity=int(cells["capacity"]),
        translated_ok=bool(flags & Flag.TRANSLATED),
        verified=bool(flags & Flag.READY),
        rules_signed=bool(flags & Flag.READY),
        **_terms(cells, codebook),
        **asks,
    )


def _terms(cells: Any, codebook: Codebook) -> dict[str, Any]:
    wanted = _filled(cells["wanted_languages"])
    return {
        "languages": {codebook.languages[n >> 3]: Level(n & 7) for n in _filled(cells["spoken"])},
        "wanted_languages": {
            codebook.languages[n >> 7]: LanguageAsk(Level(n >> 4 & 7), ask_of(n & 15)) for n in wanted
        },
        "wanted_themes": {codebook.themes[n >> 4]: ask_of(n & 15) for n in _filled(cells["wanted_themes"])},
        "work": dict(_work(cells, codebook)),
        "wanted_countries": _countries(cells["wanted_countries"], codebook),
        "excluded_countries": _countries(cells["excluded_countries"], codebook),
    }


def _work(cells: Any, codebook: Codebook) -> Iterator[tuple[str, Work]]:
    for position in _positions(cells["kinds"], KINDS_A_WORD):
        kind = codebook.kinds[position]
        code = int(cells["work"][position // 2]) >> 4 * (position % 2) & 15
        yield kind.code, Work(live=kind.live, connectivity=kind.line, ask=ask_of(code))


def _positions(words: Any, width: int) -> list[int]:
    return [
        width * n + bit
        for n, word in enumerate(np.atleast_1d(words).tolist())
        for bit in range(width)
        if word >> bit & 1
    ]


def _filled(slots: Any) -> list[int]:
    return [int(slot) for slot in slots if slot]


def _countries(words: Any, codebook: Codebook) -> frozenset[str]:
    return frozenset(codebook.countries[n - 1] for n in np.atleast_1d(words).astype("<u4").tobytes() if n)
