"""A name server for one installation, as an engine gives one to its containers: names to addresses that may change."""

import socketserver
import struct
import threading
from typing import Final

A: Final = 1
TTL: Final = 600  # seconds, as Docker's own says; who asks must not believe it for so long
NO_ERROR, NO_SUCH_NAME = 0, 3


class Names:
    """Answers on `address` by UDP until close(); `table` may be changed meanwhile."""

    def __init__(self, address: str, table: dict[str, str]) -> None:
        self.table = table

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                data, line = self.request
                if reply := answer(data, table):
                    line.sendto(reply, self.client_address)

        self._server = socketserver.ThreadingUDPServer((address, 0), Handler)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def answer(data: bytes, table: dict[str, str]) -> bytes:
    """The reply to one question; empty for what is no question."""
    try:
        name, end = _name(data)
        (kind,) = struct.unpack_from("!H", data, end)
    except (IndexError, struct.error, UnicodeDecodeError):
        return b""
    address = table.get(name.lower())
    found = [address] if address and kind == A else []
    code = NO_ERROR if address else NO_SUCH_NAME
    head = data[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, len(found), 0, 0)
    body = b"".join(
        struct.pack("!HHHIH4s", 0xC00C, A, 1, TTL, 4, bytes(int(part) for part in one.split("."))) for one in found
    )
    return head + data[12 : end + 4] + body


def _name(data: bytes) -> tuple[str, int]:
    """The name asked for, and where it ends in the packet."""
    labels: list[str] = []
    at = 12
    while length := data[at]:
        labels.append(data[at + 1 : at + 1 + length].decode("ascii"))
        at += length + 1
    return ".".join(labels), at + 1
