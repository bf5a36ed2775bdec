"""Wiping the text of a message from all tables that hold it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from community.actions.steps.room_events import append_event
from community.models import Message, RoomEvent
from community.queries.room_events import data_of
from community.wire import room_topic
from core.live.outbox import scrub


def remove_message(*, message: Message, by: Any) -> None:
    """Scrub the words of the message, of its event and of the outbox, and tell it as an event."""
    room = message.room
    with transaction.atomic():
        present = Message.objects.filter(pk=message.pk, deleted_at=None)
        if not present.update(text="", deleted_at=timezone.now()):
            return
        event = RoomEvent.objects.select_related("actor").get(room=room, seq=message.seq)
        event.payload, event.redacted = {"code": message.code, "language": message.language}, True
        event.save(update_fields=["payload", "redacted"])
        scrub(room_topic(room.code), message.seq, data_of(event))
        append_event(room=room, kind="delete", by=by, payload={"of": message.seq})
    message.refresh_from_db()
