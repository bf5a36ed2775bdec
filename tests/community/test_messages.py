"""Sending messages and taking them back."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from accounts.models import Standing, User
from community.actions.messages import delete_message, send_message
from community.actions.rooms import close_room
from community.models import Message, Room, RoomEvent, RoomMember
from core.errors import Conflict, Invalid, Refused, TooMany
from core.models import OutboxRow

Say = Callable[..., RoomEvent]


def stored(room: Room) -> tuple[int, int, int, int]:
    return (
        Room.objects.get(pk=room.pk).head_seq,
        room.events.count(),
        room.messages.count(),
        OutboxRow.objects.filter(topic=f"room:{room.code}").count(),
    )


def test_a_message_is_event_message_and_news_under_one_number(room: Room, aida: User, say: Say) -> None:
    event = say(aida, "  Салам!\u202e\x00 ", language="ky")
    message = Message.objects.get(room=room)
    assert (event.seq, event.kind, event.payload["text"]) == (1, "message", "Салам!")
    assert (message.seq, message.text, message.language, message.author) == (1, "Салам!", "ky", aida)
    assert message.created_at == event.created_at
    row = OutboxRow.objects.get(topic=f"room:{room.code}")
    assert (row.seq, row.epoch, row.kind, row.data["text"]) == (1, room.epoch, "message", "Салам!")
    assert stored(room) == (1, 1, 1, 1)


def test_the_language_is_remembered_and_ones_own_words_are_read(room: Room, aida: User, kadri: User, say: Say) -> None:
    say(aida, language="ru")
    seats = {m.user: (m.language, m.last_read_seq) for m in RoomMember.objects.filter(room=room)}
    assert seats == {aida: ("ru", 1), kadri: ("", 0)}


def test_the_same_number_stores_once(room: Room, aida: User, say: Say) -> None:
    once = uuid4().hex
    first, second = say(aida, "One", client_id=once), say(aida, "One", client_id=once)
    assert (first.pk, first.seq) == (second.pk, second.seq)
    assert stored(room) == (1, 1, 1, 1)


def test_other_words_under_the_same_number_conflict(room: Room, aida: User, say: Say) -> None:
    once = uuid4().hex
    say(aida, "One", client_id=once)
    with pytest.raises(Conflict):
        say(aida, "Two", client_id=once)
    assert stored(room) == (1, 1, 1, 1)


def test_two_people_may_use_the_same_number(room: Room, aida: User, kadri: User, say: Say) -> None:
    once = uuid4().hex
    assert [say(aida, "One", client_id=once).seq, say(kadri, "Two", client_id=once).seq] == [1, 2]


def test_a_stranger_cannot_write(room: Room, stranger: User, say: Say) -> None:
    with pytest.raises(Refused):
        say(stranger)
    assert stored(room) == (0, 0, 0, 0)


def test_without_standing_a_member_cannot_write(room: Room, aida: User, say: Say) -> None:
    Standing.objects.filter(user=aida).update(may_write=False)
    with pytest.raises(Refused) as refused:
        say(User.objects.get(pk=aida.pk))
    assert "verified" in str(refused.value.text)
    assert stored(room) == (0, 0, 0, 0)


def test_a_closed_room_takes_nothing(room: Room, aida: User, say: Say) -> None:
    close_room(room=room, by=aida)
    with pytest.raises(Refused):
        say(aida)
    assert stored(room) == (1, 1, 0, 1)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": " \n\x00"}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "x", "language": "xx-nonsense"}, "language"),
        ({"text": "x", "client_id": "short"}, "client_id"),
        ({"text": "x", "client_id": "<script>alert(1)"}, "client_id"),
    ],
)
def test_nonsense_is_refused(room: Room, aida: User, words: dict[str, str], field: str) -> None:
    given = {"language": "en", "client_id": uuid4().hex, **words}
    with pytest.raises(Invalid) as refused:
        send_message(room=room, by=aida, **given)
    assert refused.value.field == field
    assert stored(room) == (0, 0, 0, 0)


def test_the_31st_message_of_a_minute_waits(room: Room, aida: User, say: Say) -> None:
    for number in range(30):
        say(aida, str(number))
    with pytest.raises(TooMany) as refused:
        say(aida, "30")
    assert 1 <= refused.value.wait <= 61
    assert stored(room) == (30, 30, 30, 30)


def test_what_is_taken_back_is_gone_everywhere(room: Room, aida: User, say: Say) -> None:
    say(aida, "A secret")
    message = Message.objects.get(room=room)
    delete_message(message=message, by=aida)
    assert (message.text, message.deleted_at is not None) == ("", True)
    first, second = RoomEvent.objects.filter(room=room)
    assert (first.redacted, first.payload) == (True, {"code": message.code, "language": "en"})
    assert (second.kind, second.seq, second.payload) == ("delete", 2, {"of": 1})
    assert "secret" not in str(list(OutboxRow.objects.values()))


def test_taking_back_twice_changes_nothing(room: Room, aida: User, say: Say) -> None:
    say(aida)
    for _ in range(2):
        delete_message(message=Message.objects.get(room=room), by=aida)
    assert stored(room) == (2, 2, 1, 2)


def test_nobody_takes_back_what_others_wrote(room: Room, aida: User, kadri: User, say: Say) -> None:
    say(aida, "Mine")
    with pytest.raises(Refused):
        delete_message(message=Message.objects.get(room=room), by=kadri)
    assert Message.objects.get(room=room).text == "Mine"
    assert stored(room) == (1, 1, 1, 1)
