"""Finds hits: candidates of the engine, filtered by what this person may see (querysets of rooms), then by facets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from core import findable
from core.findable import Shelf
from search.analysis import Question
from search.engines import Candidate, Candidates, Scope, engine
from search.policy import OWN_LANGUAGE_WEIGHT

AT_ONCE: Final = 1000
SHELF: Final = "shelf"


@dataclass(frozen=True, slots=True)
class Group:
    """One thing, with its entries in each language that matches, the best first."""

    shelf: str
    name: str
    entries: tuple[Candidate, ...]
    score: float

    @property
    def best(self) -> Candidate:
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What this person may see, best first: `groups` after the facets, `wide` before them. `every`: all words match.
    `cut`: more matched than were scored."""

    groups: list[Group] = field(default_factory=list)
    wide: list[Group] = field(default_factory=list)
    every: bool = True
    cut: bool = False


def find(question: Question, *, user: Any, language: str, facets: Mapping[str, tuple[str, ...]]) -> SearchResults:
    """Hits with every word; where there are none, hits with any. The engine scores a limited number of entries."""
    if not question:
        return SearchResults()
    shelves = {shelf.name: shelf for shelf in findable.shelves()}
    everywhere = Scope({name: shelf.audiences(user) for name, shelf in shelves.items()}, {})
    for every in (True, False) if len(question.words) > 1 else (True,):
        found = engine().find(question, everywhere, every=every)
        wide = _groups(_visible(found.rows, shelves, user), language)
        if wide:
            break
    else:
        return SearchResults(every=False)
    narrow = [group for group in wide if fits(group, facets)]
    if found.cut and facets:
        found = engine().find(question, _narrowed(everywhere, facets), every=every)
        visible = _groups(_visible(found.rows, shelves, user), language)
        narrow = [group for group in visible if fits(group, facets)]
    return SearchResults(narrow, wide, every, found.cut)


def suggestions(question: Question, *, user: Any, language: str) -> list[Group]:
    if not question:
        return []
    shelves = {shelf.name: shelf for shelf in findable.shelves()}
    scope = Scope({name: shelf.audiences(user) for name, shelf in shelves.items()}, {})
    return _groups(_visible(engine().suggest(question, scope).rows, shelves, user), language)


def fits(group: Group, facets: Mapping[str, tuple[str, ...]], *, but: str = "") -> bool:
    """Whether a thing has one of the chosen values of each facet; the facet `but` is ignored."""
    return all(
        name == but or not values or not values_of(group, name).isdisjoint(values) for name, values in facets.items()
    )


def values_of(group: Group, facet: str) -> set[str]:
    if facet == SHELF:
        return {group.shelf}
    return {str(value) for entry in group.entries for value in entry.facets.get(facet, ())}


def visible_codes(shelf: Shelf, codes: Iterable[str], user: Any) -> set[str]:
    """Which of these the database lets this person see."""
    asked = list(dict.fromkeys(codes))
    seen = shelf.visible_to(user)
    return {
        str(code)
        for at in range(0, len(asked), AT_ONCE)
        for code in seen.filter(code__in=asked[at : at + AT_ONCE]).values_list("code", flat=True)
    }


def _visible(rows: Sequence[Candidate], shelves: Mapping[str, Shelf], user: Any) -> list[Candidate]:
    codes: dict[str, list[str]] = {}
    for row in rows:
        codes.setdefault(row.shelf, []).append(row.code)
    seen = {name: visible_codes(shelves[name], of, user) for name, of in codes.items() if name in shelves}
    return [row for row in rows if row.code in seen.get(row.shelf, ())]


def _groups(rows: Iterable[Candidate], language: str) -> list[Group]:
    together: dict[tuple[str, str], list[tuple[float, Candidate]]] = {}
    for row in rows:
        score = row.score * OWN_LANGUAGE_WEIGHT if row.language == language else row.score
        together.setdefault((row.shelf, row.group), []).append((score, row))
    groups = []
    for (shelf, name), scored in together.items():
        scored.sort(key=lambda pair: (-pair[0], pair[1].language))
        groups.append(Group(shelf, name, tuple(row for _score, row in scored), scored[0][0]))
    return sorted(groups, key=lambda group: (-group.score, group.shelf, group.name))


def _narrowed(scope: Scope, facets: Mapping[str, tuple[str, ...]]) -> Scope:
    chosen = facets.get(SHELF, ())
    audiences = {name: who for name, who in scope.audiences.items() if not chosen or name in chosen}
    return Scope(audiences, {name: values for name, values in facets.items() if name != SHELF})


__all__ = ["Candidates", "Group", "SearchResults", "find", "fits", "suggestions", "values_of", "visible_codes"]
