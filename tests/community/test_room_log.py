"""What stands between the messages of a room: days, what is new, one writer's messages under one name."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from community.models import Message, Room
from community.policy import MESSAGES_ON_OPENING
from community.queries.rooms import RoomSide
from community.showing.room_log import clock_and_day
from community.showing.rooms import clocks_of, room_context

SignIn = Callable[[User], Client]
NOON = datetime(2026, 11, 19, 12, tzinfo=ZoneInfo("Asia/Bishkek"))


def plant(room: Room, *said: tuple[User | None, datetime], language: str = "en", read: int = 0) -> None:
    Message.objects.bulk_create(
        Message(room=room, seq=seq, author=by, text="x", language=language, created_at=at)
        for seq, (by, at) in enumerate(said, start=1)
    )
    Room.objects.filter(pk=room.pk).update(head_seq=len(said))
    room.members.update(last_read_seq=read)


def lines(room: Room, reader: User) -> list[tuple[bool, str, bool]]:
    log = room_context(room, reader)["log"]
    return [(bool(row["day_line"]), row["new_line"], row["joined"]) for row in log]


def test_messages_of_one_writer_within_minutes_are_joined(room: Room, aida: User, kadri: User) -> None:
    minutes = [timedelta(minutes=n) for n in (0, 1, 2, 3, 20)]
    writers = (aida, aida, kadri, aida, aida)
    plant(room, *((by, NOON + later) for by, later in zip(writers, minutes, strict=True)), read=5)
    assert lines(room, kadri) == [(True, "", False), (False, "", True), *[(False, "", False)] * 3]


def test_of_who_left_and_of_what_was_taken_back_nothing_is_joined(room: Room, aida: User, kadri: User) -> None:
    plant(room, (None, NOON), (None, NOON), (aida, NOON), (aida, NOON), read=4)
    Message.objects.filter(seq=3).update(deleted_at=NOON)
    assert not any(joined for _day, _new, joined in lines(room, kadri))


def test_each_day_of_the_reader_has_a_line(room: Room, aida: User, kadri: User) -> None:
    plant(room, (aida, NOON), (aida, NOON + timedelta(hours=11)), (aida, NOON + timedelta(hours=13)), read=3)
    with timezone.override("Asia/Bishkek"):
        assert [day for day, _new, _joined in lines(room, kadri)] == [True, False, True]
    with timezone.override("UTC"):
        assert [day for day, _new, _joined in lines(room, kadri)] == [True, False, False]


def test_the_day_is_called_by_its_name() -> None:
    with timezone.override("Asia/Bishkek"):
        assert clock_and_day(NOON)["date"] == "2026-11-19"
        assert clock_and_day(NOON)["day"] == "Thursday, 19 November 2026"
        assert clock_and_day(timezone.now())["day"] == "Today"


def test_new_is_what_others_wrote_since(room: Room, aida: User, kadri: User) -> None:
    plant(room, (aida, NOON), (kadri, NOON), (aida, NOON), (aida, NOON), read=1)
    assert [new for _day, new, _joined in lines(room, kadri)] == ["", "", "2 new messages", ""]
    assert [new for _day, new, _joined in lines(room, aida)] == ["", "1 new message", "", ""]
    plant_read(room, 4)
    assert not any(new for _day, new, _joined in lines(room, kadri))


def plant_read(room: Room, seq: int) -> None:
    room.members.update(last_read_seq=seq)


@pytest.mark.parametrize(("unread", "shown"), [(10, 50), (120, 121), (400, MESSAGES_ON_OPENING)])
def test_a_room_opens_with_all_that_is_unread_up_to_a_bound(
    unread: int, shown: int, room: Room, aida: User, kadri: User, signed_in: SignIn
) -> None:
    plant(room, *[(aida, NOON)] * 450, read=450 - unread)
    page = signed_in(kadri).get(f"/en/rooms/{room.code}/").content.decode()
    assert page.count("data-seq=") == shown
    assert page.count('id="new"') == 1
    assert 'id="new"' not in signed_in(kadri).get(f"/en/rooms/{room.code}/").content.decode()


def test_earlier_pages_call_nothing_new(room: Room, aida: User, kadri: User) -> None:
    plant(room, *[(aida, NOON)] * 60, read=0)
    assert not any(row["new_line"] for row in room_context(room, kadri, before=55)["log"])


def test_lists_lead_to_what_is_new(room: Room, aida: User, kadri: User, signed_in: SignIn) -> None:
    plant(room, (aida, NOON))
    client, address = signed_in(kadri), f'href="/en/rooms/{room.code}/#new"'
    assert address in client.get("/en/rooms/").content.decode()
    assert address in client.get("/en/accounts/home/").content.decode()


def test_two_clocks_are_shown_where_they_differ() -> None:
    ours = RoomSide("us", "Baetov", "Asia/Bishkek")
    theirs = RoomSide("them", "Tartu", "Europe/Tallinn")
    assert [(one.place, one.zone) for one in clocks_of([theirs, ours, theirs])] == [
        ("Baetov", "Asia/Bishkek"),
        ("Tartu", "Europe/Tallinn"),
    ]
    assert [one.place for one in clocks_of([ours, RoomSide("them", "Osh", "Asia/Bishkek")])] == ["Baetov"]
    assert clocks_of([RoomSide("us"), RoomSide("them")]) == []
