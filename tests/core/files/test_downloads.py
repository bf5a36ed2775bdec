"""A download goes on where the line broke off, and a stretch that is not there is said not to be there."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.base import File
from django.http import HttpResponseBase
from django.test import AsyncRequestFactory, RequestFactory

from core.files.downloads import given_out

BYTES = bytes(range(256)) * 4
SIZE = len(BYTES)
CHANGED = datetime(2026, 11, 29, 10, 0, 0, 500_000, tzinfo=UTC)
SECOND = "Sun, 29 Nov 2026 10:00:00 GMT"
EARLIER = "Sun, 29 Nov 2026 09:59:59 GMT"
TAG = '"abc"'


def asked(*, method: str = "GET", at_once: int = 0, asgi: bool = False, **headers: str) -> HttpResponseBase:
    factory = AsyncRequestFactory() if asgi else RequestFactory()
    request = factory.generic(method, "/", headers={name.replace("_", "-"): value for name, value in headers.items()})
    file = File(io.BytesIO(BYTES), name="a.mp4")
    file.size = SIZE
    return given_out(request, file, name="Фильм.mp4", mime="video/mp4", tag="abc", changed=CHANGED, at_once=at_once)


def body(answer: Any) -> bytes:
    if not answer.streaming:
        return bytes(answer.content)
    if not answer.is_async:
        return b"".join(answer.streaming_content)

    async def read() -> bytes:
        return b"".join([part async for part in answer.streaming_content])

    found: bytes = async_to_sync(read)()
    return found


@pytest.mark.parametrize("asgi", [False, True])
@pytest.mark.parametrize("at_once", [0, 10_000])
@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=1000-", 1000, SIZE),
        ("bytes=0-", 0, SIZE),
        ("bytes=1000-999999", 1000, SIZE),
        ("bytes=-24", SIZE - 24, SIZE),
        ("bytes=-999999", 0, SIZE),
        ("bytes = 5 - 6 ", 5, 7),
        ("Bytes=5-6", 5, 7),
    ],
)
def test_one_stretch(said: str, start: int, end: int, at_once: int, asgi: bool) -> None:
    answer = asked(Range=said, at_once=at_once, asgi=asgi)
    assert (answer.status_code, body(answer)) == (206, BYTES[start:end])
    assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert answer.headers["Content-Length"] == str(end - start)


@pytest.mark.parametrize(
    "said", ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=" + "9" * 40 + "-"]
)
def test_what_is_not_understood_is_answered_by_the_whole(said: str) -> None:
    answer = asked(Range=said)
    assert (answer.status_code, body(answer), "Content-Range" in answer.headers) == (200, BYTES, False)


@pytest.mark.parametrize("said", [f"bytes={SIZE}-", "bytes=99999-100000", "bytes=-0"])
def test_what_is_not_there(said: str) -> None:
    answer = asked(Range=said)
    assert (answer.status_code, body(answer), answer.headers["Content-Range"]) == (416, b"", f"bytes */{SIZE}")


@pytest.mark.parametrize(
    ("known", "status"),
    [(TAG, 206), (SECOND, 206), ('"old"', 200), (f"W/{TAG}", 200), (EARLIER, 200), ("nonsense", 200)],
)
def test_the_rest_is_given_only_if_it_fits_to_what_the_asker_has(known: str, status: int) -> None:
    answer = asked(Range="bytes=10-", If_Range=known)
    assert (answer.status_code, body(answer)) == (status, BYTES[10:] if status == 206 else BYTES)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": TAG}, 304),
        ({"If_None_Match": '"old"'}, 200),
        ({"If_Modified_Since": SECOND}, 304),
        ({"If_Modified_Since": EARLIER}, 200),
        ({"If_Match": '"old"'}, 412),
        ({"If_Unmodified_Since": EARLIER}, 412),
        ({"If_None_Match": TAG, "Range": "bytes=0-1"}, 304),
    ],
)
def test_what_the_asker_has_already(headers: dict[str, str], status: int) -> None:
    answer = asked(**headers)
    assert (answer.status_code, body(answer)) == (status, BYTES if status == 200 else b"")


def test_the_head_alone() -> None:
    for said in ("", "bytes=0-1"):
        answer = asked(method="HEAD", Range=said)
        assert (answer.status_code, body(answer), answer.headers["Content-Length"]) == (200, b"", str(SIZE))


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-1"}, {"Range": "bytes=9999-"}, {"If_None_Match": TAG}])
def test_no_browser_opens_it_whatever_the_answer(headers: dict[str, str]) -> None:
    answer = asked(**headers)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    assert (answer.headers["ETag"], answer.headers["Last-Modified"]) == (TAG, SECOND)
    assert answer.headers["Accept-Ranges"] == "bytes"
