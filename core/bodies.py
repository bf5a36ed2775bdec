"""A bound on what one request may lay on the disk: Daphne receives a whole body before any view is asked."""

import re
from typing import Any, Final

from daphne.http_protocol import HTTPFactory, WebRequest

# What a page, a form or a message needs; more only where files are sent (deploy/nginx says the same).
LIMIT = 2_000_000
LARGER: Final = (
    (re.compile(rb"^/(ky|ru|en)/desk/registers/new/"), 150_000_000),  # a national register
    (re.compile(rb"^/(ky|ru|en)/practices/[a-z]+/files/"), 105_000_000),  # files of a practice
    (re.compile(rb"^/admin/"), 12_000_000),  # pictures and documents of the editors
)
ANSWER = b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


def limit_of(path: bytes) -> int:
    """How large a body this address takes."""
    return next((limit for pattern, limit in LARGER if pattern.match(path)), LIMIT)


class BoundedRequest(WebRequest):
    """Refused by its own word about its length, or when more comes than may."""

    received = 0
    refused = False
    limit = LIMIT

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Django reads forms. Twisted would read each into memory as well, and refuse a form without fields.
        self._parsePOSTFormSubmission = False

    def gotLength(self, length: int | None) -> None:  # noqa: N802 - Twisted's name
        super().gotLength(length)
        # The channel knows the address before the request does: this comes between the headers and the body.
        self.limit = limit_of(getattr(self.channel, "_path", b""))
        if length is not None and length > self.limit:
            self._refuse()

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        self.received += len(data)
        if self.received > self.limit:
            self._refuse()
        if not self.refused:
            super().handleContentChunk(data)

    def _refuse(self) -> None:
        if not self.refused:
            self.refused = True
            self.channel.transport.write(ANSWER)
            self.channel.loseConnection()


def bound(factory: HTTPFactory) -> None:
    """Let this factory make bounded requests: Daphne has no setting for it."""
    build = factory.buildProtocol

    def build_bounded(address: Any) -> Any:
        protocol = build(address)
        protocol.requestFactory = BoundedRequest
        return protocol

    factory.buildProtocol = build_bounded
