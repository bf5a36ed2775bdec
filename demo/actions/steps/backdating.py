"""Sets timestamps back: verbs write the present time, the demo needs dates in the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from community.models import Board, Message, Notice, Post, Report, Room, RoomEvent, RoomMember, Topic
from core.models import Deed
from twinning.models import (
    Agreement,
    Decision,
    Institution,
    Partnership,
    Party,
    Proposal,
    RulesConsent,
    Signature,
    Staff,
    Wish,
)

STAMPS: Final[tuple[tuple[QuerySet[Any], str], ...]] = (
    (Deed.objects.all(), "at"),
    (Notice.objects.all(), "created_at"),
    (Institution.objects.all(), "created_at"),
    (Staff.objects.all(), "asked_at"),
    (RulesConsent.objects.all(), "at"),
    (Wish.objects.all(), "created_at"),
    (Decision.objects.all(), "at"),
    (Proposal.objects.all(), "sent_at"),
    (Partnership.objects.all(), "opened_at"),
    (Party.objects.all(), "since"),
    (Agreement.objects.all(), "drawn_up_at"),
    (Signature.objects.all(), "at"),
    (Room.objects.all(), "created_at"),
    (RoomMember.objects.all(), "joined_at"),
    (RoomEvent.objects.all(), "created_at"),
    (Message.objects.all(), "created_at"),
    (Report.objects.all(), "created_at"),
    (Board.objects.all(), "created_at"),
    (Topic.objects.all(), "created_at"),
    (Post.objects.all(), "created_at"),
)

SCHOOL_HOURS: Final = 6


def ago(days: float) -> datetime:
    """Noon UTC so many whole days ago; a fraction of a day takes off up to SCHOOL_HOURS, so it stays school time."""
    now = timezone.now()
    noon = now.astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    last = noon if noon <= now else noon - timedelta(days=1)
    whole = int(days)
    return last - timedelta(days=whole, hours=SCHOOL_HOURS * (days - whole))


def day_ago(days: float) -> date:
    return timezone.localdate() - timedelta(days=days)


@contextmanager
def happened(days: float) -> Iterator[None]:
    """Set the stamps of all rows created within the block to `days` ago."""
    before = [_last(rows) for rows, _field in STAMPS]
    yield
    when = ago(days)
    for (rows, field), last in zip(STAMPS, before, strict=True):
        rows.filter(pk__gt=last).update(**{field: when})


def _last(rows: QuerySet[Any]) -> int:
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0
