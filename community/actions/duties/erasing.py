"""Erasing a person from talk: messages stay without an author; notices, blocks and open appeals are deleted."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from community.actions.steps.desk import desk_changed
from community.actions.steps.room_events import append_event
from community.models import Appeal, Block, Digest, Message, Notice, NoticeBox, Report, RoomEvent, RoomMember
from community.wire import ROOM
from core.live.outbox import end_person
from core.models import OutboxRow


def erase_talk(user: Any) -> None:
    """Within the transaction of the erasure."""
    with transaction.atomic():
        rooms = [m.room for m in RoomMember.objects.filter(user=user).select_related("room").order_by("room_id")]
        RoomMember.objects.filter(user=user, left_at=None).update(left_at=timezone.now())
        RoomEvent.objects.filter(actor=user).update(actor=None)
        Message.objects.filter(author=user).update(author=None)
        _forget_name_in_outbox(user)
        Notice.objects.filter(user=user).delete()
        NoticeBox.objects.filter(user=user).delete()
        Digest.objects.filter(user=user).delete()
        # Nobody waits any more for an answer to the open ones; the answered ones stay without the name.
        Appeal.objects.filter(by=user, answered_at=None).delete()
        Appeal.objects.filter(by=user).update(by=None)
        Block.objects.filter(by=user).delete()
        Report.objects.filter(by=user).update(by=None)
        # Of a reported person nothing but the name was kept.
        Report.objects.filter(about=user, object_type="person").update(about=None, seen={})
        desk_changed()
        for room in rooms:
            append_event(room=room, kind="erase", by=None, payload={"who": user.code})
        end_person(user)


def _forget_name_in_outbox(user: Any) -> None:
    for row in OutboxRow.objects.filter(topic__startswith=f"{ROOM}:", data__actor=user.code):
        row.data = {**row.data, "actor": None, "name": "", "latin": ""}
        row.save(update_fields=["data"])
