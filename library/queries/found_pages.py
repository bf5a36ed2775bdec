"""The editors' pages as search finds them: those that are live and that everybody may read."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import CharField, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page

from core.findable import PUBLIC, Document

SHELF = "pages"
AT_ONCE = 100
WITHOUT_ADDRESS = 1  # the depth of Wagtail's root


def pages_visible_to(_user: Any) -> QuerySet[Page]:
    """The same for everybody: a page behind a password or a group is not found at all."""
    live: QuerySet[Page] = Page.objects.live().public().filter(depth__gt=WITHOUT_ADDRESS)
    coded: QuerySet[Page] = live.annotate(code=Cast("pk", CharField()))
    return coded


def page_documents(codes: Collection[str] | None) -> Iterator[Document]:
    rows: Any = pages_visible_to(None).select_related("locale").order_by("pk")
    if codes is not None:
        rows = rows.filter(code__in=codes)
    for page in rows.specific().iterator(chunk_size=AT_ONCE):
        yield Document(
            shelf=SHELF,
            code=str(page.pk),
            language=page.locale.language_code,
            title=page.title,
            body=text_of(page),
            audience=PUBLIC,
            changed_at=page.last_published_at or page.latest_revision_created_at,
            group=str(page.translation_key),
        )


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
