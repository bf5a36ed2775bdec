"""The translation state of every editorial page in every language, for the report in Wagtail's admin."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.errors import Text
from library.models.pages.base import SpokenPage
from library.models.pages.states import UNFINISHED, PageState
from library.policy import SAME_AGE


@dataclass(frozen=True, slots=True)
class LanguageCell:
    state: PageState
    page: Page | None

    @property
    def words(self) -> Text:
        return self.state.label

    @property
    def wants_work(self) -> bool:
        return self.state in UNFINISHED


@dataclass(frozen=True, slots=True)
class PageFamily:
    title: str
    kind: Text
    cells: list[LanguageCell]


def families() -> list[PageFamily]:
    """Every editorial page once, with its state in each language; four queries."""
    found: dict[object, list[Page]] = {}
    pages = Page.objects.filter(depth__gt=1).select_related("locale", "content_type").order_by("path")
    for page in pages:
        if issubclass(page.specific_class or Page, SpokenPage):
            found.setdefault(page.translation_key, []).append(page)
    unfinished = _unfinished()
    return [_family(pages, unfinished) for pages in found.values()]


def _unfinished() -> set[tuple[object, int]]:
    """(family, language) of translations that lack a sentence: Wagtail fills it with the source's."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    lacking = StringSegment.objects.filter(~Exists(translated), source_id=OuterRef("source_id"))
    rows = Translation.objects.filter(Exists(lacking), enabled=True)
    return set(rows.values_list("source__object_id", "target_locale_id"))


def _family(rows: Iterable[Page], unfinished: set[tuple[object, int]]) -> PageFamily:
    by_code = {str(page.locale.language_code): page for page in rows}
    newest = max((page.last_published_at for page in by_code.values() if page.last_published_at), default=None)
    first = next(iter(by_code.values()))
    pages = [by_code.get(code) for code, _name in settings.LANGUAGES]
    cells = [LanguageCell(_state(page, newest, unfinished) if page else PageState.MISSING, page) for page in pages]
    return PageFamily(first.title, first.specific_class._meta.verbose_name, cells)  # noqa: SLF001 - Django's own name for it


def _state(page: Page, newest: Any, unfinished: set[tuple[object, int]]) -> PageState:
    if page.alias_of_id:
        return PageState.MIRROR
    if not page.live:
        return PageState.DRAFT
    if (page.translation_key, page.locale_id) in unfinished:
        return PageState.PARTIAL
    if page.last_published_at and newest and newest - page.last_published_at > SAME_AGE:
        return PageState.OLDER
    return PageState.CHANGED if page.has_unpublished_changes else PageState.PUBLISHED
