"""The wire through a real server, with the client library that others would take: what an in-process
communicator does not notice (how large a frame may be, which close codes there are, a peer that reads nothing)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from core.live import close_codes
from tests.attacks.hands import session_of
from tests.server import Server

Frame = dict[str, Any]
MISSED = 300
LETTERS = 3_600
A_FRAME = 128 * 1024
PLANT = f"""
from accounts.models import User
from community.actions.rooms import open_room
from community.actions.steps.room_events import append_event
people = [User.objects.create_user(f"line-{{n}}@example.org", "koepueroe-demo", name=n, language="ky") for n in "ab"]
room = open_room(title="Узун", members=people, by=people[0])
from django.db import transaction
for number in range({MISSED}):
    words = f"{{number}} " + ("Мугалимдер өз ара узун кат жазышат. " * 200)[:{LETTERS} - 4]
    with transaction.atomic():
        append_event(room=room, kind="message", by=people[0], client_id=f"planted-{{number}}", payload={{"text": words, "language": "ky"}})
room.refresh_from_db()
print(room.code, room.head_seq, room.epoch)
"""
SHUT_OUT = """
from accounts.models import User
from core.live.outbox import end_person
end_person(User.objects.get(email="line-b@example.org"))
"""


@pytest.fixture
def room(unstarted: Server) -> tuple[str, int, str]:
    code, head, epoch = unstarted.run(PLANT).splitlines()[-1].split()
    unstarted.start()
    return code, int(head), epoch


def spoken(
    server: Server, work: Callable[[ClientConnection], Awaitable[Any]], *, email: str = "line-b@example.org"
) -> Any:
    """What came of it, or the code and the reason of the close."""
    key = session_of(server, email)

    async def run() -> Any:
        headers = {"Cookie": f"sessionid={key}"}
        origin: Any = server.url
        async with connect(
            f"ws://localhost:{server.port}/ws/?lang=ky", origin=origin, additional_headers=headers, max_size=2**20
        ) as line:
            try:
                return await asyncio.wait_for(work(line), 60)
            except ConnectionClosed as end:
                assert end.rcvd is not None
                return end.rcvd.code, end.rcvd.reason

    return asyncio.run(run())


async def heard(line: ClientConnection) -> tuple[int, Frame]:
    text = await line.recv(decode=False)
    return len(text), json.loads(text)


def test_a_long_past_is_all_there_after_one_reconnect(unstarted: Server, room: tuple[str, int, str]) -> None:
    code, head, epoch = room

    async def catch_up(line: ClientConnection) -> tuple[list[int], list[int], list[int], int]:
        await line.send(json.dumps({"do": "subscribe", "topic": f"room:{code}", "after": 0, "epoch": epoch}))
        sizes: list[int] = []
        starts: list[int] = []
        seqs: list[int] = []
        count = 0
        while True:
            size, frame = await heard(line)
            count += 1
            sizes.append(size)
            await line.send(json.dumps({"do": "seen", "n": count}))
            if frame["kind"] == "start":
                starts.append(frame["seq"] - (seqs[-1] if seqs else 0))
                seqs += [event["seq"] for event in frame["data"]["events"]]
            if frame["kind"] == "live":
                return sizes, starts, seqs, frame["seq"]

    sizes, starts, seqs, live = spoken(unstarted, catch_up)
    assert (seqs, live) == (list(range(1, head + 1)), head)
    assert set(starts) == {0}  # each begins where the one before it ended
    assert max(sizes) <= A_FRAME
    assert sum(sizes) > 2**21  # far more than one frame may hold


def test_who_acknowledges_nothing_gets_no_more_than_may_be_on_the_way_and_the_rest_later(
    unstarted: Server, room: tuple[str, int, str]
) -> None:
    code, head, epoch = room

    async def stall(line: ClientConnection) -> tuple[int, list[int]]:
        await line.send(json.dumps({"do": "subscribe", "topic": f"room:{code}", "after": 0, "epoch": epoch}))
        total, count = 0, 0
        seqs: list[int] = []

        def take(size: int, frame: Frame) -> bool:
            nonlocal total, count
            total, count = total + size, count + 1
            if frame["kind"] == "start":
                seqs.extend(event["seq"] for event in frame["data"]["events"])
            return bool(frame["kind"] == "live")

        while True:
            try:
                take(*await asyncio.wait_for(heard(line), 3))
            except TimeoutError:
                break
        unacknowledged = total
        ended = False
        while not ended:
            await line.send(json.dumps({"do": "seen", "n": count}))
            ended = take(*await heard(line))
        return unacknowledged, seqs

    unacknowledged, seqs = spoken(unstarted, stall)
    assert unacknowledged <= 512_000 + A_FRAME
    assert seqs == list(range(1, head + 1))


async def listen(line: ClientConnection) -> None:
    while True:
        await line.recv()


def test_a_real_server_sends_the_codes_of_what_is_too_much(unstarted: Server, room: tuple[str, int, str]) -> None:
    async def too_big(line: ClientConnection) -> None:
        await line.send("x" * 64_001)
        await listen(line)

    async def too_much(line: ClientConnection) -> None:
        for _ in range(100):
            await line.send("x")
        await listen(line)

    assert spoken(unstarted, too_big) == (close_codes.TOO_BIG, "")
    code, reason = spoken(unstarted, too_much)
    assert (code, reason.startswith("retry_after=")) == (close_codes.TOO_MUCH, True)


def test_a_real_server_sends_the_codes_of_its_own_will(unstarted: Server, room: tuple[str, int, str]) -> None:
    async def signed_out(line: ClientConnection) -> None:
        await asyncio.to_thread(unstarted.run, SHUT_OUT)  # another process: the relay of the server tells the line
        await listen(line)

    async def restarted(line: ClientConnection) -> None:
        stopped = asyncio.create_task(asyncio.to_thread(unstarted.stop))
        try:
            await listen(line)
        finally:
            await stopped

    assert spoken(unstarted, signed_out) == (close_codes.SIGNED_OUT, "")
    code, reason = spoken(unstarted, restarted)
    assert (code, reason.startswith("retry_after=")) == (close_codes.SERVICE_RESTART, True)
