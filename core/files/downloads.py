"""Files served as attachments, with byte ranges (RFC 9110), so that an interrupted download can be resumed."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from asgiref.sync import sync_to_async
from django.core.files.base import File
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

PART: Final = 1 << 16
LOCKED_IN: Final = "default-src 'none'; sandbox"
ONE_RANGE: Final = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class Stretch(NamedTuple):
    """First byte, and the one after the last. `part`: a range was asked for, even if it is the whole file."""

    start: int
    end: int
    part: bool = False


def given_out(
    request: HttpRequest,
    file: File[bytes],
    *,
    name: str,
    mime: str,
    tag: str,
    changed: datetime,
    cache: str = "private, no-store",
    at_once: int = 0,
) -> HttpResponseBase:
    """200, 206 for one stretch, 304, 412 or 416 (RFC 9110). `tag` changes whenever the bytes do. The caller has asked
    for permission; the file is closed here. Up to `at_once` bytes are read as a whole, others in parts."""
    size, etag, moment = file.size, f'"{tag}"', int(changed.timestamp())
    headers = _headers(name, mime, cache) | {"ETag": etag, "Last-Modified": http_date(moment)}
    stretch = _asked(request, size, etag, moment)
    refused = get_conditional_response(request, etag=etag, last_modified=moment) or _without_body(
        request, size, stretch
    )
    if refused is not None:
        file.close()
    answer: HttpResponseBase = refused or _sent(request, file, stretch or Stretch(0, size), at_once)
    for header, value in headers.items():
        answer.headers[header] = value
    return answer


def _without_body(request: HttpRequest, size: int, stretch: Stretch | None) -> HttpResponse | None:
    if stretch is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    return HttpResponse(headers={"Content-Length": str(size)}) if request.method == "HEAD" else None


def _headers(name: str, mime: str, cache: str) -> dict[str, str]:
    return {
        "Content-Type": mime,
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Content-Security-Policy": LOCKED_IN,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": cache,
        "Accept-Ranges": "bytes",
        # Named, so that the middleware leaves it alone: what is sent here is packed already, and counted in bytes.
        "Content-Encoding": "identity",
    }


def _asked(request: HttpRequest, size: int, etag: str, moment: int) -> Stretch | None:
    """The whole where nothing else was asked for that we understand, or the file is another by now; None where it has
    no such stretch. Several stretches at once are answered by the whole, as the rules allow."""
    found = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or found is None or not any(found.groups()) or not _still(request, etag, moment):
        return Stretch(0, size)
    first, last = found.groups()
    if not first:
        return Stretch(max(0, size - int(last)), size, part=True) if int(last) and size else None
    if last and int(last) < int(first):
        return Stretch(0, size)
    return Stretch(int(first), min(size, int(last or size) + 1), part=True) if int(first) < size else None


def _still(request: HttpRequest, etag: str, moment: int) -> bool:
    """Whether If-Range still holds: by ETag, or by the exact second of Last-Modified."""
    known = request.headers.get("If-Range", "").strip()
    return not known or known == etag or parse_http_date_safe(known) == moment


def _sent(request: HttpRequest, file: File[bytes], stretch: Stretch, at_once: int) -> HttpResponseBase:
    length, status = stretch.end - stretch.start, 206 if stretch.part else 200
    headers = {"Content-Length": str(length)}
    if stretch.part:
        headers["Content-Range"] = f"bytes {stretch.start}-{stretch.end - 1}/{file.size}"
    file.seek(stretch.start)
    if length <= at_once:
        with file:
            return HttpResponse(file.read(length), status=status, headers=headers)
    if isinstance(request, ASGIRequest):
        return StreamingHttpResponse(_parts_in_turn(file, length), status=status, headers=headers)
    if not stretch.part:
        return FileResponse(file, headers=headers)  # by the server's own way to send files
    return StreamingHttpResponse(_parts(file, length), status=status, headers=headers)


def _parts(file: File[bytes], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (part := file.read(min(PART, left))):
            left -= len(part)
            yield part


async def _parts_in_turn(file: File[bytes], left: int) -> AsyncIterator[bytes]:
    """In chunks, read in threads: a large file is never in memory as a whole, and the loop waits for no disk."""
    read: Any = sync_to_async(file.read)
    try:
        while left > 0 and (part := await read(min(PART, left))):
            left -= len(part)
            yield part
    finally:
        await sync_to_async(file.close)()
