"""The landing page of the library, which curators edit, and the collections that they choose on it."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from library.models import LibraryPage
from library.queries.pages import pages_visible_to
from library.queries.practice_list import chosen_practices, wanted_languages

COLLECTION: Final = "practices"  # the name of such a row on the page


@dataclass(frozen=True, slots=True)
class Collection:
    """`keys` are those of the chosen practices that everybody may read, in the order of the curators."""

    code: str
    title: str
    lead: str
    language: str
    keys: list[UUID]


def landing_for(user: Any, *, language: str) -> LibraryPage | None:
    """In `language`, else in the first that has it."""
    return next(iter(_landings(user, language)), None)


def first_collection(page: LibraryPage) -> Collection | None:
    """The topmost one. Two queries; none where the page has no collection."""
    return next((_collection(block, page) for block in page.rows if block.block_type == COLLECTION), None)


def collection_for(user: Any, code: str, *, language: str) -> Collection | None:
    """A collection keeps its code in translations of the page: in `language`, else in the first that has it."""
    for page in _landings(user, language):
        for block in page.rows:
            if block.block_type == COLLECTION and str(block.id) == code:
                return _collection(block, page)
    return None


def collection_codes(user: Any) -> list[str]:
    """Of all that hold a practice which everybody may read, each once whatever languages it has."""
    found = [
        _collection(block, page)
        for page in _landings(user, settings.LANGUAGE_CODE)
        for block in page.rows
        if block.block_type == COLLECTION
    ]
    return list(dict.fromkeys(one.code for one in found if one.keys))


def _landings(user: Any, language: str) -> list[LibraryPage]:
    found = list(pages_visible_to(user, LibraryPage).select_related("locale", "alias_of__locale").order_by("pk"))
    order = wanted_languages(language)
    return sorted(found, key=lambda page: order.index(page.language))


def _collection(block: Any, page: LibraryPage) -> Collection:
    chosen = [practice.pk for practice in block.value["practices"] if practice is not None]
    return Collection(
        code=str(block.id),
        title=block.value["title"],
        lead=block.value["lead"] or "",
        language=page.language,
        keys=chosen_practices(chosen) if chosen else [],
    )
