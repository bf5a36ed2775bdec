"""A transactional outbox: an action adds a row in its own transaction; after commit it is published and marked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.live.hub import CONTROL
from core.live.realtime import has_hub, in_memory, publish_rows, session_mark
from core.models import OutboxRow
from core.policy import NEWS_KEPT

OWN_TURN = timedelta(seconds=2)  # the writer rings first; the relay takes what it left


def tell(topic: str, kind: str, data: dict[str, Any], *, seq: int = 0, epoch: str = "") -> None:
    """Write one piece of news. Published after commit; a relay publishes again what was not marked as sent."""
    row = OutboxRow.objects.create(topic=topic, kind=kind, data=data, seq=seq, epoch=epoch)
    transaction.on_commit(lambda: _publish([row]), robust=True)


def end_session(session_key: str) -> None:
    """Close the sockets of a session that ended."""
    tell(CONTROL, "end_session", {"session": session_mark(session_key)})


def end_person(user: Any) -> None:
    """Close all sockets of a person: new password, ban, erasure."""
    tell(CONTROL, "end_person", {"user": user.code})


def check_again(user: Any) -> None:
    """Have the sockets of a person ask again what they may follow and whom they blocked."""
    tell(CONTROL, "check_again", {"user": user.code})


def scrub(topic: str, seq: int, data: dict[str, Any]) -> None:
    """Overwrite the data of an event whose content was deleted: the outbox must not keep it."""
    OutboxRow.objects.filter(topic=topic, seq=seq).update(data=data)


def relay_once(*, limit: int = 500) -> int:
    """Publish again what no process marked as sent; how many rows. For the worker, every few seconds."""
    rows = list(OutboxRow.objects.filter(sent_at=None, created_at__lt=timezone.now() - OWN_TURN)[:limit])
    if rows and not _publish(rows) and in_memory() and not has_hub():
        # This process is the only one, and it has no socket yet: nobody waits for this.
        _mark(rows)
    return len(rows)


def forget_old_news() -> int:
    """Delete what was sent a week ago; called by the worker's housekeeping."""
    count, _ = OutboxRow.objects.filter(sent_at__lt=timezone.now() - NEWS_KEPT).delete()
    return count


def _publish(rows: Sequence[OutboxRow]) -> bool:
    reached = publish_rows(rows)
    if reached:
        _mark(rows)
    return reached


def _mark(rows: Sequence[OutboxRow]) -> None:
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=timezone.now())
