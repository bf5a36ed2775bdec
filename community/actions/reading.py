"""What a person has read; it only grows."""

from typing import Any

from django.db.models import F

from community.models import NoticeBox, Room, RoomMember
from core.permissions import require


def mark_read(*, room: Room, by: Any, seq: int) -> None:
    """Read up to `seq`, at most up to what there is."""
    require(by, "community.see_room", room)
    upto = min(max(seq, 0), Room.objects.values_list("head_seq", flat=True).get(pk=room.pk))
    RoomMember.objects.filter(room=room, user=by, last_read_seq__lt=upto).update(last_read_seq=upto)


def mark_notices_read(*, by: Any, seq: int | None = None) -> None:
    """All notices, or those up to `seq`."""
    require(by, "community.read_notices")
    boxes = NoticeBox.objects.filter(user=by)
    if seq is None:
        boxes.update(read_seq=F("head_seq"))
    else:
        boxes.filter(read_seq__lt=seq, head_seq__gte=seq).update(read_seq=seq)
