"""Opening and closing rooms, bringing people in and letting them go."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.actions.steps.room_events import append_event
from community.models import Room, RoomMember
from community.policy import ROOM_TITLE_CHARACTERS
from core.language.name_refusals import check_name
from core.live.outbox import check_again
from core.permissions import require


def open_room(*, title: str, members: Iterable[Any], by: Any) -> Room:
    """A new room; the first members have been there from the start, so no event tells of them."""
    require(by, "community.open_room")
    with transaction.atomic():
        room = Room.objects.create(title=check_name(title, field="title")[:ROOM_TITLE_CHARACTERS])
        people = {person.pk: person for person in members}
        RoomMember.objects.bulk_create(RoomMember(room=room, user=person) for person in people.values())
        for person in people.values():
            check_again(person)  # their open pages count its messages too
    return room


def join_room(*, room: Room, user: Any, by: Any, visible_from_seq: int = 0) -> RoomMember:
    """Add somebody to the room, or add them again. No change where they are a member."""
    require(by, "community.bring_in", room)
    with transaction.atomic():
        member, new = RoomMember.objects.select_for_update().get_or_create(
            room=room, user=user, defaults={"visible_from_seq": visible_from_seq}
        )
        if not new and member.left_at is None:
            return member
        event = append_event(room=room, kind="join", by=by, payload={"user": user.code})
        member.left_at, member.last_read_seq = None, event.seq
        member.save(update_fields=["left_at", "last_read_seq"])
        check_again(user)
    return member


def leave_room(*, room: Room, user: Any, by: Any) -> None:
    """Leave oneself, or remove somebody; their sockets are unsubscribed within two seconds."""
    require(by, "community.leave_room" if by == user else "community.bring_in", room)
    with transaction.atomic():
        gone = RoomMember.objects.filter(room=room, user=user, left_at=None).update(left_at=timezone.now())
        if gone:
            append_event(room=room, kind="leave", by=by, payload={"user": user.code})
            check_again(user)


def close_room(*, room: Room, by: Any) -> None:
    require(by, "community.close_room", room)
    with transaction.atomic():
        if Room.objects.filter(pk=room.pk, closed_at=None).update(closed_at=timezone.now()):
            append_event(room=room, kind="close", by=by)
    room.refresh_from_db()
