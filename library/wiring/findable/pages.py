"""The shelf `pages`: live editorial pages that everybody may read. Changes come by the signals of Wagtail."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import CharField, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from core.findable import PUBLIC, Document, Hit, Shelf, changed

SHELF: Final = "pages"
CHUNK: Final = 100
WITHOUT_ADDRESS: Final = 1  # the depth of Wagtail's root
NEVER_TOLD: Final = datetime(2020, 1, 1, tzinfo=UTC)  # of a page that was made live without being published


def visible_to(_user: Any) -> QuerySet[Page]:
    """The same for everybody: a page behind a password or a group is not found at all."""
    live: QuerySet[Page] = Page.objects.live().public().filter(depth__gt=WITHOUT_ADDRESS)
    coded: QuerySet[Page] = live.annotate(code=Cast("pk", CharField()))
    return coded


def documents(codes: Collection[str] | None) -> Iterator[Document]:
    rows: Any = visible_to(None).select_related("locale").order_by("pk")
    if codes is not None:
        rows = rows.filter(code__in=codes)
    for page in rows.specific().iterator(chunk_size=CHUNK):
        yield Document(
            shelf=SHELF,
            code=str(page.pk),
            language=page.locale.language_code,
            title=page.title,
            body=text_of(page),
            audience=PUBLIC,
            changed_at=page.last_published_at or page.latest_revision_created_at or NEVER_TOLD,
            group=str(page.translation_key),
        )


def hits(codes: Collection[str], _user: Any) -> dict[str, Hit]:
    pages = Page.objects.filter(pk__in=[int(code) for code in codes]).select_related("locale")
    return {
        str(page.pk): Hit(title=page.title, lang=page.locale.language_code, url=page.get_url() or "/") for page in pages
    }


def text_of(page: Page) -> str:
    """All that editors wrote on a page, as plain text; choices and settings of a page are no text."""
    parts: list[str] = [page.search_description]
    for field in page._meta.get_fields():  # noqa: SLF001 - Django's documented API
        own = getattr(field, "model", Page) is not Page and not getattr(field, "choices", None)
        if own and isinstance(field, (CharField, TextField, StreamField)):
            parts.extend(_pieces(field, page))
    return "\n".join(filter(None, parts))


def _pieces(field: Any, page: Page) -> list[str]:
    value = field.value_from_object(page)
    if hasattr(field, "get_searchable_content"):
        value = field.get_searchable_content(value)
    return [str(piece) for piece in (value if isinstance(value, (list, tuple)) else [value]) if piece]


def shelf() -> Shelf:
    return Shelf(
        name=SHELF,
        label=gettext_lazy("Pages"),
        order=40,
        documents=documents,
        visible_to=visible_to,
        hits=hits,
        teaches=True,
    )


def listen_to_wagtail() -> None:
    """By Wagtail's own signals: its admin, its workflows and the deletion of a live page all send them."""
    page_published.connect(_page_changed, dispatch_uid="library.found")
    page_unpublished.connect(_page_changed, dispatch_uid="library.found")


def _page_changed(instance: Page, **_more: Any) -> None:
    changed(SHELF, str(instance.pk))
