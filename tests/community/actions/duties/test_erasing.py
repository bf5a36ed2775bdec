"""Erasing an account keeps the person's messages and posts, and removes the name."""

from collections.abc import Callable

from accounts.models import User
from community.actions.duties.erasing import erase_talk
from community.actions.reports import report
from community.models import Message, NoticeBox, Room, RoomEvent
from community.queries.personal_data import talk_data
from core.models import OutboxRow


def test_the_words_stay_without_the_name(room: Room, aida: User, kadri: User, say: Callable[..., RoomEvent]) -> None:
    say(aida, "Our river is cold")
    say(kadri, "Ours too")
    erase_talk(aida)
    shown = [(m.text, m.author) for m in Message.objects.filter(room=room)]
    assert shown == [("Our river is cold", None), ("Ours too", kadri)]
    assert "Aida" not in str(list(OutboxRow.objects.values()))
    assert [(e.kind, e.actor) for e in RoomEvent.objects.filter(room=room)] == [
        ("message", None),
        ("message", kadri),
        ("erase", None),
    ]
    assert (NoticeBox.objects.filter(user=aida).count(), aida.rooms.filter(left_at=None).count()) == (0, 0)


def test_the_export_holds_what_one_said(room: Room, aida: User, kadri: User, say: Callable[..., RoomEvent]) -> None:
    say(aida, "Mine")
    say(kadri, "Not mine")
    found = talk_data(aida)
    assert [row["text"] for row in found["messages"]] == ["Mine"]
    assert [row["room__title"] for row in found["rooms"]] == ["Living Water"]


def test_of_a_reported_person_the_name_goes_and_the_reporters_words_stay(room: Room, aida: User, kadri: User) -> None:
    made = report(object_type="person", code=aida.code, by=kadri, reason="insult", words="Aida was rude.")
    assert made.seen == {"text": "Aida"}
    erase_talk(aida)
    made.refresh_from_db()
    assert (made.seen, made.about, made.by, made.words) == ({}, None, kadri, "Aida was rude.")
