"""The list of one wish: who fits, in order, why, and what holds it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from twinning.matching.condition_scan import fitting
from twinning.matching.explanations import Explanation, explain
from twinning.matching.hours import minutes_per_day
from twinning.matching.relaxations import Relaxation, held_back
from twinning.matching.scores import Score, score
from twinning.matching.snapshot import Snapshot, pack
from twinning.matching.wish_facts import MatchSide
from twinning.policy import SUGGESTIONS_LISTED


@dataclass(frozen=True, slots=True)
class Ranked:
    """`minutes` of common lessons a day."""

    key: str
    score: Score
    explanation: Explanation
    them: MatchSide
    minutes: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`total_considered` and `fitting` count institutions; the list holds the best wish of each.

    `aside` are those that fit and were set aside: they take no place of the list.
    """

    ranked: tuple[Ranked, ...]
    total_considered: int
    fitting: int
    held_back: tuple[Relaxation, ...]
    aside: tuple[Ranked, ...] = ()


def suggest(
    us: MatchSide,
    others: Sequence[MatchSide] | Snapshot,
    limit: int = SUGGESTIONS_LISTED,
    aside: Collection[str] = (),
) -> Suggestions:
    """`aside`: keys of wishes that were set aside."""
    snapshot = others if isinstance(others, Snapshot) else pack(others)
    best = _best_of_each(us, snapshot)
    return Suggestions(
        _ranked(us, [pair for pair in best if pair[0].key not in aside][:limit]),
        total_considered=len(snapshot.institution.keys() - {us.institution}),
        fitting=len(best),
        held_back=held_back(us, snapshot),
        aside=_ranked(us, [pair for pair in best if pair[0].key in aside]),
    )


def _ranked(us: MatchSide, best: Iterable[tuple[MatchSide, Score, int]]) -> tuple[Ranked, ...]:
    """Minutes are known so far where live work is shared."""
    return tuple(
        Ranked(them.key, found, explain(us, them, found), them, minutes or minutes_per_day(us, them))
        for them, found, minutes in best
    )


def count_fitting(us: MatchSide, others: Sequence[MatchSide] | Snapshot) -> int:
    """How many institutions fit: cheap enough to count while somebody is filling in the wish."""
    snapshot = others if isinstance(others, Snapshot) else pack(others)
    return len(set(snapshot.institutions[fitting(us, snapshot).rows].tolist()))


def _best_of_each(us: MatchSide, snapshot: Snapshot) -> list[tuple[MatchSide, Score, int]]:
    found = fitting(us, snapshot)
    pairs = [
        (snapshot.sides[row], score(us, snapshot.sides[row], minutes), minutes)
        for row, minutes in zip(found.rows.tolist(), found.minutes.tolist(), strict=True)
    ]
    pairs.sort(key=lambda pair: (-round(pair[1].value, 12), -round(pair[1].u, 12), pair[0].key))
    best: dict[str, tuple[MatchSide, Score, int]] = {}
    for pair in pairs:
        best.setdefault(pair[0].institution, pair)
    return list(best.values())
