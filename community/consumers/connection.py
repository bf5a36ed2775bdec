"""One socket: its subscriptions, its queue of outgoing frames, and what the browser sends."""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qs

from django.conf import settings

from community import wire
from community.consumers import database
from community.consumers.own_rooms import OwnRooms
from community.consumers.parsing import understood
from community.consumers.subscriptions import Seat, pace_of
from community.policy import (
    FRAME_BYTES,
    HEARTBEAT_SECONDS,
    HEARTBEATS_BETWEEN_LOOKS,
    MOST_TOPICS,
    STUCK_SECONDS,
    WAITING_FRAMES,
)
from community.queries.room_events import for_reader
from core.live.close_codes import in_a_while
from core.live.hub import Frame
from core.live.realtime import enter_hub, in_database, session_mark

log = logging.getLogger("koepueroe.sockets")


class SocketLine:
    def __init__(self, scope: dict[str, Any], send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self.send = send
        self.user = scope["user"]
        self.session_key = scope["session"].session_key or ""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
        self.language = asked if asked in dict(settings.LANGUAGES) else getattr(self.user, "language", "en")
        self.seats: dict[str, Seat] = {}
        self.outbox: deque[str] = deque()
        self.wake = asyncio.Event()
        self.closing: int | None = None
        self.sent = self.seen = 0
        self.moved = time.monotonic()
        self.blocked: frozenset[str] = frozenset()
        self.pace = pace_of(getattr(self.user, "code", ""))
        self.looks: set[asyncio.Task[None]] = set()
        self.own = OwnRooms(self, self.user)

    async def run(self, receive: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        self.hub = enter_hub()
        self.hub.enter(self)
        self.pace.lines += 1
        tasks = [asyncio.create_task(part) for part in (self._listen(receive), self._write(), self._beat())]
        try:
            ended, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            await self._tell_of_breaks(ended)
        finally:
            self.pace.lines -= 1
            self.hub.exit(self)
            for task in (*tasks, *self.looks):
                task.cancel()
            await asyncio.gather(*tasks, *self.looks, return_exceptions=True)

    async def _tell_of_breaks(self, ended: Iterable[asyncio.Task[None]]) -> None:
        """A line whose inside broke says so at once: the browser comes back, instead of waiting for a heartbeat."""
        for broken in filter(None, (task.exception() for task in ended)):
            log.error("a socket broke", exc_info=broken)
            await self.send({"type": "websocket.close", "code": wire.BROKEN})

    # What the hub says; neither waits.

    def push(self, frame: Frame) -> None:
        if news := self.own.news_of(frame):
            self._put(news)
        seat = self.seats.get(frame.topic)
        if seat is None:
            return
        if seat.waiting is not None:
            seat.waiting.append(frame)
        elif frame.seq == 0 or frame.seq > seat.caught:
            self._put(frame)

    def control(self, kind: str, data: dict[str, Any]) -> None:
        mine = data.get("user") == getattr(self.user, "code", None)
        this_session = kind == "end_session" and data["session"] == session_mark(self.session_key)
        if this_session or (kind == "end_person" and mine):
            self.close(wire.SIGNED_OUT)
        elif kind == "check_again" and mine:
            look = asyncio.create_task(self._look())
            self.looks.add(look)
            look.add_done_callback(self.looks.discard)

    def close(self, code: int) -> None:
        self.closing = code
        self.wake.set()

    # What goes out.

    def _put(self, frame: Frame) -> None:
        if len(self.outbox) >= WAITING_FRAMES:
            self.outbox.clear()
            frame = Frame(wire.SOCKET, "resync")
        self.outbox.append(for_reader(frame, self.blocked).text)
        self.wake.set()

    async def _write(self) -> None:
        while self.closing is None:
            await self.wake.wait()
            self.wake.clear()
            while self.outbox and self.sent - self.seen < WAITING_FRAMES and self.closing is None:
                self.sent += 1
                await self.send({"type": "websocket.send", "text": self.outbox.popleft()})
            if not self.outbox:
                self.moved = time.monotonic()
        reason = in_a_while() if self.closing == wire.TOO_MUCH else ""
        await self.send({"type": "websocket.close", "code": self.closing, "reason": reason})

    async def _beat(self) -> None:
        """Carries the heads, so that a loss on a live line is found; looks at rights; gives up on a stuck line."""
        await self._look()
        for count in range(1, 1_000_000):
            await asyncio.sleep(HEARTBEAT_SECONDS * random.uniform(0.95, 1.15))  # noqa: S311 - spread, no secret
            if self.outbox and time.monotonic() - self.moved > STUCK_SECONDS:
                self.close(wire.TOO_SLOW)
            if count % HEARTBEATS_BETWEEN_LOOKS == 0:
                await self._look()
            found = await in_database(database.heads)(list(self.seats))
            self._put(Frame(wire.SOCKET, "heartbeat", {"heads": found}))

    async def _look(self) -> None:
        asked = set(self.seats)  # what is joined while the answer is on its way was judged there
        standing = await in_database(database.look)(self.session_key, list(asked))
        if isinstance(standing, int):
            self.close(standing)
            return
        self.blocked = standing.blocked
        await self._hear_rooms(standing.rooms)
        for topic in asked - standing.followed:
            self._give_up(topic)

    def _give_up(self, topic: str) -> None:
        self._leave(topic)
        self._put(Frame(topic, "gone"))

    def _leave(self, topic: str) -> None:
        if self.seats.pop(topic, None) is not None and topic not in self.own:
            self.hub.unfollow(topic, self)

    async def _hear_rooms(self, codes: frozenset[str] | None) -> None:
        """Somebody came into a room, or left it: the pages get all numbers anew."""
        if codes is not None and self.own.hear(self.hub, codes, seats=self.seats):
            self._put(Frame(self.own.topic, "numbers", await in_database(database.numbers)(self.user.pk)))

    # What comes in.

    async def _listen(self, receive: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        while (event := await receive())["type"] != "websocket.disconnect":
            if self.closing is None:
                await self._take(event.get("text") or "")

    async def _take(self, text: str) -> None:
        if len(text) > FRAME_BYTES:
            self.close(wire.TOO_BIG)
            return
        frame = understood(text)
        if self.pace.too_much(frame["do"] if frame else ""):
            self.close(wire.TOO_MUCH)
            return
        if frame is None:
            self._put(Frame(wire.SOCKET, "refused", {"client_id": "", "code": "invalid", "status": 400, "text": ""}))
            return
        try:
            await _VERBS[frame["do"]](self, frame)
        except Exception:
            # The browser comes back, catches up and sends again what was not acknowledged.
            log.exception("a socket broke on %s", frame["do"])
            self.close(wire.BROKEN)

    async def _subscribe(self, frame: wire.FromBrowser) -> None:
        """Join in buffering mode, then read the past: never the other way round, or something falls between."""
        topic, after = frame.get("topic", ""), frame.get("after")
        room = topic in self.seats or len(self.seats) < MOST_TOPICS
        allowed = room and await in_database(database.may)(self.user.pk, topic)
        if not allowed:
            self._give_up(topic)
            return
        if topic == self.own.topic:
            self.own.hear(self.hub, await in_database(database.rooms_counted)(self.user.pk), seats=self.seats)
        seat = self.seats[topic] = Seat()
        self.hub.follow(topic, self)
        found = await in_database(database.catch_up)(self.user.pk, topic, after, frame.get("epoch", ""))
        if self.seats.get(topic) is seat:
            for out in seat.go_live(topic, found, self.blocked):
                self._put(out)

    async def _unsubscribe(self, frame: wire.FromBrowser) -> None:
        self._leave(frame.get("topic", ""))

    async def _say(self, frame: wire.FromBrowser) -> None:
        self._put(await in_database(database.say)(self.user.pk, frame, self.language))

    async def _read(self, frame: wire.FromBrowser) -> None:
        await in_database(database.read)(self.user.pk, frame.get("room", ""), frame.get("seq", 0))

    async def _seen(self, frame: wire.FromBrowser) -> None:
        self.seen = max(self.seen, min(frame.get("n", 0), self.sent))
        self.moved = time.monotonic()
        self.wake.set()


_VERBS: Final[dict[str, Callable[[SocketLine, wire.FromBrowser], Awaitable[None]]]] = {
    "subscribe": SocketLine._subscribe,  # noqa: SLF001 - this module's own
    "unsubscribe": SocketLine._unsubscribe,  # noqa: SLF001
    "send": SocketLine._say,  # noqa: SLF001
    "read": SocketLine._read,  # noqa: SLF001
    "seen": SocketLine._seen,  # noqa: SLF001
}
