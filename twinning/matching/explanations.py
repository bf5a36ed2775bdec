"""Why a pair was suggested, as keys and numbers that each side reads in its own language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from twinning.matching.point_explanations import Case, Reason, said
from twinning.matching.scores import Contribution, Score
from twinning.matching.wish_facts import MatchSide
from twinning.policy import REASONS_FOR_THEM, REASONS_FOR_US

# Among equal shares the more telling comes first.
TELLING: Final = (
    "work",
    "theme",
    "age",
    "language",
    "mentor",
    "country",
    "newcomer",
    "speak",
    "size",
    "starts",
    "months",
)


@dataclass(frozen=True, slots=True)
class Explanation:
    for_us: tuple[Reason, ...]
    for_them: tuple[Reason, ...]
    gap: Reason | None


def explain(a: MatchSide, b: MatchSide, found: Score) -> Explanation:
    """Up to three reasons for `a`, up to two why `b` may say yes, and the greatest gap of either if there is one."""
    ours = _strongest(_cases(a, b, mine=True, parts=found.ours))
    theirs = _strongest(_cases(a, b, mine=False, parts=found.theirs))
    for_us = tuple(ours[:REASONS_FOR_US])
    unsaid = [reason for reason in theirs if reason not in for_us]
    gaps = [case for case in _cases(a, b, mine=True, parts=found.ours) if not case.fits]
    gaps += [case for case in _cases(a, b, mine=False, parts=found.theirs) if not case.fits]
    worst = max(
        gaps, key=lambda case: (round(case.part.lost, 9), -TELLING.index(case.part.point.criterion)), default=None
    )
    return Explanation(for_us, tuple((unsaid or theirs)[:REASONS_FOR_THEM]), None if worst is None else said(worst))


def _cases(a: MatchSide, b: MatchSide, *, mine: bool, parts: Iterable[Contribution]) -> list[Case]:
    return [Case(a, b, mine, part) for part in parts if part.point.ask.counts]


def _strongest(cases: list[Case]) -> list[Reason]:
    """By share; among equals a criterion not yet named goes before a second of its kind."""
    waiting = [case for case in cases if case.fits]
    named: list[str] = []
    reasons: list[Reason] = []
    while waiting:
        best = min(waiting, key=lambda case: _order(case, named))
        waiting.remove(best)
        named.append(best.part.point.criterion)
        reasons.append(said(best))
    return reasons


def _order(case: Case, named: list[str]) -> tuple[float, int, int, str]:
    criterion = case.part.point.criterion
    return -round(case.part.share, 9), named.count(criterion), TELLING.index(criterion), case.term
