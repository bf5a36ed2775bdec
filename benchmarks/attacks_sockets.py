"""One signed-in person floods by sockets, in every way; somebody else reads pages."""

import time
from typing import Any

from benchmarks.bystander import measured
from tests.attacks.hands import sessions_of_new_people
from tests.raw_websocket import PING, PONG, TEXT, RawLine, frame
from tests.server import Server

SECONDS = 5.0
RECONNECTS = 20
X = frame(TEXT, b"x")
FLOODS: dict[str, tuple[bytes, bytes]] = {
    "texts `x`": (b"", X),
    "`seen` frames": (b"", frame(TEXT, b'{"do":"seen","n":1}')),
    "subscribing beyond the limit": (b"", frame(TEXT, b'{"do":"subscribe","topic":"room:aaaaaaaaaa"}')),
    "pings": (b"", frame(PING, b"x")),
    "pongs": (b"", frame(PONG)),
    "fragments": (frame(TEXT, b"x", final=False), frame(0, b"x", final=False)),
    "messages of 60 kB": (b"", frame(TEXT, b"x" * 60_000)),
}


def rows(site: Server) -> list[dict[str, Any]]:
    keys = iter(sessions_of_new_people(site, len(FLOODS) + 1))
    found = [{"attack": "none", "sockets": 0, "sent": 0, "heard": 0, "ended": "", **measured(site, lambda: None)}]
    for name, (first, again) in FLOODS.items():
        found.append(_row(site, name, Flood(site, next(keys), first, again)))
    found.append(_row(site, f"texts `x`, {RECONNECTS} reconnects", Flood(site, next(keys), b"", X, times=RECONNECTS)))
    return found


class Flood:
    """Floods as long as it can, and comes back as often as it may within the seconds."""

    def __init__(self, site: Server, key: str, first: bytes, again: bytes, *, times: int = 1) -> None:
        self.site, self.key, self.first, self.again, self.times = site, key, first, again, times
        self.sent = self.heard = self.opened = 0
        self.ended: list[str] = []

    def __call__(self) -> None:
        for number in range(self.times):
            began = time.perf_counter()
            with RawLine(self.site.port, session=self.key) as line:
                self.opened += line.status == 101
                self.sent += line.flood(self.again, seconds=SECONDS, first=self.first)
                self.heard += len(line.frames)
                self.ended.append(f"{line.code or 'not'} after {time.perf_counter() - began:.2f} s")
            if number + 1 < self.times:
                time.sleep(max(0.0, SECONDS / self.times - (time.perf_counter() - began)))


def _row(site: Server, name: str, flood: Flood) -> dict[str, Any]:
    """`sent` is what went into the connection, `heard` what came back: frames of answers, pongs and the close."""
    cost = measured(site, flood, seconds=SECONDS)
    counted = {"sockets": flood.opened, "sent": flood.sent, "heard": flood.heard, "ended": max(flood.ended)}
    return {"attack": name, **counted, **cost}
