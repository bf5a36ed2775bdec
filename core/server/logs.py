"""Structured logs: a request code, route, status, milliseconds; never names, texts, addresses or query strings.

Django, Daphne, gunicorn and asyncio write what was asked for into their sentences. Each record is made private before
it is written, by both formatters: the address becomes its route, what an error says of its input is left out.
"""

import copy
import logging
import re
from contextvars import ContextVar
from traceback import TracebackException
from typing import Any, Final

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter as Base

request_code: ContextVar[str] = ContextVar("request_code", default="-")

# Whose own sentences hold what was sent: told as what happened, not to whom.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
_OURS: Final = "koepueroe"
_OF_REQUESTS: Final = ("django.request", "django.server", "django.security", "django.channels")
# Whatever in other people's sentences looks like an address: of a page, of a person, of a machine.
_ADDRESSES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b\w+://\S+",
        r"\b(?:uri|path|url|host|header)=\S+",
        r"[^\s<>\"'(,;:=]+@[^\s<>\"'),;:]+",
        r"(?<![\w.~>-])/[^\s'\",)>]+",
        r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?:'?[:,] ?\d+)?",
        r"\b(?:[0-9a-fA-F]{0,4}:){3,}[0-9a-fA-F:]*",
    )
)
_OF_TRACEBACK: Final = (" ", "Traceback (", "During handling", "The above exception")


class AddRequestCode(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.code = request_code.get()
        return True


def private(record: logging.LogRecord) -> logging.LogRecord:
    """A copy without what people sent; the record itself stays as it is for other handlers."""
    kept = copy.copy(record)
    request = kept.__dict__.pop("request", None)
    if record.name.startswith(_OF_REQUESTS):
        kept.msg, kept.args = _told(record, request), ()
    elif not record.name.startswith(_OURS):
        kept.msg, kept.args = scrubbed(_message(record)), ()
    if record.exc_info and record.exc_info[0] is not None:
        kept.exc_text, kept.exc_info = frames_of(record.exc_info), None
    return kept


def scrubbed(text: str) -> str:
    """Without addresses of pages, people and machines; a traceback without what its errors say."""
    if "Traceback (most recent call last)" in text:
        lines = text.splitlines()
        return "\n".join(one if one.startswith(_OF_TRACEBACK) else one.partition(":")[0] for one in lines)
    for pattern in _ADDRESSES:
        text = pattern.sub("…", text)
    return text


def frames_of(caught: Any) -> str:
    """Where it happened and what kind of error it was. What it says may repeat what was typed: a mail address that
    stands already, a number that is none. So messages are left out; the frames tell the place."""
    return "\n".join(_frames(TracebackException(*caught, capture_locals=False)))


def _frames(found: TracebackException) -> list[str]:
    lines: list[str] = []
    before = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    if before is not None:
        lines += [*_frames(before), "... and then:"]
    lines.append("Traceback (most recent call last):")
    lines += [line.rstrip("\n") for line in found.stack.format()]
    lines.append(_kind(found))
    return lines


def _kind(found: TracebackException) -> str:
    kind = found.exc_type
    return f"{kind.__module__}.{kind.__qualname__}" if kind is not None else "unknown"


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit are no reason to lose the line
        return str(record.msg)


def _told(record: logging.LogRecord, request: Any) -> str:
    """ "404 GET ky/institutions/<slug:code>/", or for a suspicion its kind: "DisallowedHost 400 GET -"."""
    status = getattr(record, "status_code", "")
    kind = record.name.rpartition(".")[2] if record.name.startswith("django.security") else ""
    parts = (kind, str(status), method_of(request), route_of(request))
    return " ".join(part for part in parts if part)


def method_of(request: Any) -> str:
    """The sender chooses the word: only those of HTTP are written."""
    method = str(getattr(request, "method", "") or "")
    return method if method in _METHODS or not method else "?"


def route_of(request: Any) -> str:
    """The pattern of the address, "-" where none fits."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match is not None else "-"


class PlainFormatter(logging.Formatter):
    """A line that people read."""

    def __init__(self) -> None:
        super().__init__("{levelname} {name} [{code}] {message}", style="{", defaults={"code": "-"})

    def format(self, record: logging.LogRecord) -> str:
        return super().format(private(record))


class JsonFormatter(Base):
    """One JSON object a line."""

    def __init__(self) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}{code}",
            style="{",
            rename_fields={"asctime": "at"},
            # Django hands the request over, which prints itself with its query string.
            reserved_attrs=[*RESERVED_ATTRS, "request", "server_time"],
        )

    def format(self, record: logging.LogRecord) -> str:
        return super().format(private(record))
