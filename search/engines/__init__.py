"""The interface of an engine: it matches and counts tokens. Who may see a hit is decided above it, by the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.findable import Document
from search.analysis import Question


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: the audiences of this person on each shelf (None: all of them), and the chosen facets.

    Values of one facet are alternatives, facets add up.
    """

    audiences: Mapping[str, frozenset[str] | None]
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that answers. `score` is BM25 over surface 2, stem 1, key 0.5, a title three times."""

    pk: int
    shelf: str
    code: str
    group: str
    language: str
    facets: Mapping[str, Sequence[str]]
    score: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """`cut`: there are more than were looked at; then each shelf gives its newest ones."""

    rows: list[Candidate]
    cut: bool = False


class Engine(Protocol):
    def index(self, shelf: str, codes: Collection[str], documents: Sequence[Document], *, anew: bool = False) -> int:
        """Make the index of these codes equal to these documents; how many entries were written or taken away.

        What has not changed is left alone, unless `anew`. Within the caller's transaction.
        """

    def find(self, question: Question, scope: Scope, *, every: bool) -> Candidates:
        """Entries with every word of the question, or with any."""

    def suggest(self, question: Question, scope: Scope) -> Candidates:
        """Entries whose title has the words, the last of which is only begun."""

    def did_you_mean(self, question: Question) -> list[str]:
        """For each word the likeliest word of public entries, itself where it is known or nothing is near."""

    def tidy(self) -> None:
        """Count everything anew and put the index in order. For a rebuild, and where faults finds any."""

    def faults(self) -> list[str]:
        """What is wrong inside the engine, a line each."""


def engine() -> Engine:
    from search.engines.database_engine import DatabaseEngine  # noqa: PLC0415 - models are loaded by now

    return DatabaseEngine()


__all__ = ["Candidate", "Candidates", "Engine", "Scope", "engine"]
