"""A bound on what one request may lay on the disk: Daphne receives a whole body before any view is asked."""

from typing import Any

from daphne.http_protocol import HTTPFactory, WebRequest

# A national register, the largest upload there is; the views hold everything else to less.
LIMIT = 150_000_000
ANSWER = b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class BoundedRequest(WebRequest):
    """Refused by its own word about its length, or when more comes than may."""

    received = 0
    refused = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Django reads forms. Twisted would read each into memory as well, and refuse a form without fields.
        self._parsePOSTFormSubmission = False

    def gotLength(self, length: int | None) -> None:  # noqa: N802 - Twisted's name
        super().gotLength(length)
        if length is not None and length > LIMIT:
            self._refuse()

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        self.received += len(data)
        if self.received > LIMIT:
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
