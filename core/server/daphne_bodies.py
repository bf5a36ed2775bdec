"""Limits the size of request bodies in Daphne, which stores a whole body on disk before any view runs.

A visitor has a few lines to send. For more it is asked who sends, before it is read: the connection rests until then.
"""

import logging
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final

from daphne.http_protocol import HTTPFactory, WebRequest
from django.db import DatabaseError, close_old_connections
from twisted.internet.threads import deferToThread

from core.server import body_limits

log = logging.getLogger("koepueroe.bodies")
WORDS: Final = (
    "Бул өтө чоң. Кирип, кайра аракет кылыңыз.\nЭто слишком много. Войдите и попробуйте снова.\n"
    "This is too large. Sign in and try again.\n"
).encode()
ANSWER: Final = (
    b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(WORDS), WORDS)
)


class BoundedRequest(WebRequest):
    """Refused by its own word about its length, or when more comes than may."""

    received = 0
    refused = False
    resting = False
    asked = False
    limit = 0
    most = 0

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Django reads forms. Twisted would read each into memory as well, and refuse a form without fields.
        self._parsePOSTFormSubmission = False
        self.held: list[bytes] = []
        self.after: list[Callable[[], object]] = []

    def gotLength(self, length: int | None) -> None:  # noqa: N802 - Twisted's name
        super().gotLength(length)
        # The channel knows the address before the request does: this comes between the headers and the body.
        self.address: bytes = getattr(self.channel, "_path", b"")
        self.most = body_limits.limit_of(self.address)
        self.limit = min(body_limits.VISITOR, self.most)
        self.said = length or 0
        self._look(self.said)

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        self.received += len(data)
        self._look(self.received)
        if self.resting:
            self.held.append(data)  # it had been read already when the connection was told to rest
        elif not self.refused:
            super().handleContentChunk(data)

    def requestReceived(self, command: bytes, path: bytes, version: bytes) -> None:  # noqa: N802 - Twisted's name
        if self.resting:
            self.after.append(lambda: WebRequest.requestReceived(self, command, path, version))
        elif not self.refused:
            super().requestReceived(command, path, version)

    def _look(self, size: int) -> None:
        if size > self.most or (size > self.limit and self.asked and not self.resting):
            self._refuse()
        elif size > self.limit and not self.asked:
            self._ask()

    def _ask(self) -> None:
        self.asked = self.resting = True
        self.channel.transport.pauseProducing()
        cookies = b"; ".join(self.requestHeaders.getRawHeaders(b"cookie", []))
        deferToThread(_limit_for, self.address, cookies).addCallback(self._go_on)

    def _go_on(self, limit: int) -> None:
        self.limit, self.resting = limit, False
        self._look(max(self.said, self.received))
        if self.refused:
            return
        for data in self.held:
            super().handleContentChunk(data)
        self.held = []
        self.channel.transport.resumeProducing()
        for then in self.after:
            then()

    def _refuse(self) -> None:
        if not self.refused:
            self.refused = True
            self.held = []
            self.channel.transport.write(ANSWER)
            self.channel.loseConnection()


def _limit_for(path: bytes, cookies: bytes) -> int:
    """In a thread. Where the database does not answer, nobody is known."""
    close_old_connections()
    try:
        said = SimpleCookie(cookies.decode("latin-1"))
        return body_limits.limit_for(path, {name: morsel.value for name, morsel in said.items()})
    except (DatabaseError, CookieError):
        log.warning("nobody can say who sends: a large body is refused")
        return body_limits.VISITOR
    finally:
        close_old_connections()


def bound(factory: HTTPFactory) -> None:
    """Let this factory make bounded requests: Daphne has no setting for it."""
    build = factory.buildProtocol

    def build_bounded(address: Any) -> Any:
        protocol = build(address)
        protocol.requestFactory = BoundedRequest
        return protocol

    factory.buildProtocol = build_bounded
