"""The shelf of the editors' pages in the search, and how it hears what Wagtail publishes."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from core.findable import Hit, Shelf, add_shelf, changed
from core.registry import Chore, add_chore
from library.actions.scheduled import publish_scheduled
from library.queries.found_pages import SHELF, page_documents, pages_visible_to


def offer() -> None:
    add_chore(Chore("scheduled pages", 60.0, publish_scheduled))
    add_shelf(
        Shelf(
            name=SHELF,
            label=_("Pages"),
            order=40,
            documents=page_documents,
            visible_to=pages_visible_to,
            hits=_hits,
        )
    )
    # Wagtail's own news, not ours: its admin, its workflows and the deletion of a live page all end here.
    page_published.connect(_page_changed, dispatch_uid="library.found")
    page_unpublished.connect(_page_changed, dispatch_uid="library.found")


def _page_changed(instance: Page, **_more: Any) -> None:
    changed(SHELF, str(instance.pk))


def _hits(codes: Collection[str], _user: Any) -> dict[str, Hit]:
    pages = Page.objects.filter(pk__in=[int(code) for code in codes]).select_related("locale")
    return {
        str(page.pk): Hit(title=page.title, lang=page.locale.language_code, url=page.get_url() or "/") for page in pages
    }
