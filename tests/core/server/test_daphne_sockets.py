"""Frames are counted where they arrive: real Daphne in a process of its own, sockets by their own bytes."""

import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from config.env import BASE
from core.live.close_codes import TOO_BIG, TOO_MUCH, status_of
from core.server import daphne_sockets
from scripts.services import free_port
from tests.raw_websocket import CLOSE, PING, PONG, TEXT, RawLine, frame

PROGRAM = """
import asyncio, sys
from core.server import serving

heard = 0

async def app(scope, receive, send):
    global heard
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(heard).encode()})
        return
    await receive()
    what = scope["path"].strip("/").split("/")[-1]
    if what.isdigit():
        await send({"type": "websocket.close", "code": int(what)})
        return
    if what == "later":
        await asyncio.sleep(0.5)
    await send({"type": "websocket.accept"})
    while (event := await receive())["type"] != "websocket.disconnect":
        heard += 1
        text = event.get("text") or ""
        if text.startswith("end "):
            await send({"type": "websocket.close", "code": int(text[4:]), "reason": "said"})

port = int(sys.argv[1])
ready = lambda: print("ready", flush=True)
serving.serve(app, addresses=["127.0.0.1"], port=port, ready=ready)
serving.end_now()
"""
MOST = int(daphne_sockets.FRAMES[0])


class Listening:
    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-c", PROGRAM, str(self.port)]
        self.process = subprocess.Popen(command, cwd=BASE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"
        self.before = 0

    def heard(self) -> int:
        """How many messages reached the application since this was asked last."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
            now = int(answer.read())
        self.before, before = now, self.before
        return now - before


@pytest.fixture(scope="module")
def one() -> Iterator[Listening]:
    found = Listening()
    yield found
    found.process.kill()
    found.process.wait()
    assert found.process.stdout is not None
    found.process.stdout.close()


@pytest.fixture
def server(one: Listening) -> Listening:
    one.heard()
    return one


FLOODS: dict[str, tuple[bytes, bytes]] = {
    "texts": (b"", frame(TEXT, b"x")),
    "binary": (b"", frame(2, b"x")),
    "pings": (b"", frame(PING, b"x")),
    "pongs": (b"", frame(PONG)),
    "fragments": (frame(TEXT, b"x", final=False), frame(0, b"x", final=False)),
    "empty fragments": (frame(TEXT, final=False), frame(0, final=False)),
    "pings between fragments": (frame(TEXT, b"x", final=False), frame(0, final=False) + frame(PING)),
    "bytes": (b"", frame(TEXT, b"x" * 60_000)),
}


@pytest.mark.parametrize("kind", FLOODS)
def test_a_flood_ends_the_line(server: Listening, kind: str) -> None:
    first, again = FLOODS[kind]
    with RawLine(server.port) as line:
        line.flood(again, seconds=10, first=first)
        assert (line.gone, line.code) == (True, TOO_MUCH)
        assert line.reason.startswith("retry_after=")
        assert line.heard(PONG) <= MOST + 20
    assert server.heard() <= MOST + 20


def test_a_byte_in_each_packet_ends_the_line(server: Listening) -> None:
    with RawLine(server.port) as line:
        line.wire.setsockopt(6, 1, 1)  # TCP_NODELAY
        line.send(frame(TEXT, b"x" * 60_000)[:8])
        sent = 0
        while not line.listen(0) and sent < 59_000:
            try:
                line.send(b"\x00")
            except OSError:
                break
            sent += 1
            if sent % 50 == 0:
                line.listen(0.001)
        line.listen(5)
        assert (line.gone, line.code) == (True, TOO_MUCH)
    assert server.heard() == 0


def test_what_an_honest_browser_says_arrives(server: Listening) -> None:
    with RawLine(server.port) as line:
        line.send(*(frame(TEXT, b"x" * 200) for _ in range(240)), frame(PING, b"there?"))
        while not line.heard(PONG):
            assert not line.listen(0.2)
        line.send(frame(TEXT, "ы".encode() * 30_000, final=False), frame(0, b"x"))
        assert not line.listen(0.5)
    assert server.heard() == 241


@pytest.mark.parametrize(
    "said",
    [
        # Its head alone is enough.
        frame(TEXT, b"x" * (daphne_sockets.LARGEST + 1))[:14],
        frame(TEXT, b"x" * (daphne_sockets.LARGEST - 10), final=False) + frame(0, b"x" * 11)[:6],
        b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00",
    ],
    ids=["one", "in fragments", "two to the 63rd"],
)
def test_a_message_has_a_bound(server: Listening, said: bytes) -> None:
    with RawLine(server.port) as line:
        line.send(said)
        assert line.listen(5)
        assert line.code == TOO_BIG
    assert server.heard() == 0


@pytest.mark.parametrize("code", [1000, 1008, 1011, 4401, 4450])
def test_nothing_is_read_after_a_close_was_decided(server: Listening, code: int) -> None:
    with RawLine(server.port) as line:
        line.send(frame(TEXT, b"end %d" % code))
        while line.code is None:
            assert not line.listen(0.05)
        line.flood(frame(TEXT, b"x") + frame(PING), seconds=5)
        assert (line.gone, line.code, line.reason, line.heard(PONG)) == (True, code, "said", 0)
    assert server.heard() == 1


def test_a_browser_that_says_goodbye_is_answered(server: Listening) -> None:
    with RawLine(server.port) as line:
        line.send(frame(CLOSE, b"\x03\xe8"))
        assert line.listen(5)
        assert line.code == 1000


@pytest.mark.parametrize("code", [4401, 4403, 4404, 4429, 1000, 4500])
def test_a_refusal_is_a_status_before_the_line_is_accepted(server: Listening, code: int) -> None:
    with RawLine(server.port, path=f"/{code}") as line:
        assert line.status == status_of(code)
        assert line.listen(5)
        assert line.frames == []


def test_what_comes_before_the_line_is_accepted_waits_within_a_bound(server: Listening) -> None:
    with RawLine(server.port, path="/later", early=frame(TEXT, b"x") * 3) as line:
        assert line.status == 101
        line.send(frame(TEXT, b"x"))
        line.listen(0.5)
    assert server.heard() == 4
    early: list[Callable[[], bytes]] = [lambda: b"x" * (daphne_sockets.EARLY + 1), lambda: frame(TEXT, b"x") * 9_000]
    for more in early:
        with RawLine(server.port, path="/later", early=more()) as line:
            line.listen(5)
            assert line.gone
    # A second handshake within the first is no handshake.
    with RawLine(server.port, path="/later", early=b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 5) as line:
        line.listen(5)
        assert line.gone
    assert server.heard() <= MOST
