"""What the engine knows of one open wish. The table of fields stands in the package's docstring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Final

WEIGHTS: Final = frozenset({0, 1, 2, 4, 8})


class Level(IntEnum):
    """CEFR, ordered, so that `>=` reads as "at least"."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6
    NATIVE = 7


class MatchNeed(IntEnum):
    NO_MATTER = 0
    PREFER = 1
    MUST = 2


@dataclass(frozen=True, slots=True)
class Ask:
    """How much one point matters. MUST excludes whoever does not meet it, and counts with its weight besides."""

    need: MatchNeed = MatchNeed.PREFER
    weight: int = 4

    def __post_init__(self) -> None:
        if self.weight not in WEIGHTS:
            raise ValueError(f"weight {self.weight} is not one of {sorted(WEIGHTS)}")

    @property
    def counts(self) -> int:
        return 0 if self.need is MatchNeed.NO_MATTER else self.weight

    @property
    def must(self) -> bool:
        return self.need is MatchNeed.MUST


UNASKED: Final = Ask(need=MatchNeed.NO_MATTER)


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"range {self.low} to {self.high} is upside down")

    def __len__(self) -> int:
        return self.high - self.low + 1

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.low <= value <= self.high

    def overlap(self, other: Range) -> int:
        return max(0, min(self.high, other.high) - max(self.low, other.low) + 1)


@dataclass(frozen=True, slots=True)
class LanguageAsk:
    level: Level
    ask: Ask = field(default_factory=Ask)


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work the side is willing to do. `live` and `connectivity` come from the term, not from the school."""

    live: bool = False
    connectivity: int = 0
    ask: Ask = field(default_factory=Ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSide:
    key: str
    institution: str
    country: str
    time_zone: str
    starts: date
    months: int

    languages: Mapping[str, Level] = field(default_factory=dict)
    speak: Ask = field(default_factory=Ask)
    wanted_languages: Mapping[str, LanguageAsk] = field(default_factory=dict)

    ages: Range | None = None
    wanted_ages: Range | None = None
    age_ask: Ask = field(default_factory=Ask)

    size: int | None = None
    wanted_size: Range | None = None
    size_ask: Ask = field(default_factory=Ask)

    offered_themes: frozenset[str] = frozenset()
    wanted_themes: Mapping[str, Ask] = field(default_factory=dict)
    work: Mapping[str, Work] = field(default_factory=dict)
    connectivity: int = 0
    lessons: frozenset[int] = frozenset()

    months_ask: Ask = UNASKED
    starts_ask: Ask = UNASKED

    offers_mentoring: bool = False
    mentor_ask: Ask = UNASKED
    is_newcomer: bool = False
    newcomer_ask: Ask = UNASKED

    wanted_countries: frozenset[str] = frozenset()
    country_ask: Ask = field(default_factory=Ask)
    excluded_countries: frozenset[str] = frozenset()

    capacity: int = 1
    translated_ok: bool = False
    verified: bool = False
    rules_signed: bool = False
    closed_to: frozenset[str] = frozenset()

    @property
    def accepted_ages(self) -> Range | None:
        return self.wanted_ages or self.ages

    @property
    def ready(self) -> bool:
        """Whether this side may be matched at all."""
        return self.verified and self.rules_signed and self.capacity > 0

    @property
    def themes(self) -> frozenset[str]:
        """Every theme the side would work on: what it offers and what it looks for."""
        return self.offered_themes.union(
            term for term, ask in self.wanted_themes.items() if ask.need is not MatchNeed.NO_MATTER
        )


def shared_language(a: MatchSide, b: MatchSide) -> tuple[str, Level] | None:
    """The working language in which the weaker of both is strongest, from A2 up; the code decides a tie."""
    shared = [(min(level, b.languages[code]), code) for code, level in a.languages.items() if code in b.languages]
    if not shared:
        return None
    level, code = min(shared, key=lambda pair: (-pair[0], pair[1]))
    return (code, level) if level >= Level.A2 else None
