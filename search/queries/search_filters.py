"""The text and the facets that a reader searches for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core import findable
from core.findable import Facet
from search.analysis import Question, read_question
from search.queries.search_results import SHELF


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """`text` as typed, however long; `facets`: the chosen values of each facet that has any."""

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, values: Mapping[str, Sequence[str]], *, text: str = "") -> "SearchFilters":
        chosen = {name: tuple(values.get(name, ())) for name in facet_names()}
        return cls(text, {name: found for name, found in chosen.items() if found})

    @property
    def question(self) -> Question:
        return read_question(self.text)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self.facets.items() for value in values]


def facet_names() -> tuple[str, ...]:
    """Names of the parameters in an address: the shelf itself, then the facets of all shelves."""
    return (SHELF, *facets_of())


def facets_of() -> dict[str, Facet]:
    """The facets of all shelves by name, in their order; where two shelves have one, the first defines it."""
    found: dict[str, Facet] = {}
    for shelf in findable.shelves():
        for facet in shelf.facets:
            found.setdefault(facet.name, facet)
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
