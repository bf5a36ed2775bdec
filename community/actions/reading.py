"""Marking rooms and notices as read. Read positions only grow; every open tab of the person gets the new count."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from community.actions.steps.reading_notices import count_as_read, tell_unread
from community.models import Notice, NoticeBox, Room, RoomMember
from community.queries.notices import NoticePage, told_of
from community.wire import RoomReadData, notices_topic
from core.live.outbox import tell
from core.permissions import require


def mark_read(*, room: Room, by: Any, seq: int) -> None:
    """Read up to `seq`, at most up to what there is."""
    require(by, "community.see_room", room)
    _read(room, by, seq)


def mark_read_live(*, room: Room, by: Any, seq: int) -> None:
    """On a page that is open already: who reads there that they are named need not open the notice of it."""
    require(by, "community.see_room", room)
    if _read(room, by, seq):
        named = Notice.objects.filter(user=by, key="community.room_mention")
        count_as_read(named.filter(dedupe__startswith=f"{by.pk}:room_mention:{room.code}:"), by)


def _read(room: Room, by: Any, seq: int) -> bool:
    """Whether that was more than before. The person's open pages count anew."""
    upto = min(max(seq, 0), Room.objects.values_list("head_seq", flat=True).get(pk=room.pk))
    seats = RoomMember.objects.filter(room=room, user=by, last_read_seq__lt=upto)
    with transaction.atomic():
        changed = bool(seats.update(last_read_seq=upto))
        if changed:
            tell(notices_topic(by.code), "room_read", {**RoomReadData(room=room.code, seq=upto)})
    return changed


def mark_notices_read(*, by: Any, seq: int | None = None) -> None:
    """All notices, or those up to `seq`."""
    require(by, "community.read_notices")
    boxes = NoticeBox.objects.filter(user=by)
    with transaction.atomic():
        if seq is None:
            changed = boxes.filter(read_seq__lt=F("head_seq")).update(read_seq=F("head_seq"))
        else:
            changed = boxes.filter(read_seq__lt=seq, head_seq__gte=seq).update(read_seq=seq)
        if changed:
            tell_unread(by)


def mark_notice_read(*, notice: Notice, by: Any) -> None:
    """One, by itself. Of another person's there is nothing to read."""
    require(by, "community.read_notice", notice)
    count_as_read(Notice.objects.filter(pk=notice.pk), by)


def unread_after_opening(*, by: Any, path: str, unread: Sequence[NoticePage]) -> int:
    """How many of `unread` are so once those that tell of the page at `path`, which is being opened, count as read."""
    require(by, "community.read_notices")
    opened = told_of(unread, path)
    read = count_as_read(Notice.objects.filter(user=by, pk__in=opened), by) if opened else 0
    return len(unread) - read
