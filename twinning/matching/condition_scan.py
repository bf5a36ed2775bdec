"""Whom no hard condition excludes: `conditions.hard_conditions` for all rows of a snapshot at once.

Each condition looks only at the rows that are left, cheap ones first; lesson time comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from twinning.matching.columns import Flags, Numbers, Rows, Table, all_of, any_of
from twinning.matching.meetings import per_day
from twinning.matching.snapshot import Snapshot
from twinning.matching.wish_facts import Level, MatchSide
from twinning.policy import LEAST_COMMON_MINUTES, SAME_START_DAYS

Condition = Callable[[MatchSide, Snapshot, Rows], Flags]


@dataclass(frozen=True, slots=True)
class Fitting:
    """Rows of a snapshot that fit, with minutes of common lessons a day (0 where no live work is shared)."""

    rows: Rows
    minutes: Numbers


def fitting(us: MatchSide, snapshot: Snapshot) -> Fitting:
    rows = np.flatnonzero(snapshot.ready if us.ready else np.zeros_like(snapshot.ready))
    for condition in CONDITIONS:
        rows = rows[condition(us, snapshot, rows)]
    minutes = _minutes(us, snapshot, rows)
    kept = _work(us, snapshot, rows, minutes)
    return Fitting(rows[kept], minutes[kept])


def _institutions(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    refused = [snapshot.institution.get(key, -1) for key in us.closed_to | {us.institution}]
    kept: Flags = np.isin(snapshot.institutions[rows], refused, invert=True)
    return kept & ~np.isin(rows, snapshot.closed.get(us.institution, []))


def _countries(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    excluded = [snapshot.country.get(key, -1) for key in us.excluded_countries]
    kept: Flags = np.isin(snapshot.countries[rows], excluded, invert=True) & ~_says(snapshot.excluded, us.country, rows)
    if us.wanted_countries and us.country_ask.must:
        kept &= np.isin(snapshot.countries[rows], [snapshot.country.get(key, -1) for key in us.wanted_countries])
    return kept & (~snapshot.must.country[rows] | _says(snapshot.must.wanted_countries, us.country, rows))


def _languages(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    table = snapshot.languages
    ours = table.known([code for code, level in us.languages.items() if level >= Level.A2])
    shared = any_of(table.cells[rows][:, ours] >= Level.A2)
    translated = snapshot.translated[rows] & us.translated_ok & ~snapshot.must.speak[rows]
    return shared | (translated & (not us.speak.must))


def _ages(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    theirs, accepted = snapshot.ages[rows], snapshot.accepted[rows]
    classless = theirs[:, 0] > theirs[:, 1]
    kept: Flags = ~(snapshot.must.be_classed[rows] & (us.ages is None))
    if us.ages is not None:
        kept &= (accepted[:, 0] <= us.ages.high) & (accepted[:, 1] >= us.ages.low)
        within = (accepted[:, 0] <= us.ages.low) & (accepted[:, 1] >= us.ages.high)
        kept &= within | ~snapshot.must.age[rows]
    wanted = us.accepted_ages
    if wanted is not None:
        kept &= classless | ((theirs[:, 0] <= wanted.high) & (theirs[:, 1] >= wanted.low))
        if us.age_ask.must:
            within = (theirs[:, 0] >= wanted.low) & (theirs[:, 1] <= wanted.high)
            kept &= np.where(classless, us.wanted_ages is None, within)
    return kept


def _sizes(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    wanted = snapshot.must.size[rows]
    size = -1 if us.size is None else us.size
    kept: Flags = (wanted[:, 0] <= size) & (size <= wanted[:, 1])
    if us.wanted_size is not None and us.size_ask.must:
        theirs = snapshot.sizes[rows]
        kept &= (theirs >= us.wanted_size.low) & (theirs <= us.wanted_size.high)
    return kept


def _time(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    same_months = snapshot.months[rows] == us.months
    same_start = np.abs(snapshot.starts[rows] - us.starts.toordinal()) <= SAME_START_DAYS
    kept: Flags = (same_months | ~(snapshot.must.months[rows] | us.months_ask.must)) & (
        same_start | ~(snapshot.must.starts[rows] | us.starts_ask.must)
    )
    return kept


def _people(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    kept: Flags = (us.offers_mentoring | ~snapshot.must.mentor[rows]) & (us.is_newcomer | ~snapshot.must.newcomer[rows])
    if us.mentor_ask.must:
        kept &= snapshot.mentors[rows]
    if us.newcomer_ask.must:
        kept &= snapshot.newcomers[rows]
    return kept


def _terms(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Flags:
    themes = {term: 1 for term, ask in us.wanted_themes.items() if ask.must}
    levels = {code: int(wanted.level) for code, wanted in us.wanted_languages.items() if wanted.ask.must}
    work = {term: 1 for term, own in us.work.items() if own.ask.must}
    return (
        _gives(snapshot.themes, themes, rows)
        & _gives(snapshot.languages, levels, rows)
        & _gives(snapshot.work, work, rows)
        & _given(snapshot.must.themes, dict.fromkeys(us.themes, 1), rows)
        & _given(snapshot.must.languages, us.languages, rows)
        & _given(snapshot.must.work, dict.fromkeys(us.work, 1), rows)
    )


CONDITIONS: Final[tuple[Condition, ...]] = (
    _institutions,
    _countries,
    _languages,
    _ages,
    _sizes,
    _time,
    _people,
    _terms,
)


def _says(table: Table, word: str, rows: Rows) -> Flags:
    if word not in table.column:
        return np.zeros(len(rows), dtype=np.bool_)
    said: Flags = table.cells[rows, table.column[word]] > 0
    return said


def _gives(table: Table, wanted: Mapping[str, int], rows: Rows) -> Flags:
    """Whether the row has all that we want, at that level."""
    if any(word not in table.column for word in wanted):
        return np.zeros(len(rows), dtype=np.bool_)
    columns = [table.column[word] for word in wanted]
    return all_of(table.cells[rows][:, columns] >= list(wanted.values()))


def _given(table: Table, have: Mapping[str, int], rows: Rows) -> Flags:
    """Whether we have all that the row must have."""
    return all_of(table.cells[rows] <= table.along(have))


def _live_ours(us: MatchSide) -> list[str]:
    return [term for term, own in us.work.items() if own.live]


def _minutes(us: MatchSide, snapshot: Snapshot, rows: Rows) -> Numbers:
    """Computed only for rows that share a live kind of work; 0 for the others."""
    minutes = np.zeros(len(rows), dtype=np.int32)
    shared = any_of(snapshot.live.cells[rows][:, snapshot.live.known(us.work)] > 0)
    shared |= any_of(snapshot.work.cells[rows][:, snapshot.work.known(_live_ours(us))] > 0)
    minutes[shared] = per_day(us, snapshot, rows[shared])
    return minutes


def _work(us: MatchSide, snapshot: Snapshot, rows: Rows, minutes: Numbers) -> Flags:
    """A kind is live if either says so; live kinds need their half hour, and a MUST of either needs its kind."""
    ours = snapshot.work.along(dict.fromkeys(us.work, 1)) > 0
    live_here = snapshot.work.along(dict.fromkeys(_live_ours(us), 1)) > 0
    live = _aligned(snapshot.live, snapshot.work, rows) | live_here
    possible = ~live | (minutes >= LEAST_COMMON_MINUTES)[:, None]
    musts = _aligned(snapshot.must.work, snapshot.work, rows)
    musts |= snapshot.work.along({term: 1 for term, own in us.work.items() if own.ask.must}) > 0
    shared = (snapshot.work.cells[rows] > 0) & ours & possible
    return any_of(shared) & all_of(shared | ~musts)


def _aligned(table: Table, to: Table, rows: Rows) -> Flags:
    """Cells of one table in the columns of another that knows all its words."""
    cells = np.zeros((len(rows), len(to.column)), dtype=np.bool_)
    cells[:, [to.column[word] for word in table.column]] = table.cells[rows] > 0
    return cells
