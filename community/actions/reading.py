"""What a person has read; it only grows, and every tab and device of theirs hears of it."""

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from community.models import Notice, NoticeBox, Room, RoomMember
from community.queries.notices import told_of, unread_notices, unread_of
from community.wire import notices_topic
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
        _mark(named.filter(dedupe__startswith=f"{by.pk}:room_mention:{room.code}:"), by)


def _read(room: Room, by: Any, seq: int) -> bool:
    """Whether that was more than before."""
    upto = min(max(seq, 0), Room.objects.values_list("head_seq", flat=True).get(pk=room.pk))
    return bool(RoomMember.objects.filter(room=room, user=by, last_read_seq__lt=upto).update(last_read_seq=upto))


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
            _tell(by)


def mark_notice_read(*, notice: Notice, by: Any) -> None:
    """One, by itself. Of another person's there is nothing to read."""
    require(by, "community.read_notice", notice)
    _mark(Notice.objects.filter(pk=notice.pk), by)


def unread_after_opening(*, by: Any, path: str) -> int:
    """How many are unread once those that tell of the page at `path`, which is being opened, count as read."""
    require(by, "community.read_notices")
    count, opened = told_of(unread_of(by), path)
    if opened:
        count -= _mark(Notice.objects.filter(user=by, pk__in=opened), by)
    return count


def read_earlier(notice: Notice) -> None:
    """Those of the same page count as read: this one tells where the matter stands now."""
    _count, keys = told_of(unread_of(notice.user), notice.url)
    _mark(Notice.objects.filter(pk__in=keys, seq__lt=notice.seq), notice.user)


def _mark(notices: QuerySet[Notice], by: Any) -> int:
    with transaction.atomic():
        changed = notices.filter(read_at=None).update(read_at=timezone.now())
        if changed:
            _tell(by)
    return changed


def _tell(by: Any) -> None:
    """Without number: a tab that missed it asks for the count when its line comes back."""
    tell(notices_topic(by.code), "read", {"unread": unread_notices(by)})
