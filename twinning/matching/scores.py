"""From points to a score: u for us, v for them, g = sqrt(u v), shrunk where little was said.

Reciprocal fusion by the geometric mean: whoever gains nothing pulls g to 0 (RECON, Pizzato et al. 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final

from twinning.matching.criteria import ScoredPoint, points
from twinning.matching.wish_facts import MatchSide
from twinning.policy import GOOD_MATCH, STRONG_MATCH

# The mean of sqrt(u v) when nothing is known of u and v: E sqrt(U) = 2/3 for U uniform on [0, 1], twice.
PRIOR_MEAN: Final = 4 / 9
PRIOR_POINTS: Final = 2


@dataclass(frozen=True, slots=True)
class Contribution:
    """A point and its share w_k s_k / sum(w) of the utility; `lost` is what was missing, w_k (1 - s_k) / sum(w)."""

    point: ScoredPoint
    share: float
    lost: float


@dataclass(frozen=True, slots=True)
class Score:
    """`ours` are the contributions to u (what the other gives us), `theirs` those to v. `value` orders lists."""

    ours: tuple[Contribution, ...]
    theirs: tuple[Contribution, ...]
    u: float
    v: float
    g: float
    answered: int
    value: float

    @property
    def strength(self) -> str:
        """Key of the word shown instead of a number: strong, good or fair."""
        if self.value >= STRONG_MATCH:
            return "strong"
        return "good" if self.value >= GOOD_MATCH else "fair"


def score(a: MatchSide, b: MatchSide, minutes: int | None = None) -> Score:
    """Of a pair that no hard condition forbids. `minutes` of common lessons a day, where known already."""
    ours, theirs = contributions(points(a, b, minutes)), contributions(points(b, a, minutes))
    u, v = utility(ours), utility(theirs)
    answered = min(_answered(ours), _answered(theirs))
    g = sqrt(u * v)
    return Score(ours, theirs, u, v, g, answered, shrunk(g, answered))


def contributions(asked: Sequence[ScoredPoint]) -> tuple[Contribution, ...]:
    total = sum(point.ask.counts for point in asked)
    if not total:
        return ()
    return tuple(
        Contribution(point, point.ask.counts * point.value / total, point.ask.counts * (1 - point.value) / total)
        for point in asked
    )


def utility(parts: Sequence[Contribution]) -> float:
    return min(1.0, fsum(part.share for part in parts))


def shrunk(g: float, answered: int) -> float:
    """m + (g - m) n / (n + 2), m the prior mean, n the points answered by the side that said less."""
    return PRIOR_MEAN + (g - PRIOR_MEAN) * answered / (answered + PRIOR_POINTS)


def _answered(parts: Sequence[Contribution]) -> int:
    return sum(part.point.ask.counts > 0 for part in parts)
