"""The interface of a search engine: it matches and scores tokens. Who may see a hit is decided by search/queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.findable import Document
from search.analysis import Question


@dataclass(frozen=True, slots=True)
class Scope:
    """What to search: the audiences of this person on each shelf (None: all audiences), and the chosen facets.

    Values of one facet are joined by OR, facets by AND.
    """

    audiences: Mapping[str, frozenset[str] | None]
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that matches. `score` is BM25, weights: surface 2, stem 1, key 0.5; three times that in a title."""

    pk: int
    shelf: str
    code: str
    group: str
    language: str
    facets: Mapping[str, Sequence[str]]
    score: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """`cut`: more entries match than were scored; then these are the newest of each shelf."""

    rows: list[Candidate]
    cut: bool = False


class Engine(Protocol):
    def index(self, shelf: str, codes: Collection[str], documents: Sequence[Document], *, anew: bool = False) -> int:
        """Make the entries of these codes equal to these documents; return how many were written or deleted.

        Unchanged entries are skipped, unless `anew`. Runs within the caller's transaction.
        """

    def find(self, question: Question, scope: Scope, *, every: bool) -> Candidates:
        """Entries with every word of the question, or, unless `every`, with any of them."""

    def suggest(self, question: Question, scope: Scope) -> Candidates:
        """Entries whose title has all words of the question; the last one matches as a prefix."""

    def did_you_mean(self, question: Question) -> list[str]:
        """For each word the nearest word of public entries; the word itself where it is known or none is near."""

    def tidy(self) -> None:
        """Recompute all statistics and optimise the index: after a rebuild, and where `faults` finds any."""

    def faults(self) -> list[str]:
        """Inconsistencies within the engine's own tables, one line each."""


def engine() -> Engine:
    from search.engines.database_engine import DatabaseEngine  # noqa: PLC0415 - models are loaded by now

    return DatabaseEngine()


__all__ = ["Candidate", "Candidates", "Engine", "Scope", "engine"]
