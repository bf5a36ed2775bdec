"""A WebSocket client on raw bytes: sends any frame, valid or broken, as fast as the connection takes it."""

import select
import socket
import struct
import time
from types import TracebackType
from typing import Final, Self

TEXT: Final = 1
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10
MASK: Final = b"\x00\x00\x00\x00"
A_CHUNK: Final = 2_000


def frame(opcode: int, payload: bytes = b"", *, final: bool = True) -> bytes:
    head = bytes([opcode | (0x80 if final else 0)])
    size = len(payload)
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65_536:
        head += struct.pack("!BH", 0x80 | 126, size)
    else:
        head += struct.pack("!BQ", 0x80 | 127, size)
    return head + MASK + payload


class RawLine:
    """`status` is that of the handshake (0: the connection went); `code` that of the close frame, once it came."""

    def __init__(self, port: int, *, session: str = "", patience: float = 20, early: bytes = b"", **more: str) -> None:
        """More headers with underscores for hyphens, over a browser's; an empty one is left out."""
        host = f"localhost:{port}"
        headers = {
            "Host": host,
            "Origin": f"http://{host}",
            "Cookie": f"sessionid={session}" if session else "",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
            "Sec-WebSocket-Version": "13",
            **{name.replace("_", "-"): value for name, value in more.items() if name != "path"},
        }
        lines = [f"GET {more.get('path', '/ws/?lang=en')} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items() if v)]
        self.wire = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.wire.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        if early:
            time.sleep(0.2)  # what comes within the packet of the handshake is lost in Twisted
            self.wire.sendall(early)
        self.buffer = b""
        self.frames: list[tuple[int, bytes]] = []
        self.code: int | None = None
        self.reason = ""
        self.gone = False
        self.status = self._shake()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        self.wire.close()

    def send(self, *frames: bytes) -> None:
        self.wire.sendall(b"".join(frames))

    def flood(self, one: bytes, *, seconds: float, first: bytes = b"") -> int:
        """Send `one` again and again until the connection ends or the time is over; how many went out."""
        self.wire.setblocking(False)
        chunk = one * max(1, min(A_CHUNK, 64_000 // len(one)))
        waiting, sent, until = first + chunk, -len(first), time.monotonic() + seconds
        while not self.gone and time.monotonic() < until:
            readable, writable, _ = select.select([self.wire], [self.wire], [], 0.1)
            if readable:
                self._read()
            if writable and not self.gone:
                try:
                    out = self.wire.send(waiting)
                except BlockingIOError:
                    continue
                except OSError:
                    self.gone = True
                    break
                sent += out
                waiting = waiting[out:] or chunk
        self.wire.setblocking(True)
        return max(0, sent) // len(one)

    def listen(self, seconds: float) -> bool:
        """Read until the connection ends; whether it did within this time."""
        until = time.monotonic() + seconds
        while not self.gone and (left := until - time.monotonic()) > 0:
            if select.select([self.wire], [], [], left)[0]:
                self._read()
        return self.gone

    def _shake(self) -> int:
        while b"\r\n\r\n" not in self.buffer:
            try:
                more = self.wire.recv(65_536)
            except ConnectionError:
                more = b""
            if not more:
                self.gone = True
                break
            self.buffer += more
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        self._understand()
        return int(head.split()[1]) if head else 0

    def _read(self) -> None:
        try:
            more = self.wire.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        self.gone = not more
        self.buffer += more
        self._understand()

    def _understand(self) -> None:
        """Frames of a server: never masked."""
        while len(self.buffer) >= 2:
            size, at = self.buffer[1] & 0x7F, 2
            if size >= 126:
                at += 2 if size == 126 else 8
                size = int.from_bytes(self.buffer[2:at])
            if len(self.buffer) < at + size:
                return
            opcode, payload = self.buffer[0] & 0x0F, self.buffer[at : at + size]
            self.buffer = self.buffer[at + size :]
            if opcode == CLOSE:
                self.code, self.reason = int.from_bytes(payload[:2]), payload[2:].decode()
            self.frames.append((opcode, payload))

    def heard(self, opcode: int) -> int:
        return sum(one == opcode for one, _payload in self.frames)
