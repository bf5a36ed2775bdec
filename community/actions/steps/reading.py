"""Counting notices as read; every tab and device of the person hears of it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.models import Notice
from community.queries.notices import told_of, unread_notices, unread_of
from community.wire import notices_topic
from core.live.outbox import tell


def read_earlier(notice: Notice) -> None:
    """Those of the same page count as read: this one tells where the matter stands now."""
    _count, keys = told_of(unread_of(notice.user), notice.url)
    count_as_read(Notice.objects.filter(pk__in=keys, seq__lt=notice.seq), notice.user)


def count_as_read(notices: QuerySet[Notice], by: Any) -> int:
    """How many of them were unread."""
    with transaction.atomic():
        changed = notices.filter(read_at=None).update(read_at=timezone.now())
        if changed:
            tell_unread(by)
    return changed


def tell_unread(by: Any) -> None:
    """Without number: a tab that missed it asks for the count when its line comes back."""
    tell(notices_topic(by.code), "read", {"unread": unread_notices(by)})
