"""The socket: it catches up, goes live, never misses, and ends with the right to it."""

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable
from typing import Any, Self
from uuid import uuid4

import pytest
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from accounts.models import User
from community import wire
from community.actions.blocks import block
from community.actions.duties.erasing import erase_talk
from community.actions.messages import delete_message, send_message
from community.actions.rooms import close_room, join_room, leave_room, open_room
from community.consumers import connection as line_module
from community.consumers import subscriptions
from community.models import Message, Room, RoomEvent
from community.queries.room_events import message_data
from community.routing import sockets
from core.live.outbox import end_person
from core.live.realtime import in_database, publish_rows
from core.models import OutboxRow
from tests.community.committing import committing

pytestmark = committing
Frame = dict[str, Any]
PATIENCE = 20  # seconds: a busy machine is no fault of the line, a frame that never comes is


class Socket:
    """A client that speaks the protocol of the socket as the browser does."""

    def __init__(self, user: User | None) -> None:
        self.user = user
        self.key = ""

    async def __aenter__(self) -> Self:
        headers = [(b"origin", b"http://localhost"), (b"host", b"localhost")]
        if self.user is not None:
            self.key = await in_database(self._session)()
            headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={self.key}".encode()))
        self.line = WebsocketCommunicator(sockets, "/ws/?lang=en", headers=headers)
        connected, _ = await self.line.connect(timeout=PATIENCE)
        assert connected
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.line.disconnect()

    def _session(self) -> str:
        client = Client()
        client.force_login(self.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return str(client.cookies[settings.SESSION_COOKIE_NAME].value)

    async def say(self, **frame: Any) -> None:
        await self.line.send_to(text_data=json.dumps(frame))

    async def hear(self) -> Frame:
        found: Frame = json.loads(await self.line.receive_from(timeout=PATIENCE))
        return found

    async def until(self, kind: str) -> list[Frame]:
        heard: list[Frame] = []
        while not heard or heard[-1]["kind"] != kind:
            heard.append(await self.hear())
        return heard

    async def subscribe(self, room: Room, after: int | None = 0, epoch: str = "") -> list[Frame]:
        await self.say(do="subscribe", topic=f"room:{room.code}", after=after, epoch=epoch)
        while True:
            first = await self.hear()
            if first["kind"] in {"reset", "gone"}:
                return [first]
            if first["kind"] == "start":
                return [first, *await self.until("live")]

    async def closed(self) -> int:
        while True:
            event = await self.line.receive_output(timeout=3)
            if event["type"] == "websocket.close":
                return int(event["code"])


def events_of(frames: list[Frame]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for frame in frames:
        if frame["kind"] == "start":
            found += [(event["seq"], event["kind"]) for event in frame["data"]["events"]]
        elif frame["seq"] and frame["kind"] not in {"live", "heartbeat"}:
            found.append((frame["seq"], frame["kind"]))
    return found


@pytest.fixture
def said(room: Room) -> Callable[..., Awaitable[RoomEvent]]:
    def say(by: User, text: str, client_id: str = "") -> RoomEvent:
        return send_message(room=room, by=by, text=text, language="en", client_id=client_id or uuid4().hex)

    return in_database(say)


async def test_what_was_said_comes_first_and_then_what_is_said(
    room: Room, aida: User, kadri: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    await said(aida, "before")
    async with Socket(kadri) as socket:
        start, live = await socket.subscribe(room)
        assert [event["data"]["text"] for event in start["data"]["events"]] == ["before"]
        assert (live["seq"], live["epoch"]) == (1, room.epoch)
        await said(aida, "after")
        frame = await socket.hear()
    assert (frame["topic"], frame["seq"], frame["kind"], frame["data"]["text"]) == (
        f"room:{room.code}",
        2,
        "message",
        "after",
    )


async def test_only_what_came_after_a_number(
    room: Room, aida: User, kadri: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    for text in ("one", "two", "three"):
        await said(aida, text)
    async with Socket(kadri) as socket:
        assert events_of(await socket.subscribe(room, after=2, epoch=room.epoch)) == [(3, "message")]


async def test_news_twice_is_heard_once_more_and_numbers_tell(
    room: Room, aida: User, kadri: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    """Publishing twice is harmless: the number of the second frame is known."""
    async with Socket(kadri) as socket:
        await socket.subscribe(room)
        await said(aida, "one")
        first = await socket.hear()
        await in_database(lambda: publish_rows(list(OutboxRow.objects.filter(seq=1))))()
        second = await socket.hear()
    assert first == second


async def test_subscribing_never_misses(
    room: Room, aida: User, kadri: User, said: Callable[..., Awaitable[RoomEvent]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said after the past was read and before the line is live waits, and comes out once."""
    whole = line_module.database.catch_up

    def slowly(*args: Any) -> Any:
        said_before = whole(*args)
        send_message(room=room, by=aida, text="in between", language="en", client_id=uuid4().hex)
        return said_before

    monkeypatch.setattr(line_module.database, "catch_up", slowly)
    await said(aida, "before")
    async with Socket(kadri) as socket:
        frames = await socket.subscribe(room)
        if frames[-1]["seq"] < 2 and (2, "message") not in events_of(frames):
            frames.append(await socket.hear())
        await asyncio.sleep(0.1)
        assert await socket.line.receive_nothing(0.2)
    assert events_of(frames) == [(1, "message"), (2, "message")]


async def test_too_far_behind_or_another_epoch_loads_anew(room: Room, kadri: User) -> None:
    await in_database(lambda: Room.objects.filter(pk=room.pk).update(head_seq=501))()
    async with Socket(kadri) as socket:
        (far,) = await socket.subscribe(room, after=0)
        (other,) = await socket.subscribe(room, after=501, epoch="another")
        (ahead,) = await socket.subscribe(room, after=502)
    assert [(frame["kind"], frame["seq"]) for frame in (far, other, ahead)] == [("reset", 501)] * 3


async def test_strangers_hear_nothing(
    room: Room, stranger: User, aida: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    async with Socket(stranger) as socket:
        (gone,) = await socket.subscribe(room)
        await said(aida, "secret")
        assert await socket.line.receive_nothing(0.2)
    assert gone["kind"] == "gone"


async def test_saying_by_frame_stores_once(room: Room, aida: User) -> None:
    once = uuid4().hex
    async with Socket(aida) as socket:
        answers = []
        for _ in range(2):
            await socket.say(do="send", room=room.code, client_id=once, text="Hello", language="en")
            answers.append((await socket.until("stored"))[-1]["data"])
        await socket.say(do="send", room=room.code, client_id=once, text="Other", language="en")
        (refused,) = await socket.until("refused")
    assert answers[0] == answers[1]
    assert (answers[0]["client_id"], answers[0]["seq"]) == (once, 1)
    assert (refused["data"]["client_id"], refused["data"]["status"], refused["data"]["code"]) == (once, 409, "conflict")


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        '{"do": 1}',
        '{"do": "nothing"}',
        '{"do": "subscribe", "topic": 7}',
        '{"do": "subscribe", "topic": "room:x", "after": -1}',
        '{"do": "subscribe", "topic": "room:x", "after": true}',
        "[" * 5000,
        '{"do": "subscribe", "topic": "room:\\u0000"}',
        '{"do": "send", "room": "\\ud800", "client_id": "x", "text": "x", "language": "en"}',
    ],
)
async def test_nonsense_is_refused_and_the_line_lives(kadri: User, room: Room, text: str) -> None:
    async with Socket(kadri) as socket:
        await socket.line.send_to(text_data=text)
        assert (await socket.hear())["kind"] == "refused"
        assert (await socket.subscribe(room))[-1]["kind"] == "live"


async def test_too_big_and_too_much_end_the_line(kadri: User) -> None:
    async with Socket(kadri) as socket:
        await socket.line.send_to(text_data="x" * 64_001)
        assert await socket.closed() == wire.TOO_BIG
    async with Socket(kadri) as socket:
        for _ in range(81):
            await socket.say(do="unsubscribe", topic="room:x")
        assert await socket.closed() == wire.TOO_MUCH


@pytest.mark.parametrize("text", ["x", '{"do": "subscribe", "topic": "room:x"}'])
async def test_nonsense_and_subscribing_without_end_are_too_much(
    kadri: User, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "A_WHILE", 1000)  # a busy database gives them no rest
    async with Socket(kadri) as socket:
        for _ in range(300):
            await socket.line.send_to(text_data=text)
        assert await socket.closed() == wire.TOO_MUCH


async def test_all_lines_of_a_person_have_one_pace(
    kadri: User, aida: User, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was cut off does not begin anew with the next line; others never hear of it."""
    monkeypatch.setattr(subscriptions, "A_WHILE", 1000)
    async with Socket(kadri) as socket:
        for _ in range(81):
            await socket.line.send_to(text_data="x")
        assert await socket.closed() == wire.TOO_MUCH
    async with Socket(kadri) as socket, Socket(aida) as other:
        await socket.line.send_to(text_data="x")
        assert await socket.closed() == wire.TOO_MUCH
        assert (await other.subscribe(room))[-1]["kind"] == "live"


async def test_three_tabs_catch_up_with_sixty_topics_each(kadri: User, room: Room) -> None:
    topics = [
        room,
        *await in_database(lambda: [open_room(title="Room", members=[kadri], by=kadri) for _ in range(59)])(),
    ]
    async with Socket(kadri) as socket:
        for _tab in range(3):
            for one in topics:
                await socket.say(do="subscribe", topic=f"room:{one.code}", after=0)
        heard: list[str] = []
        for count in itertools.count(1):
            heard.append((await socket.hear())["kind"])
            if count % 64 == 0:
                await socket.say(do="seen", n=count)
            if heard.count("live") == 180:
                break
    heard = [kind for kind in heard if kind != "heartbeat"]
    assert heard == ["start", "live"] * 180


def test_every_code_can_be_sent() -> None:
    """Autobahn's own door raises for all others."""
    codes = [value for name, value in vars(wire).items() if name.isupper() and isinstance(value, int)]
    assert len(codes) == 7
    assert all(4400 <= code <= 4499 for code in codes)


async def test_a_line_that_breaks_inside_closes_at_once(kadri: User) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        raise OSError

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    await line_module.SocketLine({"user": kadri, "session": SessionStore()}, send).run(receive)
    assert sent == [{"type": "websocket.close", "code": wire.BROKEN}]


async def test_logging_out_ends_the_line(room: Room, kadri: User) -> None:
    async with Socket(kadri) as socket, Socket(kadri) as elsewhere:
        await socket.subscribe(room)
        await elsewhere.subscribe(room)

        def log_out() -> None:
            request = RequestFactory().get("/")
            request.user = kadri
            client = Client()
            client.cookies[settings.SESSION_COOKIE_NAME] = socket.key
            request.session = client.session
            logout(request)

        await in_database(log_out)()
        assert await socket.closed() == 4401
        assert await elsewhere.line.receive_nothing(0.2)


async def test_a_ban_ends_all_lines_of_the_person(room: Room, kadri: User, aida: User) -> None:
    async with Socket(kadri) as one, Socket(kadri) as two, Socket(aida) as other:
        for socket in (one, two, other):
            await socket.subscribe(room)
        await in_database(end_person)(kadri)
        assert [await one.closed(), await two.closed()] == [4401, 4401]
        assert await other.line.receive_nothing(0.2)


async def test_leaving_ends_the_topic(
    room: Room, kadri: User, aida: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    async with Socket(kadri) as socket:
        await socket.subscribe(room)
        await in_database(lambda: leave_room(room=room, user=kadri, by=aida))()
        assert (await socket.until("gone"))[-1]["topic"] == f"room:{room.code}"
        await said(aida, "among ourselves")
        assert await socket.line.receive_nothing(0.2)


async def test_a_session_that_was_deleted_is_found_at_the_next_look(
    room: Room, kadri: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_module, "HEARTBEAT_SECONDS", 0.05)
    async with Socket(kadri) as socket:
        await socket.subscribe(room)
        await in_database(Session.objects.filter(session_key=socket.key).delete)()
        assert await socket.closed() == 4401


async def test_the_heartbeat_carries_the_heads(
    room: Room, aida: User, kadri: User, said: Callable[..., Awaitable[RoomEvent]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_module, "HEARTBEAT_SECONDS", 0.05)
    async with Socket(kadri) as socket:
        await socket.subscribe(room)
        await said(aida, "one")
        heads: dict[str, int] = {}
        while heads.get(f"room:{room.code}") != 1:
            heads = (await socket.until("heartbeat"))[-1]["data"]["heads"]
    assert heads == {f"room:{room.code}": 1}


async def test_a_slow_line_is_told_to_catch_up(room: Room, aida: User, kadri: User) -> None:
    """A browser that takes no frames costs 256 of them, not the memory of the server."""
    async with Socket(kadri) as socket:
        await socket.subscribe(room, after=None)
        rows = [
            OutboxRow(topic=f"room:{room.code}", kind="message", data={}, seq=number, epoch=room.epoch)
            for number in range(1, 601)
        ]
        await in_database(publish_rows)(rows[:254])
        heard = [await socket.hear() for _ in range(254)]
        await in_database(publish_rows)(rows[254:])
        assert await socket.line.receive_nothing(0.2)
        await socket.say(do="seen", n=256)
        first = await socket.hear()
        rest = [await socket.hear() for _ in range(89)]
        assert await socket.line.receive_nothing(0.2)
    assert [frame["seq"] for frame in heard] == list(range(1, 255))
    assert (first["topic"], first["kind"]) == ("socket", "resync")
    assert [frame["seq"] for frame in rest] == list(range(512, 601))


async def test_the_words_of_a_blocked_person_do_not_come(
    room: Room, aida: User, kadri: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    async with Socket(kadri) as socket:
        await socket.subscribe(room)
        await in_database(lambda: block(by=kadri, whom=aida))()
        await asyncio.sleep(0.3)
        await said(aida, "rude")
        frame = await socket.hear()
        start, _live = await socket.subscribe(room)
    assert (frame["seq"], frame["data"]["text"], frame["data"]["hidden"]) == (1, "", True)
    assert start["data"]["events"][0]["data"]["text"] == ""


async def test_an_idle_line_lives_15_seconds_and_longer(
    room: Room, aida: User, kadri: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    async with Socket(kadri) as socket:
        await socket.subscribe(room)
        await asyncio.sleep(15.5)
        await said(aida, "still there?")
        assert (await socket.hear())["data"]["text"] == "still there?"


def state(room: Room) -> list[tuple[int, str | None, str, bool]]:
    rows = Message.objects.filter(room=room).select_related("author").order_by("seq")
    shown = [(row.seq, message_data(row, frozenset())) for row in rows]
    return [(seq, data["actor"], data["text"], data.get("gone", False)) for seq, data in shown]


def applied(
    shown: list[tuple[int, str | None, str, bool]], frames: list[Frame]
) -> list[tuple[int, str | None, str, bool]]:
    """What a page makes of events."""
    events = [event for frame in frames if frame["kind"] == "start" for event in frame["data"]["events"]]
    events += [frame for frame in frames if frame["kind"] not in {"start", "live"}]
    now = {row[0]: row for row in shown}
    for event in events:
        data = event["data"]
        if event["kind"] == "message":
            now[event["seq"]] = (event["seq"], data["actor"], data["text"], data.get("gone", False))
        elif event["kind"] == "delete":
            seq, actor, _text, _gone = now[data["of"]]
            now[seq] = (seq, actor, "", True)
        elif event["kind"] == "erase":
            now = {seq: (seq, None if a == data["who"] else a, text, gone) for seq, a, text, gone in now.values()}
    return [now[seq] for seq in sorted(now)]


def _delete_last(room: Room, by: User) -> None:
    delete_message(message=Message.objects.filter(room=room, author=by).latest("seq"), by=by)


@pytest.mark.parametrize("kind", ["message", "delete", "join", "leave", "close", "erase"])
async def test_state_and_events_make_the_fresh_state(
    kind: str, room: Room, aida: User, kadri: User, stranger: User, said: Callable[..., Awaitable[RoomEvent]]
) -> None:
    verbs: dict[str, Callable[[], object]] = {
        "message": lambda: send_message(room=room, by=aida, text="new", language="ky", client_id=uuid4().hex),
        "delete": lambda: _delete_last(room, aida),
        "join": lambda: join_room(room=room, user=stranger, by=aida),
        "leave": lambda: leave_room(room=room, user=aida, by=aida),
        "close": lambda: close_room(room=room, by=aida),
        "erase": lambda: erase_talk(aida),
    }
    await said(aida, "one")
    await said(kadri, "two")
    before = await in_database(state)(room)
    async with Socket(kadri) as socket:
        await socket.subscribe(room, after=2)
        await in_database(verbs[kind])()
        live = [await socket.hear()]
        late = await socket.subscribe(room, after=2)
    fresh = await in_database(state)(room)
    assert [live[0]["kind"], *[found for _seq, found in events_of(late)]] == [kind, kind]
    assert applied(before, live) == fresh
    assert applied(before, late) == fresh
