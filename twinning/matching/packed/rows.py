"""A wish into bytes and back. `read` tells sound rows from those that a snapshot leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final
from zlib import crc32

import numpy as np

from twinning.matching.packed.codebook import Codebook, institution_number
from twinning.matching.packed.encoding import byte, countries, day, halves, index, refuse, sizes, words
from twinning.matching.packed.layouts import (
    COUNTS,
    HEAD,
    KINDS_A_WORD,
    LAYOUTS,
    LESSON_WIDTH,
    SINGLE_ASKS,
    STANDARD,
    WEIGHT,
    WIDE,
    WILLING,
    WORD,
    Flag,
    Layout,
    ask_code,
)
from twinning.matching.wish_facts import Ask, Level, MatchNeed, MatchSide, Range

ANY: Final = (0, 255)


class CannotPackError(ValueError):
    """The wish says more than the wide row holds, a code that the codebook has not, or a number out of bounds."""


class Damage(StrEnum):
    """Why a snapshot leaves a row out."""

    DAMAGED = "damaged"
    OLD = "old"  # a layout that is read no more, or not yet
    UNKNOWN = "unknown"  # names a time zone or country past the end of this codebook


def pack(side: MatchSide, codebook: Codebook) -> bytes:
    """`closed_to` does not go into the row: it changes without the wish, and lapses (`question.Question`)."""
    try:
        values = _values(side, codebook)
        layout = next((layout for layout in (STANDARD, WIDE) if _holds(layout, values)), None)
        return _bytes(layout, values) if layout else refuse("says more than a row holds")
    except (KeyError, OverflowError) as error:
        raise CannotPackError(f"{side.key}: {error}") from error


def damage(row: bytes, codebook: Codebook) -> Damage | None:
    """None: the row is sound and may stand in a snapshot."""
    if not row:
        return Damage.DAMAGED
    layout = LAYOUTS.get(row[0])
    if layout is None:
        return Damage.OLD
    if len(row) != layout.size or int.from_bytes(row[1:HEAD], "little") != crc32(row[HEAD:]):
        return Damage.DAMAGED
    zone, country = (_cell(row, layout, name) for name in ("zone", "country"))
    return Damage.UNKNOWN if zone >= len(codebook.zones) or country > len(codebook.countries) else None


def _cell(row: bytes, layout: Layout, name: str) -> int:
    kind, start = layout.places[name]
    return int.from_bytes(row[start : start + kind], "little")


def _bytes(layout: Layout, values: Mapping[str, Any]) -> bytes:
    row = np.zeros(1, dtype=layout.dtype)
    row["layout"] = layout.number
    for name, (_, width) in layout.fields.items():
        value = values[name]
        if width == 1 and not isinstance(value, list):
            row[name] = value
        else:
            given = [*value, *[0] * (width - len(value))]
            row[name] = given if width > 1 else given[0]
    row["checksum"] = crc32(row.tobytes()[HEAD:])
    return row.tobytes()


def _holds(layout: Layout, values: Mapping[str, Any]) -> bool:
    return all(
        len(values[name]) <= width for name, (_, width) in layout.fields.items() if isinstance(values[name], list)
    )


def _values(side: MatchSide, book: Codebook) -> dict[str, Any]:
    work = {book.kind[code]: own.ask for code, own in side.work.items()}
    _agree(side, book)
    asks = {name: ask_code(ask) for name, ask in _single_asks(side).items()}
    languages = [
        index(book.language[code]) << 7 | int(one.level) << 4 | ask_code(one.ask)
        for code, one in side.wanted_languages.items()
        if ask_code(one.ask)
    ]
    themes = [index(book.theme[code]) << 4 | ask_code(ask) for code, ask in side.wanted_themes.items() if ask_code(ask)]
    codes = [*asks.values(), *(slot & 15 for slot in (*languages, *themes)), *(ask_code(ask) for ask in work.values())]
    ages, accepted = side.ages or Range(*ANY), side.accepted_ages or Range(*ANY)
    return {
        "flags": _flags(side),
        "kinds": words(work, KINDS_A_WORD),
        "ages": [byte(n) for n in (ages.low, ages.high, accepted.low, accepted.high)],
        "languages": words((book.language[code] for code, level in side.languages.items() if level >= Level.A2), WORD),
        "institution": institution_number(side.institution),
        "themes": words((book.theme[code] for code in side.themes), WORD),
        "spoken": [index(book.language[code]) << 3 | int(level) for code, level in side.languages.items()],
        "wanted_languages": languages,
        "wanted_themes": themes,
        "work": halves({kind: ask_code(ask) or WILLING for kind, ask in work.items()}),
        "must_kinds": words((kind for kind, ask in work.items() if ask.must), KINDS_A_WORD),
        "asks": sum(code << 4 * n for n, code in enumerate(asks.values())),
        "weight": int(sum(WEIGHT[code] for code in codes)),
        "asked": int(sum(COUNTS[code] for code in codes)),
        "sizes": sizes(side),
        "wanted_countries": countries(side.wanted_countries, book),
        "excluded_countries": countries(side.excluded_countries, book),
        "country": byte(book.country[side.country]),
        "zone": book.zone[side.time_zone],
        "starts": day(side.starts),
        "months": byte(side.months),
        "capacity": min(255, max(0, side.capacity)),
        "line": min(3, max(0, side.connectivity)),
        "lessons": words(side.lessons, LESSON_WIDTH),
    }


def _agree(side: MatchSide, book: Codebook) -> None:
    for code, own in side.work.items():
        kind = book.kinds[book.kind[code]]
        if (own.live, own.connectivity) != (kind.live, kind.line):
            refuse(f"{code} is another kind of work than in the codebook")


def _single_asks(side: MatchSide) -> dict[str, Ask]:
    """An ask without its value is none: no sizes, no countries, no ages of either."""
    unasked = Ask(MatchNeed.NO_MATTER)
    given = {
        "speak": side.speak,
        "age": side.age_ask if side.accepted_ages else unasked,
        "size": side.size_ask if side.wanted_size else unasked,
        "months": side.months_ask,
        "starts": side.starts_ask,
        "mentor": side.mentor_ask,
        "newcomer": side.newcomer_ask,
        "country": side.country_ask if side.wanted_countries else unasked,
    }
    return {name: given[name] for name in SINGLE_ASKS}


def _flags(side: MatchSide) -> int:
    asks = _single_asks(side)
    said = {
        Flag.ALIVE: True,
        Flag.READY: side.ready,
        Flag.TRANSLATED: side.translated_ok,
        Flag.CLASSLESS: side.ages is None,
        Flag.WANTS_AGES: side.wanted_ages is not None,
        Flag.MUST_BE_CLASSED: asks["age"].must and side.wanted_ages is not None,
        Flag.OFFERS_MENTORING: side.offers_mentoring,
        Flag.NEWCOMER: side.is_newcomer,
        **{Flag[f"MUST_{name.upper()}"]: ask.must for name, ask in asks.items()},
    }
    return sum(flag for flag, holds in said.items() if holds)
