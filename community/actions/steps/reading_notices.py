"""Marking notices as read; every open tab of the person gets the new count."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.models import Notice
from community.queries.notices import pages_of, told_of, unread_notices, unread_of
from community.wire import notices_topic
from core.live.outbox import tell


def read_earlier(notice: Notice) -> None:
    """Mark those of the same page as read: this one says what holds now."""
    keys = told_of(pages_of(unread_of(notice.user)), notice.url)
    count_as_read(Notice.objects.filter(pk__in=keys, seq__lt=notice.seq), notice.user)


def settled(matter: str, *, among: Iterable[Any] | None = None) -> None:
    """Within the transaction of a deed: what notices asked for (`asks` of notify) is done, so they are read.

    For everybody whom they were sent to, or for those `among` whom alone nothing is left to do.
    """
    rows = Notice.objects.filter(matter=matter, read_at=None)
    if among is not None:
        rows = rows.filter(user__in=among)
    people = {notice.user_id: notice.user for notice in rows.select_related("user").order_by("user")}
    for person in people.values():
        count_as_read(rows.filter(user=person), person)


def count_as_read(notices: QuerySet[Notice], by: Any) -> int:
    """How many of them were unread."""
    with transaction.atomic():
        changed = notices.filter(read_at=None).update(read_at=timezone.now())
        if changed:
            tell_unread(by)
    return changed


def tell_unread(by: Any) -> None:
    """An unnumbered frame: a tab that missed it asks for the count when it reconnects."""
    tell(notices_topic(by.code), "read", {"unread": unread_notices(by)})
