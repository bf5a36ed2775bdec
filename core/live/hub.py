"""The hub of a process: which socket follows which topic. Bound to one event loop; it does no I/O."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

CONTROL = "control"


@dataclass(frozen=True, eq=False)
class Frame:
    """A message to a socket. `seq` 0: without a number, so it cannot be asked for again."""

    topic: str
    kind: str
    data: dict[str, Any] = field(default_factory=dict)
    seq: int = 0
    epoch: str = ""

    @cached_property
    def text(self) -> str:
        """Encoded once, however many sockets it goes to."""
        frame = {"topic": self.topic, "seq": self.seq, "epoch": self.epoch, "kind": self.kind, "data": self.data}
        return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


class Follower(Protocol):
    """A socket as the hub sees it. Both methods must return at once."""

    def push(self, frame: Frame) -> None: ...

    def control(self, kind: str, data: dict[str, Any]) -> None: ...


class Hub:
    def __init__(self) -> None:
        self._followers: set[Follower] = set()
        self._topics: dict[str, set[Follower]] = {}

    def enter(self, one: Follower) -> None:
        self._followers.add(one)

    def exit(self, one: Follower) -> None:
        self._followers.discard(one)
        for topic in [topic for topic, members in self._topics.items() if one in members]:
            self.unfollow(topic, one)

    def follow(self, topic: str, one: Follower) -> None:
        self._topics.setdefault(topic, set()).add(one)

    def unfollow(self, topic: str, one: Follower) -> None:
        members = self._topics.get(topic, set())
        members.discard(one)
        if not members:
            self._topics.pop(topic, None)

    def deliver(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            if frame.topic == CONTROL:
                for one in tuple(self._followers):
                    one.control(frame.kind, frame.data)
            else:
                for one in tuple(self._topics.get(frame.topic, ())):
                    one.push(frame)
