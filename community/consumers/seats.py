"""What a line keeps for each topic that it follows, and how much it lets a browser say."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from community.queries.events import CatchUp, for_reader
from core.hub import Frame

A_WHILE: Final = 10.0
IN_A_WHILE: Final = 80


@dataclass(slots=True)
class Seat:
    """At one topic. `waiting` holds what came while the past was read; None: live. `caught`: sent from the past."""

    caught: int = 0
    waiting: list[Frame] | None = field(default_factory=list)

    def go_live(self, topic: str, found: CatchUp | None, blocked: frozenset[str]) -> Iterator[Frame]:
        """The past, what came while it was read and is not in it, and that the line is live now."""
        waiting, self.waiting = self.waiting or [], None
        past = found or CatchUp(0, 0, "")
        self.caught = past.head
        if past.reset:
            yield Frame(topic, "reset", {}, past.head, past.epoch)
        else:
            readable = (for_reader(f, blocked) for f in past.frames)
            events = [{"seq": f.seq, "kind": f.kind, "data": f.data} for f in readable]
            yield Frame(topic, "start", {"events": events}, past.start, past.epoch)
        yield from (late for late in waiting if late.seq == 0 or late.seq > self.caught)
        yield Frame(topic, "live", {}, past.head, past.epoch)


@dataclass(slots=True)
class Pace:
    """Frames within a while; more than that no person types."""

    began: float = 0.0
    count: int = 0

    def too_much(self) -> bool:
        now = time.monotonic()
        if now - self.began > A_WHILE:
            self.began, self.count = now, 0
        self.count += 1
        return self.count > IN_A_WHILE
