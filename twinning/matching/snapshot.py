"""Open wishes as columns, one row a wish: what `scan` reads instead of looking at each wish.

Packed once and kept as long as no wish changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from twinning.matching.columns import (
    Bits,
    Flags,
    Numbers,
    Table,
    flags,
    numbered,
    numbers,
    ranges,
    set_table,
    table_of,
    week_bits,
)
from twinning.matching.wish_facts import MatchSide

ANY_AGE: Final = (0, 255)
NO_AGE: Final = (255, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Musts:
    """What each wish makes a hard condition. `be_classed`: it names an age, so a wish without a class never fits."""

    speak: Flags
    languages: Table
    themes: Table
    work: Table
    age: Flags
    be_classed: Flags
    size: Numbers
    months: Flags
    starts: Flags
    mentor: Flags
    newcomer: Flags
    country: Flags
    wanted_countries: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    sides: Sequence[MatchSide]
    institution: Mapping[str, int]
    country: Mapping[str, int]
    zone: Sequence[str]

    institutions: Numbers
    countries: Numbers
    zones: Numbers
    ready: Flags
    translated: Flags
    closed: Mapping[str, Sequence[int]]
    excluded: Table
    languages: Table
    themes: Table
    work: Table
    live: Table
    ages: Numbers
    accepted: Numbers
    sizes: Numbers
    months: Numbers
    starts: Numbers
    mentors: Flags
    newcomers: Flags
    lessons: Bits
    must: Musts

    def __len__(self) -> int:
        return len(self.sides)


def pack(sides: Sequence[MatchSide]) -> Snapshot:
    institution, country = numbered(s.institution for s in sides), numbered(s.country for s in sides)
    zone = numbered(s.time_zone for s in sides)
    return Snapshot(
        sides=sides,
        institution=institution,
        country=country,
        zone=tuple(zone),
        institutions=numbers(institution[s.institution] for s in sides),
        countries=numbers(country[s.country] for s in sides),
        zones=numbers(zone[s.time_zone] for s in sides),
        ready=flags(s.ready for s in sides),
        translated=flags(s.translated_ok for s in sides),
        closed=_closed(sides),
        excluded=set_table([s.excluded_countries for s in sides]),
        languages=table_of([s.languages for s in sides]),
        themes=set_table([s.themes for s in sides]),
        work=set_table([s.work for s in sides]),
        live=set_table([[term for term, work in s.work.items() if work.live] for s in sides]),
        ages=ranges(NO_AGE if s.ages is None else (s.ages.low, s.ages.high) for s in sides),
        accepted=ranges(
            ANY_AGE if s.accepted_ages is None else (s.accepted_ages.low, s.accepted_ages.high) for s in sides
        ),
        sizes=numbers(-1 if s.size is None else s.size for s in sides),
        months=numbers(s.months for s in sides),
        starts=numbers(s.starts.toordinal() for s in sides),
        mentors=flags(s.offers_mentoring for s in sides),
        newcomers=flags(s.is_newcomer for s in sides),
        lessons=week_bits([s.lessons for s in sides]),
        must=_musts(sides),
    )


def _musts(sides: Sequence[MatchSide]) -> Musts:
    return Musts(
        speak=flags(s.speak.must for s in sides),
        languages=table_of([_must_levels(s) for s in sides]),
        themes=set_table([[term for term, ask in s.wanted_themes.items() if ask.must] for s in sides]),
        work=set_table([[term for term, work in s.work.items() if work.ask.must] for s in sides]),
        age=flags(s.age_ask.must for s in sides),
        be_classed=flags(s.age_ask.must and s.wanted_ages is not None for s in sides),
        size=ranges(_must_size(s) for s in sides),
        months=flags(s.months_ask.must for s in sides),
        starts=flags(s.starts_ask.must for s in sides),
        mentor=flags(s.mentor_ask.must for s in sides),
        newcomer=flags(s.newcomer_ask.must for s in sides),
        country=flags(bool(s.wanted_countries) and s.country_ask.must for s in sides),
        wanted_countries=set_table([s.wanted_countries for s in sides]),
    )


def _must_levels(side: MatchSide) -> dict[str, int]:
    return {code: wanted.level for code, wanted in side.wanted_languages.items() if wanted.ask.must}


def _must_size(side: MatchSide) -> tuple[int, int]:
    wanted = side.wanted_size if side.size_ask.must else None
    return (-1, 1_000_000) if wanted is None else (wanted.low, wanted.high)


def _closed(sides: Sequence[MatchSide]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, side in enumerate(sides):
        for institution in side.closed_to:
            rows.setdefault(institution, []).append(row)
    return rows
