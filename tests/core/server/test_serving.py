"""Daphne's end: requests finish, sockets hear 1012, nothing hangs. A real server in a process of its own."""

import asyncio
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from config.env import BASE
from core.server.serving import free_addresses
from scripts.services import free_port

PROGRAM = """
import asyncio, sys
from core.server import body_limits, serving

async def app(scope, receive, send):
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    if scope["path"] == "/never":
        await asyncio.Event().wait()
    if scope["path"] == "/slow":
        await asyncio.sleep(1)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})

port = int(sys.argv[1])
serving.PATIENCE = 3
body_limits.LIMIT = 1000
ready = lambda: print("ready", flush=True)
serving.serve(serving.to_localhost(app, port), addresses=["127.0.0.1"], port=port, ready=ready)
serving.end_now()
"""


class Served:
    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-c", PROGRAM, str(self.port)]
        self.process = subprocess.Popen(command, cwd=BASE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        with urllib.request.urlopen(f"http://{host}:{self.port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()

    def end(self, *, within: float) -> int:
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=within + 10)
        assert time.monotonic() - begun < within
        return code


@pytest.fixture
def served() -> Iterator[Served]:
    one = Served()
    yield one
    if one.process.poll() is None:
        one.process.kill()
    one.process.wait()
    assert one.process.stdout is not None
    one.process.stdout.close()


def test_an_idle_server_ends_at_once(served: Served) -> None:
    assert served.get("/hello") == (200, "/hello")
    assert served.end(within=2) == 0


def test_a_running_request_may_finish(served: Served) -> None:
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(served.get, "/slow")
        time.sleep(0.3)
        assert served.end(within=2.5) == 0
        assert answer.result() == (200, "/slow")


def test_a_request_without_end_is_cut_off(served: Served) -> None:
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(served.get, "/never")
        time.sleep(0.3)
        assert served.end(within=6) == 0
        assert isinstance(answer.exception(), OSError)


def test_sockets_are_told_when_to_come_back(served: Served) -> None:
    async def listen() -> list[tuple[int, str]]:
        lines = [await connect(f"ws://localhost:{served.port}/ws/") for _ in range(3)]
        os.kill(served.process.pid, signal.SIGTERM)
        heard = []
        for line in lines:
            with pytest.raises(ConnectionClosed) as closed:
                await asyncio.wait_for(line.recv(), 5)
            assert closed.value.rcvd is not None
            heard.append((closed.value.rcvd.code, closed.value.rcvd.reason))
        return heard

    heard = asyncio.run(listen())
    assert [code for code, _ in heard] == [1012, 1012, 1012]
    waits = [float(reason.removeprefix("retry_after=")) for _, reason in heard]
    assert all(1 <= wait <= 4 for wait in waits)
    assert served.process.wait(timeout=5) == 0


def test_a_second_signal_ends_at_once(served: Served) -> None:
    with ThreadPoolExecutor() as pool:
        pool.submit(served.get, "/never")
        time.sleep(0.3)
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        assert served.end(within=1) == 1


def test_a_body_has_a_bound(served: Served) -> None:
    def post(body: bytes, *, chunked: bool, path: str = "/form") -> int:
        line = HTTPConnection("localhost", served.port, timeout=5)
        parts = iter([body[:600], body[600:]]) if chunked else body
        line.request("POST", path, body=parts, encode_chunked=chunked)
        status = line.getresponse().status
        line.close()
        return status

    assert [post(b"x" * 1000, chunked=way) for way in (True, False)] == [200, 200]
    assert [post(b"x" * 1001, chunked=way) for way in (True, False)] == [413, 413]
    files = "/ky/practices/abcdefghjk/files/"
    assert [post(b"x" * 1001, chunked=way, path=files) for way in (True, False)] == [200, 200]
    assert served.get("/still") == (200, "/still")


def test_numbers_are_sent_to_localhost(served: Served) -> None:
    asked = urllib.request.Request(f"http://127.0.0.1:{served.port}/ky/?a=%C3%B6")
    with urllib.request.urlopen(asked, timeout=5) as answer:
        assert answer.url == f"http://localhost:{served.port}/ky/?a=%C3%B6"
    assert served.get("/healthz", host="127.0.0.1") == (200, "/healthz")


def test_a_taken_port_is_noticed(served: Served) -> None:
    with pytest.raises(OSError, match="in use"):
        free_addresses("localhost", served.port)
    assert "127.0.0.1" in free_addresses("localhost", free_port())


def test_a_form_without_a_field_reaches_the_site(served: Served) -> None:
    """Twisted alone refuses it; the editors' admin sends one every ten seconds."""
    asked = urllib.request.Request(
        f"http://localhost:{served.port}/form",
        data=b"------x--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=----x"},
    )
    with urllib.request.urlopen(asked, timeout=5) as answer:
        assert answer.status == 200
