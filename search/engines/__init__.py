"""The interface of a search engine: it matches and scores tokens. Who may see a hit is decided by search/queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from django.conf import settings

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
    """An entry that matches. `score` is BM25 over the fields of search/engines/scoring.py.
    `step`: 0 where it holds all words that stand anywhere; the higher, the more is missing."""

    pk: int
    shelf: str
    code: str
    group: str
    language: str
    facets: Mapping[str, Sequence[str]]
    institution: str
    merit: float
    changed_at: datetime
    score: float
    step: int = 0


class Tallied(NamedTuple):
    """An entry that matches, as far as counting needs it."""

    shelf: str
    group: str
    facets: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """`rows`: the best, by step and score. `tally`: all that match; None where these are more than COUNTED.

    `every`: all words of the question are in each row. `lost`: places of the words of the question that stand in no
    entry of the scope.
    """

    rows: list[Candidate]
    tally: list[Tallied] | None
    every: bool = True
    lost: tuple[int, ...] = ()


class Engine(Protocol):
    def index(
        self,
        shelf: str,
        codes: Collection[str],
        documents: Sequence[Document],
        *,
        anew: bool = False,
        count: bool = True,
    ) -> int:
        """Make the entries of these codes equal to these documents; return how many were written or deleted.

        Unchanged entries are skipped, unless `anew`. Runs within the caller's transaction. Whoever does not
        `count` calls `settle` at the end, which counts all at once.
        """

    def find(self, question: Question, scope: Scope, *, every: bool = False) -> Candidates:
        """Entries with all words; else, unless `every`, with all but one, rare words first; else with any."""

    def suggest(self, question: Question, scope: Scope) -> Candidates:
        """Entries whose title has all words of the question; the last one matches as a prefix. Short titles first."""

    def similar(self, shelf: str, code: str, scope: Scope) -> Candidates:
        """Entries that share the rarest words of this one, in any language; not those of its own group."""

    def settle(self) -> None:
        """Recompute all statistics and optimise the index: after a rebuild."""

    def tidy(self) -> None:
        """As `settle`, and make the index anew from the tokens that are stored: where `faults` finds any."""

    def deliver(self) -> None:
        """Tell a service beside the database what it has not heard yet. After a commit; never raises."""

    def faults(self) -> list[str]:
        """Inconsistencies within the engine's own tables, one line each."""


def engine() -> Engine:
    """Elasticsearch where the settings name one, else the engine within the database."""
    if settings.ELASTICSEARCH_URL:
        from search.engines.elastic_engine import ElasticEngine  # noqa: PLC0415 - a large library, for those who use it

        return ElasticEngine()
    from search.engines.database_engine import DatabaseEngine  # noqa: PLC0415 - models are loaded by now

    return DatabaseEngine()


__all__ = ["Candidate", "Candidates", "Engine", "Scope", "Tallied", "engine"]
