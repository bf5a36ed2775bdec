"""The list of one wish: who fits, in order, why, and what holds it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twinning.matching.condition_scan import fitting
from twinning.matching.explanations import Explanation, explain
from twinning.matching.relaxations import Relaxation, held_back
from twinning.matching.scores import Score, score
from twinning.matching.snapshot import Snapshot, pack
from twinning.matching.wish_facts import MatchSide
from twinning.policy import SUGGESTIONS_LISTED


@dataclass(frozen=True, slots=True)
class Ranked:
    key: str
    score: Score
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`total_considered` and `fitting` count institutions; the list holds the best wish of each."""

    ranked: tuple[Ranked, ...]
    total_considered: int
    fitting: int
    held_back: tuple[Relaxation, ...]


def suggest(us: MatchSide, others: Sequence[MatchSide] | Snapshot, limit: int = SUGGESTIONS_LISTED) -> Suggestions:
    snapshot = others if isinstance(others, Snapshot) else pack(others)
    best = _best_of_each(us, snapshot)
    return Suggestions(
        tuple(Ranked(them.key, found, explain(us, them, found)) for them, found in best[:limit]),
        total_considered=len(snapshot.institution.keys() - {us.institution}),
        fitting=len(best),
        held_back=held_back(us, snapshot),
    )


def count_fitting(us: MatchSide, others: Sequence[MatchSide] | Snapshot) -> int:
    """How many institutions fit: cheap enough to count while somebody is filling in the wish."""
    snapshot = others if isinstance(others, Snapshot) else pack(others)
    return len(set(snapshot.institutions[fitting(us, snapshot).rows].tolist()))


def _best_of_each(us: MatchSide, snapshot: Snapshot) -> list[tuple[MatchSide, Score]]:
    found = fitting(us, snapshot)
    pairs = [
        (snapshot.sides[row], score(us, snapshot.sides[row], minutes))
        for row, minutes in zip(found.rows.tolist(), found.minutes.tolist(), strict=True)
    ]
    pairs.sort(key=lambda pair: (-round(pair[1].value, 12), -round(pair[1].u, 12), pair[0].key))
    best: dict[str, tuple[MatchSide, Score]] = {}
    for them, its in pairs:
        best.setdefault(them.institution, (them, its))
    return list(best.values())
