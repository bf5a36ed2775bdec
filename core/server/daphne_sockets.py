"""Where the frames of a socket arrive: each is counted before anything else is done with it.

Not in the application and not where Autobahn hands over whole messages: pings are answered, pongs dropped and
fragments gathered before either, so a flood of them would never be seen there. How the figures were found:
docs/decisions/0011-what-a-socket-may-say.md.
"""

from collections.abc import MutableMapping
from typing import Any, Final

from autobahn.websocket.types import ConnectionDeny
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet import reactor

from core.live.close_codes import TOO_BIG, TOO_MUCH, in_a_while, status_of
from core.server.leaky_bucket import LeakyBucket

FRAMES: Final = (300.0, 20.0)  # at once, a second for ever
BYTES: Final = (512_000.0, 32_000.0)
A_READ: Final = 256  # what a read costs at least: a byte in each packet is work as well
LARGEST: Final = 256_000  # bytes of one message, all its fragments together
EARLY: Final = 64_000  # bytes that may wait for the socket to be accepted
LAST_WORD: Final = 0.2  # seconds from the close frame to the end of the connection


class CountedProtocol(WebSocketProtocol):
    """Cuts off who floods. Nothing is read any more once a close was decided, by whomever."""

    state: int
    asked = False  # the handshake was read; whether the socket is accepted is being asked

    def connectionMade(self) -> None:  # noqa: N802 - Twisted's name
        self.frames, self.octets = LeakyBucket(*FRAMES), LeakyBucket(*BYTES)
        super().connectionMade()

    def onConnect(self, request: Any) -> Any:  # noqa: N802 - Autobahn's name
        self.asked = True
        return super().onConnect(request)

    def onOpen(self) -> None:  # noqa: N802 - Autobahn's name
        super().onOpen()
        self._weigh(len(self.data))

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self.state == self.STATE_CONNECTING and self.asked:
            self._wait(data)
        elif self.state != self.STATE_CLOSED and self._weigh(len(data)):
            super().dataReceived(data)

    def onFrameBegin(self) -> None:  # noqa: N802 - Autobahn's name
        if self.frames.over():
            self.end(TOO_MUCH, in_a_while())
        else:
            super().onFrameBegin()

    def end(self, code: int, reason: str = "") -> None:
        """Say why and be gone."""
        self.sendCloseFrame(code=code, reasonUtf8=reason.encode())

    def sendCloseFrame(self, code: int | None = None, reasonUtf8: bytes | None = None, isReply: bool = False) -> None:  # noqa: N802, N803 - Autobahn's names
        """Every close comes through here. One of ours waits for no answer: it would be read behind all the rest."""
        ours = self.state == self.STATE_OPEN and not isReply
        super().sendCloseFrame(code=code, reasonUtf8=reasonUtf8, isReply=isReply)
        if ours:
            self.data = b""
            self.transport.pauseProducing()
            self.state = self.STATE_CLOSED
            reactor.callLater(LAST_WORD, self.transport.abortConnection)

    def handle_reply(self, message: MutableMapping[str, Any]) -> None:
        if message.get("type") == "websocket.send" and self.state != self.STATE_OPEN:
            return  # said to somebody who was cut off meanwhile
        if message.get("type") != "websocket.close":
            super().handle_reply(message)
        elif self.state == self.STATE_CONNECTING:
            self._refuse(status_of(message.get("code")))
        else:
            self.end(message.get("code") or 1000, message.get("reason") or "")

    def _weigh(self, size: int) -> bool:
        """False, and the end, where more bytes came than may."""
        if self.state == self.STATE_OPEN and self.octets.over(max(size, A_READ)):
            self.end(TOO_MUCH, in_a_while())
            return False
        return True

    def _wait(self, data: bytes) -> None:
        """Autobahn would look for a second handshake in what comes before the first is answered."""
        self.data += data
        if len(self.data) > EARLY:
            self.transport.abortConnection()

    def _refuse(self, status: int) -> None:
        """As Daphne's serverReject, which knows 403 alone."""
        waiting = self.__dict__.pop("handshake_deferred", None)
        if waiting is not None:
            waiting.errback(ConnectionDeny(status, "Access denied"))
            self.server.protocol_disconnected(self)

    def _max_message_size_exceeded(self, *_figures: Any) -> None:
        self.end(TOO_BIG)


def counted(factory: WebSocketFactory) -> None:
    """Let this factory make counted sockets: Daphne has no setting for it."""
    factory.protocol = CountedProtocol
    factory.setProtocolOptions(maxMessagePayloadSize=LARGEST, maxFramePayloadSize=LARGEST)
