"""Saving a search, and what one may do with it afterwards."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, Invalid
from core.permissions import require
from core.text import clean
from search.analysis import read_question
from search.models import SavedSearch
from search.policy import MOST_SAVED, QUESTION_CHARACTERS, SAVED_TITLE_CHARACTERS
from search.queries.search_filters import facet_names


def save_search(*, by: Any, question: str, facets: Mapping[str, tuple[str, ...]]) -> SavedSearch:
    """The same one again is the one that is there."""
    require(by, "search.save")
    text = clean(question)[:QUESTION_CHARACTERS].strip()
    if not read_question(text):
        raise Invalid(_("There is no word in your question. Write what you look for, then save it."), field="q")
    chosen = {name: sorted(set(facets[name])) for name in facet_names() if facets.get(name)}
    with transaction.atomic():
        mine = list(SavedSearch.objects.select_for_update().filter(user=by))
        for one in mine:
            if (one.question, one.facets) == (text, chosen):
                return one
        if len(mine) >= MOST_SAVED:
            raise Conflict(_("You have saved as many searches as fit. Remove one first."))
        return SavedSearch.objects.create(user=by, title=text[:SAVED_TITLE_CHARACTERS], question=text, facets=chosen)


def change_saved(*, saved: SavedSearch, by: Any, title: str, tell: bool) -> SavedSearch:
    """Its name, and whether a notice comes. What came in while no notice was wanted is not told afterwards."""
    require(by, "search.keep_saved", saved)
    name = clean(title).strip()
    if not name:
        raise Invalid(_("Give it a name."), field="title")
    if len(name) > SAVED_TITLE_CHARACTERS:
        raise Invalid(_("This name is too long."), field="title")
    if tell and not saved.tell:
        saved.looked_at = saved.told_until = timezone.now()
    saved.title, saved.tell = name, tell
    saved.save(update_fields=["title", "tell", "looked_at", "told_until"])
    return saved


def remove_saved(*, saved: SavedSearch, by: Any) -> None:
    require(by, "search.keep_saved", saved)
    saved.delete()
