"""What would be found if one choice were given up, for whoever has found nothing."""

from collections.abc import Mapping
from typing import NamedTuple

from search.queries.search_results import SearchResults, fits


class Relaxed(NamedTuple):
    """Without the choices of this facet so many things are found; at least so many where `more`."""

    facet: str
    number: int
    more: bool = False


def relaxed(found: SearchResults, facets: Mapping[str, tuple[str, ...]]) -> list[Relaxed]:
    """Each chosen facet whose choices stand in the way alone; those that give most first. Nothing is asked anew."""
    numbers = [_without(found, facets, facet) for facet in facets]
    return sorted((one for one in numbers if one.number), key=lambda one: (-one.number, one.facet))


def _without(found: SearchResults, facets: Mapping[str, tuple[str, ...]], facet: str) -> Relaxed:
    kept = {name: values for name, values in facets.items() if name != facet}
    if found.tally is not None:
        return Relaxed(facet, found.tally.number(kept))
    return Relaxed(facet, sum(fits(group, kept) for group in found.wide), more=True)
