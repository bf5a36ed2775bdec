"""Finds hits: candidates of the engine, filtered by what this person may see (querysets of rooms), then by facets."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from core import findable
from core.findable import Shelf
from search.analysis import Question
from search.engines import Candidate, Scope, Tallied, engine
from search.engines.database_engine import MOST_COUNTED
from search.engines.scoring import Reader, factor
from twinning.models import Staff
from twinning.queries.people import places_of

AT_ONCE: Final = 1000
SHELF: Final = "shelf"
MOST_SIMILAR: Final = 6
Values = Mapping[str, frozenset[str]]


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
    """What this person may see, best first: `groups` after the facets, `wide` before them: those that were scored.

    `every`: all words match. `lost`: places of the words of the question that stand in nothing this person may see.
    `total`: how many things match after the facets; where `more`, at least so many. `tally`: what facets count; None
    where numbers would be a guess.
    """

    groups: list[Group] = field(default_factory=list)
    wide: list[Group] = field(default_factory=list)
    every: bool = True
    lost: tuple[int, ...] = ()
    total: int = 0
    more: bool = False
    tally: "Tally | None" = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The values of all things that match before the facets: {facet: values}, and of how many things these are."""

    things: list[tuple[Values, int]]

    def number(self, facets: Mapping[str, tuple[str, ...]]) -> int:
        return sum(number for values, number in self.things if _fit(values, facets))

    def counts(self, facet: str, facets: Mapping[str, tuple[str, ...]]) -> Counter[str]:
        """Of each value of a facet; choices within the same facet are ignored."""
        found: Counter[str] = Counter()
        for values, number in self.things:
            if _fit(values, facets, but=facet):
                found.update(dict.fromkeys(values.get(facet, ()), number))
        return found


def stands(question: Question, *, user: Any) -> bool:
    """Whether this person may see anything with all its words. Nothing is ordered or counted."""
    shelves, scope = _everywhere(user)
    return bool(_visible(engine().find(question, scope, every=True).rows, shelves, user))


def find(question: Question, *, user: Any, language: str, facets: Mapping[str, tuple[str, ...]]) -> SearchResults:
    """Hits with all words; where there are none, with all but one, and with any."""
    if not question:
        return SearchResults()
    shelves, everywhere = _everywhere(user)
    reader = reader_of(user, language)
    found = engine().find(question, everywhere)
    seen = _visible(found.rows, shelves, user)
    wide = _groups(seen, reader)
    if not wide:
        return SearchResults(every=False, lost=found.lost)
    tally = _tally(found.tally, found.rows, seen, shelves)
    narrow = [group for group in wide if fits(group, facets)]
    more = tally is None
    if facets and (found.tally is None or len(found.rows) < len(found.tally)):
        own = engine().find(question, _narrowed(everywhere, facets), every=found.every)
        groups = _groups(_visible(own.rows, shelves, user), reader)
        narrow = [group for group in groups if fits(group, facets)]
        more = own.tally is None
    total = tally.number(facets) if tally is not None else MOST_COUNTED if more else len(narrow)
    return SearchResults(narrow, wide, found.every, found.lost, total, more, tally)


def suggestions(question: Question, *, user: Any, language: str) -> list[Group]:
    if not question:
        return []
    shelves, scope = _everywhere(user)
    return _groups(_visible(engine().suggest(question, scope).rows, shelves, user), reader_of(user, language))


def similar(shelf_name: str, code: str, *, user: Any, language: str, most: int = MOST_SIMILAR) -> list[Group]:
    """Things of the same shelf that share the rarest words of this one. Nothing of a thing this person may not see."""
    shelf = next((one for one in findable.shelves() if one.name == shelf_name), None)
    if shelf is None or not visible_codes(shelf, [code], user):
        return []
    found = engine().similar(shelf_name, code, Scope({shelf_name: shelf.audiences(user)}, {}))
    return _groups(_visible(found.rows, {shelf_name: shelf}, user), reader_of(user, language))[:most]


def reader_of(user: Any, language: str) -> Reader:
    own = [place.institution for place in places_of(user) if place.state == Staff.State.VERIFIED]
    country = str(own[0].country) if own else ""
    return Reader(language, country, frozenset(institution.code for institution in own))


def fits(group: Group, facets: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a thing has one of the chosen values of each facet."""
    return _fit({name: values_of(group, name) for name in facets}, facets)


def values_of(group: Group, facet: str) -> frozenset[str]:
    if facet == SHELF:
        return frozenset({group.shelf})
    return frozenset(str(value) for entry in group.entries for value in entry.facets.get(facet, ()))


def visible_codes(shelf: Shelf, codes: Iterable[str], user: Any) -> set[str]:
    """Which of these the database lets this person see."""
    asked = list(dict.fromkeys(codes))
    seen = shelf.visible_to(user)
    return {
        str(code)
        for at in range(0, len(asked), AT_ONCE)
        for code in seen.filter(code__in=asked[at : at + AT_ONCE]).values_list("code", flat=True)
    }


def _everywhere(user: Any) -> tuple[dict[str, Shelf], Scope]:
    """Every shelf by its name, and what of them this person may search."""
    shelves = {shelf.name: shelf for shelf in findable.shelves()}
    return shelves, Scope({name: shelf.audiences(user) for name, shelf in shelves.items()}, {})


def _visible(rows: Sequence[Candidate], shelves: Mapping[str, Shelf], user: Any) -> list[Candidate]:
    codes: dict[str, list[str]] = {}
    for row in rows:
        codes.setdefault(row.shelf, []).append(row.code)
    seen = {name: visible_codes(shelves[name], of, user) for name, of in codes.items() if name in shelves}
    return [row for row in rows if row.code in seen.get(row.shelf, ())]


def _tally(
    told: Sequence[Tallied] | None, rows: Sequence[Candidate], seen: Sequence[Candidate], shelves: Mapping[str, Shelf]
) -> Tally | None:
    """Of what matches by its audience. Among the scored ones what the database refuses is taken out."""
    if told is None:
        return None
    if any(not shelves[one.shelf].counted for one in told if one.shelf in shelves):
        return None
    refused = {(one.shelf, one.group) for one in rows} - {(one.shelf, one.group) for one in seen}
    things: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
    known: dict[tuple[str, int], Mapping[str, Sequence[str]]] = {}  # thousands of entries share few sets of facets
    for shelf, group, facets in [(one.shelf, one.group, one.facets) for one in seen] + list(told[len(rows) :]):
        if (shelf, group) not in refused:
            known[shelf, id(facets)] = facets
            things[shelf, group] = (*things.get((shelf, group), ()), (shelf, id(facets)))
    return Tally([(_values(own, known), number) for own, number in Counter(things.values()).items()])


def _values(own: Iterable[tuple[str, int]], known: Mapping[tuple[str, int], Mapping[str, Sequence[str]]]) -> Values:
    """Of the entries of one thing together."""
    found: dict[str, set[str]] = {}
    for shelf, which in own:
        found.setdefault(SHELF, set()).add(shelf)
        for name, values in known[shelf, which].items():
            found.setdefault(name, set()).update(map(str, values))
    return {name: frozenset(values) for name, values in found.items()}


def _fit(values: Values, facets: Mapping[str, tuple[str, ...]], *, but: str = "") -> bool:
    """One of the chosen values of each facet; the facet `but` is ignored."""
    return all(
        name == but or not chosen or not values.get(name, frozenset()).isdisjoint(chosen)
        for name, chosen in facets.items()
    )


def _groups(rows: Iterable[Candidate], reader: Reader) -> list[Group]:
    """The best first; among equals the one that was indexed first."""
    now = timezone.now()
    together: dict[tuple[str, str], list[tuple[float, Candidate]]] = {}
    for row in rows:
        times = factor(
            reader,
            language=row.language,
            facets=row.facets,
            institution=row.institution,
            merit=row.merit,
            changed_at=row.changed_at,
            now=now,
        )
        together.setdefault((row.shelf, row.group), []).append((row.score * times, row))
    groups = []
    for (shelf, name), scored in together.items():
        scored.sort(key=lambda pair: (pair[1].step, -pair[0], pair[1].pk))
        groups.append(Group(shelf, name, tuple(row for _score, row in scored), scored[0][0]))
    return sorted(groups, key=lambda group: (group.best.step, -group.score, group.best.pk))


def _narrowed(scope: Scope, facets: Mapping[str, tuple[str, ...]]) -> Scope:
    chosen = facets.get(SHELF, ())
    audiences = {name: who for name, who in scope.audiences.items() if not chosen or name in chosen}
    return Scope(audiences, {name: values for name, values in facets.items() if name != SHELF})


__all__ = [
    "Group",
    "SearchResults",
    "Tally",
    "find",
    "fits",
    "similar",
    "stands",
    "suggestions",
    "values_of",
    "visible_codes",
]
