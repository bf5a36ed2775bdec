"""Plants articles, guidelines and a collection of the demo. Of pages that migrations created, only the first one of the
library is touched: it gets that collection."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from accounts.models import User
from demo.actions.steps.backdating import ago, day_ago
from demo.queries import data_files
from library.actions.pages import publish_page, put_collection_first
from library.models import (
    ArticleIndex,
    ArticlePage,
    EditorialDocument,
    EditorialImage,
    GuidelineIndex,
    GuidelinePage,
    LibraryPage,
    Practice,
)

KINDS: Final[dict[str, tuple[Any, Any]]] = {
    "article": (ArticlePage, ArticleIndex),
    "guideline": (GuidelinePage, GuidelineIndex),
}


def plant_pages(people: dict[str, User]) -> None:
    for family in data_files.pages():
        kind, index = KINDS[family["kind"]]
        more = {"version": family["version"]} if "version" in family else {}
        key = uuid4()
        for language, words in family["words"].items():
            parent = index.objects.filter(locale__language_code=language).first()
            if parent is None:
                # Its editors took the list away.
                continue
            page = kind(
                slug=family["slug"],
                locale=parent.locale,
                translation_key=key,
                day=day_ago(family["days"]),
                **more,
                **{**words, "body": _stream(words["body"])},
            )
            publish_page(page=page, parent=parent, by=people["admin"])
            kind.objects.filter(pk=page.pk).update(
                first_published_at=ago(family["days"]), last_published_at=ago(family["days"])
            )


def plant_collection(practices: Mapping[str, Practice], people: Mapping[str, User]) -> None:
    """In each language that the library's first page has."""
    told = data_files.collection()
    chosen = [
        next(one for name, one in practices.items() if name.startswith(f"{key}:") and one.live)
        for key in told["practices"]
    ]
    for page in LibraryPage.objects.filter(alias_of=None).select_related("locale"):
        words = told["words"].get(page.locale.language_code)
        if words:
            put_collection_first(page=page, code=told["code"], practices=chosen, by=people["admin"], **words)


def _stream(blocks: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": kind, "value": _value(value), "id": str(uuid4())} for kind, value in blocks]


def _value(value: Any) -> Any:
    """Wagtail needs an id for each item of a ListBlock."""
    return [{**item, "id": str(uuid4())} for item in value] if isinstance(value, list) else value


def take_pages_away() -> None:
    """By the ORM, so that Wagtail's tree, its reference index and the files on the disk are updated too."""
    for kind, _index in KINDS.values():
        for page in kind.objects.all():
            page.delete()
    for files in (EditorialImage, EditorialDocument):
        for file in files.objects.all():
            file.delete()
