"""The facets beside the hits, with their counts, and the choices above them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from core import findable
from core.errors import Text
from core.language.formats import alphabetical, format_number
from core.policy import FACET_OPTIONS_SHOWN
from search.queries.search_filters import SearchFilters, facets_of
from search.queries.search_results import SHELF, SearchResults, values_of


def facet_groups(asked: SearchFilters, found: SearchResults) -> list[dict[str, Any]]:
    """For components/facets.html. Counts ignore the choices within the same facet."""
    shelves = {shelf.name: str(shelf.label) for shelf in findable.shelves()}
    groups = [_group(SHELF, _("Where to look"), shelves, _counts(SHELF, asked, found), asked)]
    for name, facet in facets_of().items():
        counts = _counts(name, asked, found)
        values = [*counts, *(value for value in asked.facets.get(name, ()) if value not in counts)]
        groups.append(_group(name, facet.label, facet.labels(values), counts, asked))
    return [group for group in groups if len(group["options"]) > 1 or group["chosen"]]


def labels_of_chosen(asked: SearchFilters) -> list[tuple[str, str, str]]:
    """(facet, value, label) of each choice."""
    shelves = {shelf.name: str(shelf.label) for shelf in findable.shelves()}
    known = facets_of()
    labels = {name: shelves if name == SHELF else known[name].labels(values) for name, values in asked.facets.items()}
    return [(name, value, labels[name].get(value, value)) for name, value in asked.chosen]


def _counts(name: str, asked: SearchFilters, found: SearchResults) -> Counter[str]:
    """Where there are no exact numbers the values of the best hits, each with 0, which shows none."""
    if found.tally is not None:
        return found.tally.counts(name, asked.facets)
    return Counter(dict.fromkeys((value for group in found.wide for value in values_of(group, name)), 0))


def _group(
    name: str, label: Text, labels: Mapping[str, str], counts: Counter[str], asked: SearchFilters
) -> dict[str, Any]:
    """Chosen values first, then by count, then by label."""
    chosen = asked.facets.get(name, ())
    values = sorted(
        {*counts, *chosen}, key=lambda value: (value not in chosen, -counts[value], labels.get(value, value))
    )
    options = [
        {
            "value": value,
            "label": labels.get(value, value),
            "count": format_number(counts[value]) if counts[value] else "",
            "checked": value in chosen,
        }
        for value in values
    ]
    shown = max(FACET_OPTIONS_SHOWN, len(chosen))
    rest = {str(option["value"]): option for option in options[shown:]}
    more = [rest[value] for value, _label in alphabetical((value, str(one["label"])) for value, one in rest.items())]
    return {"name": name, "label": label, "options": options[:shown], "more": more, "chosen": bool(chosen)}
