"""A message that names people of its room: they stand out and are told; it has links and code."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from community.actions.blocks import block
from community.actions.messages import delete_message
from community.actions.reading import mark_read_live
from community.actions.rooms import leave_room
from community.models import Message, Notice, Room, RoomEvent, RoomMember
from community.queries.room_events import for_reader, room_catch_up
from community.showing.rooms import room_context
from core.models import OutboxRow

Say = Callable[..., RoomEvent]


def told(user: User) -> int:
    return Notice.objects.filter(user=user, key="community.room_mention").count()


def test_who_is_named_is_told_once_until_they_have_read(room: Room, aida: User, kadri: User, say: Say) -> None:
    say(aida, "@кадри, салам")
    assert told(kadri) == 0  # Kadri in Cyrillic letters is not stored
    say(aida, "@kadriге салам")
    say(aida, "@Kadri?")
    notice = Notice.objects.get(user=kadri, key="community.room_mention")
    assert (notice.params, notice.url.endswith(f"/rooms/{room.code}/")) == ({"title": "Living Water"}, True)
    mark_read_live(room=room, by=kadri, seq=3)
    notice.refresh_from_db()
    assert notice.read_at is not None
    say(aida, "@Kadri!")
    assert (told(kadri), told(aida)) == (2, 0)


@pytest.mark.parametrize("text", ["@Aida", "a@kadri.ee", "`@Kadri`", "Kadri", "@Stranger"])
def test_nobody_is_told_who_is_not_named(aida: User, kadri: User, stranger: User, say: Say, text: str) -> None:
    say(aida, text)
    assert [told(user) for user in (aida, kadri, stranger)] == [0, 0, 0]


def test_who_has_left_was_suspended_or_stands_apart_is_not_told(
    room: Room, aida: User, kadri: User, make_user: Callable[..., User], say: Say
) -> None:
    gone, away = make_user("Gone", may_write=True), make_user("Away", may_write=True, is_active=False)
    RoomMember.objects.bulk_create(RoomMember(room=room, user=user) for user in (gone, away))
    leave_room(room=room, user=gone, by=gone)
    block(whom=aida, by=kadri)
    say(aida, "@Gone @Away @Kadri")
    assert [told(user) for user in (gone, away, kadri)] == [0, 0, 0]


def test_the_same_html_on_the_page_by_the_line_and_to_catch_up(room: Room, aida: User, kadri: User, say: Say) -> None:
    say(aida, "**Салам** @kadriге `x  y` www.a.kg\n- <b>")
    html = (
        '<p><strong>Салам</strong> <b>@kadri</b>ге <code>x  y</code> <a href="http://www.a.kg" '
        'rel="nofollow ugc noopener">www.a.kg</a></p><ul><li>&lt;b&gt;</li></ul>'
    )
    member = RoomMember.objects.get(room=room, user=kadri)
    (frame,) = room_catch_up(room, member, after=0, epoch=room.epoch).frames
    (row,) = OutboxRow.objects.filter(topic=f"room:{room.code}")
    (shown,) = room_context(room, kadri)["log"]
    assert (frame.data["html"], row.data["html"], shown["html"]) == (html, html, html)


def test_the_plain_room_and_the_api_give_it_too(client, room: Room, aida: User, kadri: User, say: Say) -> None:  # noqa: ANN001
    say(aida, "@Kadri **x**")
    client.force_login(kadri)
    (found,) = client.get(f"/api/rooms/{room.code}/messages").json()["messages"]
    assert found["data"]["html"] == "<p><b>@Kadri</b> <strong>x</strong></p>"
    assert found["data"]["html"] in client.get(f"/en/rooms/{room.code}/").content.decode()


def test_what_was_taken_back_or_is_hidden_has_no_html(room: Room, aida: User, kadri: User, say: Say) -> None:
    say(aida, "**secret**")
    member = RoomMember.objects.get(room=room, user=kadri)
    frame = room_catch_up(room, member, after=0, epoch=room.epoch).frames[0]
    assert for_reader(frame, frozenset({aida.code})).data["html"] == ""
    delete_message(message=Message.objects.get(), by=aida)
    rows = [row.data for row in OutboxRow.objects.filter(topic=f"room:{room.code}")]
    frames = [frame.data for frame in room_catch_up(room, member, after=0, epoch=room.epoch).frames]
    assert "secret" not in str([rows, frames, room_context(room, kadri)["log"]])


@pytest.mark.parametrize("count", [1, 3])
def test_names_cost_one_query_and_only_where_somebody_is_named(
    room: Room, aida: User, kadri: User, say: Say, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        say(aida, "Салам")
    member = RoomMember.objects.get(room=room, user=kadri)
    with django_assert_num_queries(2):
        room_catch_up(room, member, after=0, epoch=room.epoch)
    say(aida, "@Kadri")
    with django_assert_num_queries(3):
        room_catch_up(room, member, after=0, epoch=room.epoch)
