"""Publishes editorial pages and collections outside of Wagtail's admin, which has verbs and a log of its own."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from core.errors import Invalid
from core.permissions import require
from library.models import LibraryPage, Practice
from library.queries.landing_page import COLLECTION


def publish_page(*, page: Page, parent: Page, by: Any) -> Page:
    """Put a new page below its parent and publish it. Raise Invalid where it may not stand there or lacks something."""
    require(by, "library.edit_pages", parent)
    if not type(page).can_exist_under(parent):
        raise Invalid(f"{type(page).__name__} cannot stand below {parent}")
    with transaction.atomic():
        try:
            parent.add_child(instance=page)
        except ValidationError as error:
            raise Invalid(" ".join(error.messages)) from error
        page.save_revision(user=by).publish(user=by)
    return page


def put_collection_first(
    *, page: LibraryPage, code: str, title: str, lead: str, practices: Sequence[Practice], by: Any
) -> LibraryPage:
    """Feature a collection on the library's first page, and publish that. One of this code is replaced: give the pages
    of all languages the same. Raise Invalid where a title or the practices are missing or too many, or one of them is
    not public."""
    require(by, "library.edit_pages", page)
    if not practices or not all(practice.live for practice in practices):
        raise Invalid("A collection is made of published practices.")
    value = {"title": title, "lead": lead, "practices": [practice.pk for practice in practices]}
    rows = page.rows.get_prep_value()
    page.rows = [{"type": COLLECTION, "id": code, "value": value}, *(row for row in rows if row["id"] != code)]
    try:
        page.full_clean()
        page.rows.stream_block.clean(page.rows)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages) or "This collection cannot be shown.") from error
    with transaction.atomic():
        page.save_revision(user=by).publish(user=by)
    return page
