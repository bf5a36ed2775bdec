"""A socket's state for each subscribed topic, and the rate limit of what a browser sends."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from community.queries.room_events import CatchUp, for_reader
from core.live.hub import Frame

A_WHILE: Final = 10.0
IN_A_WHILE: Final = 80
# A browser that comes back subscribes anew for every tab; `seen` comes as fast as news do.
COST: Final = {"subscribe": 1 / 3, "seen": 0.0}
REMEMBERED: Final = 1_000


@dataclass(slots=True)
class Seat:
    """The subscription of one topic. `waiting` buffers frames while the past is read, None once live; `caught` is the
    last number sent from the past."""

    caught: int = 0
    waiting: list[Frame] | None = field(default_factory=list)

    def go_live(self, topic: str, found: CatchUp | None, blocked: frozenset[str]) -> Iterator[Frame]:
        """The past, what came while it was read and is not in it, and that the line is live now."""
        waiting, self.waiting = self.waiting or [], None
        past = found or CatchUp(0, 0, "")
        self.caught = past.head
        if past.reset:
            yield Frame(topic, "reset", {**past.more}, past.head, past.epoch)
        else:
            readable = (for_reader(f, blocked) for f in past.frames)
            events = [{"seq": f.seq, "kind": f.kind, "data": f.data} for f in readable]
            yield Frame(topic, "start", {"events": events, **past.more}, past.start, past.epoch)
        yield from (late for late in waiting if late.seq == 0 or late.seq > self.caught)
        yield Frame(topic, "live", {}, past.head, past.epoch)


_paces: dict[str, "Pace"] = {}


@dataclass(slots=True)
class Pace:
    """How many frames a person sends in a window, over all their lines to this process."""

    began: float = 0.0
    count: float = 0.0
    lines: int = 0

    def too_much(self, verb: str = "") -> bool:
        now = time.monotonic()
        if now - self.began > A_WHILE:
            self.began, self.count = now, 0.0
        self.count += COST.get(verb, 1.0)
        return self.count > IN_A_WHILE


def pace_of(person: str) -> Pace:
    """The shared counter of a person; it outlives the socket, so that reconnecting does not reset it."""
    if len(_paces) >= REMEMBERED:
        now = time.monotonic()
        for code in [code for code, pace in _paces.items() if not pace.lines and now - pace.began > A_WHILE]:
            del _paces[code]
    return _paces.setdefault(person, Pace())
