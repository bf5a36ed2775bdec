"""Publishes editorial pages outside of Wagtail's admin, which has verbs and a log of its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from core.errors import Invalid
from core.permissions import require


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
