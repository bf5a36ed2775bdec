"""Appending to a room's history: number, event and outbox row, in the caller's transaction. The only writer of it."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from community.models import Room, RoomEvent
from community.queries.room_events import data_of
from community.queries.rooms import names_in
from community.wire import room_topic
from core.errors import Conflict
from core.live.outbox import tell

# Never an identity column: those numbers are given before the commit and come out of order.
ADVANCE = """
UPDATE community_room SET head_seq = head_seq + 1
WHERE id = %s AND (closed_at IS NULL OR %s <> 'message') RETURNING head_seq, epoch
"""


def append_event(
    *, room: Room, kind: str, by: Any, payload: dict[str, Any] | None = None, client_id: str = ""
) -> RoomEvent:
    """Call it last within a transaction: it holds the room's row until the commit. Conflict: it is closed."""
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [room.pk, kind])
        row = cursor.fetchone()
    if row is None:
        raise Conflict(_("This room is closed; it can be read, but not written in."))
    room.head_seq, room.epoch = row
    event = RoomEvent.objects.create(
        room=room, seq=room.head_seq, kind=kind, actor=by, client_id=client_id, payload=payload or {}
    )
    names = names_in(room, [event.payload.get("text", "")])
    tell(room_topic(room.code), kind, data_of(event, names), seq=event.seq, epoch=room.epoch)
    return event
