"""Opening and closing rooms, coming and going, reading."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import OfficeKind, User
from community.actions.reading import mark_read
from community.actions.rooms import close_room, join_room, leave_room, open_room
from community.models import Room, RoomEvent, RoomMember
from community.queries.rooms import member_of, members_of, rooms_visible_to, with_unread
from core.errors import Refused
from core.models import OutboxRow
from core.permissions import allowed

Say = Callable[..., RoomEvent]


def kinds(room: Room) -> list[str]:
    return list(room.events.values_list("kind", flat=True))


def people(room: Room) -> list[User]:
    return [member.user for member in members_of(room)]


def test_a_room_opens_with_its_first_people(aida: User, kadri: User) -> None:
    room = open_room(title="  Living\x00 Water ", members=[aida, kadri, aida], by=aida)
    assert (room.title, room.head_seq, people(room)) == ("Living Water", 0, [aida, kadri])


def test_visitors_open_no_room(db: None) -> None:
    with pytest.raises(Refused):
        open_room(title="x", members=[], by=None)
    assert Room.objects.count() == 0


def test_somebody_in_the_room_brings_others_in(room: Room, aida: User, stranger: User) -> None:
    for _ in range(2):
        join_room(room=room, user=stranger, by=aida)
    assert stranger in people(room)
    assert kinds(room) == ["join"]


def test_strangers_bring_nobody_in(room: Room, stranger: User) -> None:
    with pytest.raises(Refused):
        join_room(room=room, user=stranger, by=stranger)
    assert stranger not in people(room)
    assert kinds(room) == []


@pytest.mark.parametrize("office", list(OfficeKind))
def test_no_office_lets_itself_in(room: Room, make_officer: Callable[..., User], office: OfficeKind) -> None:
    officer = make_officer(office)
    with pytest.raises(Refused):
        join_room(room=room, user=officer, by=officer)
    assert kinds(room) == []


def test_who_leaves_sees_nothing_more(room: Room, kadri: User, aida: User, say: Say) -> None:
    OutboxRow.objects.all().delete()
    leave_room(room=room, user=kadri, by=kadri)
    assert people(room) == [aida]
    assert list(rooms_visible_to(kadri)) == []
    assert kinds(room) == ["leave"]
    assert OutboxRow.objects.filter(topic="control", kind="check_again", data={"user": kadri.code}).count() == 1
    with pytest.raises(Refused):
        say(kadri)
    with pytest.raises(Refused):
        leave_room(room=room, user=kadri, by=kadri)
    assert kinds(room) == ["leave"]


def test_who_comes_back_reads_on(room: Room, kadri: User, aida: User) -> None:
    leave_room(room=room, user=kadri, by=aida)
    join_room(room=room, user=kadri, by=aida)
    assert kinds(room) == ["leave", "join"]
    assert RoomMember.objects.get(room=room, user=kadri).last_read_seq == 2


def test_nobody_is_thrown_out_by_a_stranger(room: Room, aida: User, stranger: User) -> None:
    with pytest.raises(Refused):
        leave_room(room=room, user=aida, by=stranger)
    assert aida in people(room)


def test_a_room_closes_once(room: Room, aida: User, kadri: User) -> None:
    close_room(room=room, by=aida)
    since = room.closed_at
    close_room(room=room, by=kadri)
    assert (room.closed_at, kinds(room)) == (since, ["close"])


def test_a_stranger_closes_nothing(room: Room, stranger: User) -> None:
    with pytest.raises(Refused):
        close_room(room=room, by=stranger)
    assert Room.objects.get().closed_at is None


def test_reading_only_grows(room: Room, aida: User, kadri: User, say: Say) -> None:
    for _ in range(3):
        say(aida)
    seen: list[Any] = []
    for seq in (2, 1, 99, 0):
        mark_read(room=room, by=kadri, seq=seq)
        seen.append(RoomMember.objects.get(room=room, user=kadri).last_read_seq)
    assert seen == [2, 2, 3, 3]


def test_a_stranger_reads_nothing(room: Room, stranger: User) -> None:
    with pytest.raises(Refused):
        mark_read(room=room, by=stranger, seq=1)


def test_what_is_new_is_counted_by_room(room: Room, aida: User, kadri: User, say: Say) -> None:
    other = open_room(title="Other", members=[aida, kadri], by=aida)
    say(aida)
    say(aida)
    say(aida, room=other)
    assert [(seat.room, seat.unread) for seat in with_unread(kadri)] == [(room, 2), (other, 1)]
    assert [sum(seat.unread for seat in with_unread(who)) for who in (kadri, aida)] == [3, 0]


@pytest.mark.parametrize("who", ["aida", "stranger", "moderator", "coordinator", "administrator", "nobody"])
def test_one_opens_exactly_what_one_may_list(
    who: str, room: Room, aida: User, stranger: User, make_officer: Callable[..., User]
) -> None:
    """No office reads a private room."""
    person: Any = {"aida": aida, "stranger": stranger, "nobody": None}.get(who)
    if who in OfficeKind.values:
        person = make_officer(OfficeKind(who))
    listed = room in rooms_visible_to(person)
    assert listed == allowed(person, "community.see_room", room) == (member_of(room, person) is not None)
    assert listed == (who == "aida")
