"""In which order hits stand: the best first, the newest, or what most schools have tried."""

from collections.abc import Mapping, Sequence
from typing import Final

from core import findable
from search.queries.search_results import Group

BEST: Final = "best"
NEWEST: Final = "newest"
TRIED: Final = "tried"


def orders_for(groups: Sequence[Group]) -> tuple[str, ...]:
    """Which orders make a difference among these: tries are counted by some shelves alone."""
    if len(groups) < 2:  # noqa: PLR2004 - one thing stands in any order
        return (BEST,)
    counting = {shelf.name for shelf in findable.shelves() if shelf.tried is not None}
    return (BEST, NEWEST, TRIED) if any(group.shelf in counting for group in groups) else (BEST, NEWEST)


def ordered(groups: Sequence[Group], order: str) -> list[Group]:
    """What lacks words of the question stays behind what has them; among equals the better match stands first."""
    if order == NEWEST:
        return sorted(groups, key=lambda group: (group.best.step, -_changed(group)))
    if order == TRIED:
        tried = _tried(groups)
        return sorted(groups, key=lambda group: (group.best.step, -tried.get((group.shelf, group.name), 0)))
    return list(groups)


def _changed(group: Group) -> float:
    return max(entry.changed_at for entry in group.entries).timestamp()


def _tried(groups: Sequence[Group]) -> Mapping[tuple[str, str], int]:
    """One question to each shelf that counts."""
    found: dict[tuple[str, str], int] = {}
    for shelf in findable.shelves():
        names = [group.name for group in groups if group.shelf == shelf.name]
        if shelf.tried is not None and names:
            found |= {(shelf.name, name): number for name, number in shelf.tried(names).items()}
    return found
