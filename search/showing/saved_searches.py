"""Rows of saved searches."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from core.language.formats import format_list
from search.models import SavedSearch
from search.queries.search_filters import SearchFilters
from search.showing.facets import labels_of_chosen


@dataclass(frozen=True, slots=True)
class ShownSaved:
    title: str
    url: str
    about: str
    tells: Text
    change: str
    remove: str


def shown_saved(rows: Iterable[SavedSearch]) -> list[ShownSaved]:
    return [_shown(row) for row in rows]


def _shown(row: SavedSearch) -> ShownSaved:
    asked = SearchFilters.read(row.facets, text=row.question)
    chosen = [label for _name, _value, label in labels_of_chosen(asked)]
    return ShownSaved(
        title=row.title,
        url=f"{reverse('search:search')}?{urlencode(row.pairs)}",
        about=format_list([*([row.question] if row.question != row.title else []), *chosen]),
        tells=_("You get a notice when something new fits.") if row.tell else _("Without notices."),
        change=reverse("search:change_saved", args=[row.code]),
        remove=reverse("search:remove_saved", args=[row.code]),
    )
