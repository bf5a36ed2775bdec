"""Which page exists in which language, and in what state: for those who see to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.errors import Text
from library.models.pages.base import SpokenPage

# Three pages of a family published by one migration or one evening's work are of one age.
SAME_AGE: Final = timedelta(hours=12)
STATES: Final[dict[str, Text]] = {
    "missing": _("missing"),
    "mirror": _("shows another language"),
    "draft": _("draft"),
    "partial": _("published, partly in another language"),
    "older": _("older than the newest"),
    "changed": _("published, with changes waiting"),
    "published": _("published"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    state: str
    page: Page | None

    @property
    def words(self) -> Text:
        return STATES[self.state]

    @property
    def wants_work(self) -> bool:
        return self.state in {"missing", "mirror", "draft", "partial", "older"}


@dataclass(frozen=True, slots=True)
class Family:
    title: str
    kind: Text
    cells: list[Cell]


def families() -> list[Family]:
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


def _family(rows: Iterable[Page], unfinished: set[tuple[object, int]]) -> Family:
    by_code = {str(page.locale.language_code): page for page in rows}
    newest = max((page.last_published_at for page in by_code.values() if page.last_published_at), default=None)
    first = next(iter(by_code.values()))
    pages = [by_code.get(code) for code, _name in settings.LANGUAGES]
    cells = [Cell(_state(page, newest, unfinished) if page else "missing", page) for page in pages]
    return Family(first.title, first.specific_class._meta.verbose_name, cells)  # noqa: SLF001 - Django's own name for it


def _state(page: Page, newest: object, unfinished: set[tuple[object, int]]) -> str:
    if page.alias_of_id:
        return "mirror"
    if not page.live:
        return "draft"
    if (page.translation_key, page.locale_id) in unfinished:
        return "partial"
    if page.last_published_at and newest and newest - page.last_published_at > SAME_AGE:  # type: ignore[operator]  # both are moments
        return "older"
    return "changed" if page.has_unpublished_changes else "published"
