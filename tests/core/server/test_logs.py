"""The log: a request code, the route, and nothing personal in it."""

import http.client
import json
import logging
import urllib.parse
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory

from accounts.models import User
from core.server.logs import AddRequestCode, JsonFormatter, PlainFormatter, request_code, scrubbed
from tests.server import Server

MARKER = "aigul-secret"


def line(message: str, *, name: str = "koepueroe.test", **extra: Any) -> dict[str, Any]:
    record = logging.getLogger(name).makeRecord(name, logging.ERROR, __file__, 1, message, (), None, extra=extra)
    AddRequestCode().filter(record)
    written: dict[str, Any] = json.loads(JsonFormatter().format(record))
    return written


@pytest.fixture
def written() -> Iterator[list[str]]:
    """What both formatters make of everything that is logged, at every level."""
    lines: list[str] = []

    class Writing(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.extend((JsonFormatter().format(record), PlainFormatter().format(record)))

    handler, root = Writing(), logging.getLogger()
    handler.addFilter(AddRequestCode())
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)


def test_a_line_carries_the_code_of_the_request() -> None:
    token = request_code.set("A1B2C3D4")
    try:
        found = line("went wrong", status_code=500)
    finally:
        request_code.reset(token)
    assert (found["code"], found["message"], found["levelname"], found["status_code"]) == (
        "A1B2C3D4",
        "went wrong",
        "ERROR",
        500,
    )


def test_a_query_string_is_never_written() -> None:
    request = RequestFactory().get("/ky/partners/?email=aigul@example.org")
    found = line("went wrong", request=request)
    assert "aigul" not in json.dumps(found)
    assert "request" not in found


def test_a_404_is_its_route(client: Client, db: None, written: list[str]) -> None:
    client.get(f"/en/{MARKER}/?q={MARKER}")
    client.get(f"/en/institutions/{MARKER}/?q={MARKER}")
    client.post(f"/en/accounts/login/?{MARKER}", {"login": MARKER, "password": MARKER})
    assert [one for one in written if MARKER in one] == []
    assert any("404 GET en/institutions/<slug:code>/" in one for one in written)


def test_suspicions_name_their_kind_alone(client: Client, db: None, written: list[str], settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client.get("/en/", HTTP_HOST=f"{MARKER}.example.org")
    Client(enforce_csrf_checks=True).post(f"/en/accounts/login/{MARKER}", {"login": MARKER})
    Client(enforce_csrf_checks=True).post(
        f"/en/accounts/login/?{MARKER}", {"login": MARKER}, HTTP_ORIGIN=f"http://{MARKER}"
    )
    assert [one for one in written if MARKER in one] == []
    assert any("DisallowedHost" in one for one in written)


def test_errors_tell_the_place_and_not_what_was_typed(
    client: Client, db: None, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_named: Any) -> None:
        try:
            int(MARKER)
        except ValueError as error:
            message = f"Key (email)=({MARKER}@example.org) already exists."
            raise IntegrityError(message) from error

    monkeypatch.setattr(User.objects, "filter", broken)
    client.raise_request_exception = False
    assert (
        client.post(f"/en/accounts/login/?x={MARKER}", {"login": "a@example.org", "password": MARKER}).status_code
        == 500
    )
    assert [one for one in written if MARKER in one.replace("int(MARKER)", "")] == []
    assert any("django.db.utils.IntegrityError" in one and "builtins.ValueError" in one for one in written)
    assert any("in broken" in one for one in written)


@pytest.mark.parametrize(
    "message",
    [
        f"Task <Task coro=<app()>> for connection <WebRequest at 0x7f method=GET uri=/en/{MARKER}?x clientproto=HTTP/1.1> took",
        f"Error handling request /en/search/?q={MARKER}",
        f"Invalid request from ip=192.0.2.7: http://{MARKER}/",
        f'Traceback (most recent call last):\n  File "a.py", line 1, in b\nValueError: {MARKER}\n',
        f"mail to {MARKER}@example.org was refused",
    ],
)
def test_sentences_of_servers_are_scrubbed(message: str) -> None:
    assert MARKER not in scrubbed(message)
    assert "192.0.2.7" not in scrubbed(message)


def test_a_running_server_writes_nothing_that_was_sent(standing: Server) -> None:
    """Path, query, host, headers, cookies and body, of pages, misses, suspicions, broken requests and sockets."""
    port = int(standing.url.rpartition(":")[2])
    body = urllib.parse.urlencode({"login": f"{MARKER}@example.org", "password": MARKER, "name": MARKER})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={MARKER}; csrftoken={MARKER}",
        "User-Agent": MARKER,
        "Referer": f"http://localhost/{MARKER}",
        "X-Forwarded-For": MARKER,
    }
    paths = (f"/en/{MARKER}?q={MARKER}", f"/en/institutions/{MARKER}/", f"/en/accounts/login/?next={MARKER}")
    paths += (
        f"/api/{MARKER}",
        f"/media/images/{MARKER}",
        f"/static/{MARKER}",
        f"/en/accounts/link/{MARKER}/",
        f"/ws/{MARKER}",
    )
    for path in paths:
        for method, host in (
            ("GET", "localhost"),
            ("POST", "localhost"),
            ("GET", f"{MARKER}.example.org"),
            (MARKER, "x"),
        ):
            line = http.client.HTTPConnection("localhost", port, timeout=30)
            line.request(method, path, body if method == "POST" else None, {**headers, "Host": host})
            assert line.getresponse().status < 500
            line.close()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    line = http.client.HTTPConnection("localhost", port, timeout=30)
    line.request("GET", f"/ws/?{MARKER}", None, {**headers, **upgrade, "Sec-WebSocket-Key": "x" * 22 + "=="})
    line.getresponse()
    line.close()
    log = standing.log.read_text(encoding="utf-8", errors="replace")
    assert "404 GET" in log
    assert [one for one in log.splitlines() if MARKER in one.lower()] == []
