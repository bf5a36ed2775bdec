"""What happened in a room after number N, in the form that pages, sockets and the API share."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from community.models import Message, Room, RoomEvent, RoomMember
from community.policy import CATCH_UP, MESSAGES_A_PAGE
from community.queries.rooms import names_in
from community.wire import MessageData, room_topic
from core.language.formats import iso_moment
from core.live.hub import Frame
from core.text.markup import Names, rendered


@dataclass(frozen=True, slots=True)
class CatchUp:
    """From `start` (exclusive) to `head`, whole; or `reset`: nothing, and the page is loaded anew."""

    start: int
    head: int
    epoch: str
    reset: bool = False
    frames: list[Frame] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)


def room_catch_up(room: Room, member: RoomMember, *, after: int | None, epoch: str) -> CatchUp:
    """Read after the caller began to listen, so that nothing falls between. `after` None: only what is new."""
    room = Room.objects.only("head_seq", "epoch", "code").get(pk=room.pk)
    start = room.head_seq if after is None else max(after, member.visible_from_seq)
    if (epoch and epoch != room.epoch) or start > room.head_seq or room.head_seq - start > CATCH_UP:
        return CatchUp(room.head_seq, room.head_seq, room.epoch, reset=True)
    rows = list(room.events.filter(seq__gt=start, seq__lte=room.head_seq).select_related("actor").order_by("seq"))
    names = names_in(room, [event.payload.get("text", "") for event in rows])
    frames = [frame_of(room, event, names) for event in rows]
    return CatchUp(start, room.head_seq, room.epoch, frames=frames)


def frame_of(room: Room, event: RoomEvent, names: Names | None = None) -> Frame:
    return Frame(room_topic(room.code), event.kind, data_of(event, names), event.seq, room.epoch)


def data_of(event: RoomEvent, names: Names | None = None) -> dict[str, Any]:
    """What everybody in the room may know of an event; of a redacted one, what is left.

    `html` is made of the words whenever they are read, so it is never older than the markup; it is kept nowhere but
    in the outbox, whose rows are scrubbed with the words.
    """
    actor = event.actor
    data: dict[str, Any] = {
        **event.payload,
        "actor": actor.code if actor else None,
        "name": actor.name if actor else "",
        "latin": actor.latin if actor else "",
        "at": iso_moment(event.created_at),
        "client_id": event.client_id,
    }
    if event.redacted:
        data |= {"text": "", "html": "", "gone": True}
    elif event.kind == "message":
        data["html"] = rendered(event.payload.get("text", ""), names)
    return data


def hidden(data: dict[str, Any]) -> dict[str, Any]:
    """The same for a reader who blocked its author."""
    return {**data, "text": "", "html": "", "hidden": True}


def for_reader(frame: Frame, blocked: frozenset[str]) -> Frame:
    if frame.kind == "message" and frame.data.get("actor") in blocked:
        return Frame(frame.topic, frame.kind, hidden(frame.data), frame.seq, frame.epoch)
    return frame


def messages_for(member: RoomMember, *, before: int | None = None, limit: int = MESSAGES_A_PAGE) -> list[Message]:
    """The newest messages that the member may see, oldest first; one more than `limit` where there are earlier ones."""
    rows: QuerySet[Message] = Message.objects.filter(room_id=member.room_id, seq__gt=member.visible_from_seq)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return list(rows.select_related("author").order_by("-seq")[: limit + 1])[::-1]


def message_data(message: Message, blocked: frozenset[str], names: Names | None = None) -> dict[str, Any]:
    """A message of the projection in the form of its event."""
    author = message.author
    data = MessageData(
        code=message.code,
        actor=author.code if author else None,
        name=author.name if author else "",
        latin=author.latin if author else "",
        text=message.text,
        html=rendered(message.text, names),
        language=message.language,
        at=iso_moment(message.created_at),
        client_id="",
    )
    if message.deleted_at:
        data["gone"] = True
    return hidden({**data}) if data["actor"] in blocked else {**data}
