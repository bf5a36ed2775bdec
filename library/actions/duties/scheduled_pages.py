"""Publishes and unpublishes pages at the times that their editors set. Called by a chore, so no permission is asked.

Housekeeping calls it in every process that keeps house. Each row is locked and looked at again before it is touched, so
two at once publish once, and what a crash cut off is done the next time. Practices have no such times: our verbs alone
publish them.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision


def publish_scheduled() -> int:
    """How many pages were published or taken back."""
    now = timezone.now()
    expired = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    pages = ContentType.objects.get_for_model(Page)
    due = Revision.objects.filter(approved_go_live_at__lt=now, base_content_type=pages).order_by("approved_go_live_at")
    return _each(expired, _take_back) + _each(due, _publish)


def _take_back(page: Page) -> None:
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _each(rows: Any, do: Callable[[Any], None]) -> int:
    done = 0
    keys: Iterable[Any] = list(rows.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            row = rows.order_by().select_for_update(of=("self",)).filter(pk=key).first()
            if row is not None:
                do(row)
                done += 1
    return done
