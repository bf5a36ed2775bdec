"""The evidence ladder of a practice: its step follows from this rule, never from what its authors claim alone.

1, 2, 3 are what the authors say: an idea, tried once, repeated with results. A claim above 3 counts as 3.
4 needs another verified institution that tells here what came of it. One that says it worked is a trial; so are two
that say it worked in part. The authors' own trial is one more, so an idea needs two others, everything else one.
5 needs an evaluation from outside that a moderator has read.
A trial that failed is shown and counted, but takes nothing away: what worked elsewhere has worked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from library.models import Evidence
from library.policy import TRIALS_TO_REPLICATE

OWN_TOP: Final = Evidence.REPEATED
WORKED, PARTLY = "yes", "partly"


@dataclass(frozen=True, slots=True)
class Trial:
    """What one other verified institution says."""

    worked: str
    country: str
    school: int = 0


@dataclass(frozen=True, slots=True)
class Ladder:
    """`level` 1 to 5; `claimed` what the authors say, at most 3; `over` that they said more than they can say."""

    level: int
    claimed: int
    over: bool
    schools: int
    worked: int
    partly: int
    international: bool
    evaluated: bool

    @property
    def raised(self) -> bool:
        return self.level > self.claimed


def ladder_of(*, claimed: int | None, home: str, trials: Iterable[Trial], evaluated: bool) -> Ladder:
    """`home` is the country of the authors' institution. Another trial or an evaluation never lowers the level."""
    told = list(trials)
    own = min(max(claimed or Evidence.IDEA, Evidence.IDEA), OWN_TOP)
    good = [trial for trial in told if trial.worked == WORKED]
    half = [trial for trial in told if trial.worked == PARTLY]
    elsewhere = len(good) + len(half) // 2
    return Ladder(
        level=int(_level(int(own), elsewhere, evaluated=evaluated)),
        claimed=int(own),
        over=(claimed or 0) > OWN_TOP,
        schools=len(told),
        worked=len(good),
        partly=len(half),
        international=any(trial.country != home for trial in good),
        evaluated=evaluated,
    )


def _level(own: int, elsewhere: int, *, evaluated: bool) -> int:
    if evaluated:
        return Evidence.EVALUATED
    trials = elsewhere + (own >= Evidence.ONCE)
    if elsewhere and trials >= TRIALS_TO_REPLICATE:
        return Evidence.REPLICATED
    return max(own, Evidence.ONCE) if elsewhere else own
