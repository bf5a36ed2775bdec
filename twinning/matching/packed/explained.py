"""The lines that are shown, with reasons by the code that judges one pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twinning.matching.explanations import Explanation, explain
from twinning.matching.packed.lists import Listed
from twinning.matching.scores import score
from twinning.matching.wish_facts import MatchSide


@dataclass(frozen=True, slots=True)
class Explained:
    line: Listed
    them: MatchSide
    explanation: Explanation


def explained(us: MatchSide, lines: Iterable[Listed], sides: Mapping[int, MatchSide]) -> tuple[Explained, ...]:
    """`sides` of the lines as the database has them now; a line without one is left out."""
    return tuple(
        Explained(line, sides[line.id], explain(us, sides[line.id], score(us, sides[line.id], line.minutes)))
        for line in lines
        if line.id in sides
    )
