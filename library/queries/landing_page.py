"""The landing page of the library, which curators edit."""

from typing import Any

from library.models import LibraryPage
from library.queries.pages import pages_visible_to
from library.queries.practice_list import wanted_languages


def landing_for(user: Any, *, language: str) -> LibraryPage | None:
    """In `language`, else in the first that has it."""
    found = list(pages_visible_to(user, LibraryPage).select_related("locale", "alias_of__locale").order_by("pk"))
    order = wanted_languages(language)
    return min(found, key=lambda page: order.index(page.language), default=None)
