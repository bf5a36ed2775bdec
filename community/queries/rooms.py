"""Chat rooms, their members and unread counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from community.models import Room, RoomMember
from core.people import has_open_account, is_signed_in
from core.text.markup import Names, count_named


@dataclass(frozen=True, slots=True)
class RoomSide:
    """Where a person in a room comes from: `side` is "us" or "them", seen by the reader; `zone`: of the clock there."""

    side: str
    place: str = ""
    zone: str = ""


Sides = dict[str, RoomSide]
_sides: list[Callable[[Room, Any], Sides | None]] = []
_hosts: list[Callable[[Any, Room], bool]] = []
_voices: list[Callable[[Any, Room], bool | None]] = []


def add_sides(source: Callable[[Room, Any], Sides | None]) -> None:
    """`source(room, reader)`: by the code of each person, or None for rooms that are not its own."""
    _sides.append(source)


def sides_of(room: Room, reader: Any) -> Sides:
    return next((found for source in _sides if (found := source(room, reader)) is not None), {})


def add_hosts(judge: Callable[[Any, Room], bool]) -> None:
    """`judge(user, room)`: who keeps a room though not in it, brings people in and closes it (not: reads it)."""
    _hosts.append(judge)


def hosts(user: Any, room: Room) -> bool:
    return is_signed_in(user) and any(judge(user, room) for judge in _hosts)


def add_voices(judge: Callable[[Any, Room], bool | None]) -> None:
    """`judge(user, room)`: whether a person of the room may write in it now; None for rooms that are not its own."""
    _voices.append(judge)


def has_voice(user: Any, room: Room) -> bool:
    return all(judge(user, room) is not False for judge in _voices)


def rooms_visible_to(user: Any) -> QuerySet[Room]:
    """The rooms a person is in. Nobody reads a private room by office."""
    if not has_open_account(user):
        return Room.objects.none()
    return Room.objects.filter(members__user=user, members__left_at=None)


def member_of(room: Room, user: Any) -> RoomMember | None:
    if not has_open_account(user):
        return None
    return RoomMember.objects.filter(room=room, user=user, left_at=None).first()


def members_of(room: Room) -> QuerySet[RoomMember]:
    return RoomMember.objects.filter(room=room, left_at=None).select_related("user").order_by("joined_at", "pk")


def names_in(room: Room, texts: Iterable[str]) -> Names | None:
    """The people of the room, by their codes: asked only where one of the texts names somebody."""
    if not any(count_named(text) for text in texts):
        return None
    rows = members_of(room).filter(user__is_active=True).values_list("user__code", "user__name", "user__latin_name")
    return Names({code: spellings for code, *spellings in rows})


def unread_by_room(user: Any) -> dict[int, int]:
    """By the keys of the rooms that the person is in. One query."""
    return dict(with_unread(user).values_list("room", "unread"))


def with_unread(user: Any) -> QuerySet[Any]:
    """The person's memberships, each with its `unread` count, rooms with the newest talk first."""
    seats = RoomMember.objects.filter(user=user, left_at=None).select_related("room")
    return seats.annotate(unread=F("room__head_seq") - F("last_read_seq")).order_by("-unread", "-room_id")
