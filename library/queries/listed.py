"""What machines may read of the library, and what is new in it: the same for everybody, as visitors see it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Page

from library.models import ArticlePage, LibraryPage, Practice
from library.queries.landing_page import collection_codes
from library.queries.pages import pages_visible_to
from library.queries.practices import practices_published

VISITOR = AnonymousUser()


def practices_listed() -> QuerySet[Any]:
    """The keys that the languages of a practice share, each once."""
    return practices_published().order_by("translation_key").values_list("translation_key", flat=True).distinct()


def languages_of(keys: Sequence[UUID]) -> QuerySet[Practice]:
    """The published texts of these practices."""
    return practices_published().filter(translation_key__in=keys).select_related("locale").order_by("pk")


def pages_listed() -> QuerySet[Any]:
    """The keys that the languages of an editorial page share. The library's first page is a page of our own."""
    return _written().order_by("translation_key").values_list("translation_key", flat=True).distinct()


def page_languages_of(keys: Sequence[UUID]) -> QuerySet[Page]:
    return _written().filter(translation_key__in=keys).select_related("locale").order_by("path")


def _written() -> QuerySet[Page]:
    """Without pages that only mirror another language: their one address is the other's."""
    own = LibraryPage.objects.values("pk")
    found: QuerySet[Page] = pages_visible_to(VISITOR).filter(alias_of=None).exclude(pk__in=own)
    return found


def collections_listed() -> list[str]:
    return collection_codes(VISITOR)


def newest_practices(language: str, count: int) -> list[Practice]:
    rows = practices_published().filter(locale__language_code=language).select_related("locale", "kind")
    return list(rows.prefetch_related("subjects").order_by("-first_published_at", "-pk")[:count])


def newest_articles(language: str, count: int) -> list[ArticlePage]:
    """Those that are written in this language."""
    rows = pages_visible_to(VISITOR, ArticlePage).filter(locale__language_code=language, alias_of=None)
    return list(rows.order_by("-day", "-pk")[:count])
