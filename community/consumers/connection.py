"""One socket: its subscriptions, its queue of outgoing frames, and what the browser sends."""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

from django.conf import settings

from community import wire
from community.consumers import database
from community.consumers.own_rooms import OwnRooms
from community.consumers.parsing import understood
from community.consumers.subscriptions import Seat, pace_of
from community.policy import (
    CHUNK_BYTES,
    FRAME_BYTES,
    HEARTBEAT_SECONDS,
    HEARTBEATS_BETWEEN_LOOKS,
    HELD_BYTES,
    MOST_TOPICS,
    ON_THE_WAY_BYTES,
    STUCK_SECONDS,
    WAITING_BYTES,
    WAITING_FRAMES,
)
from community.queries.room_events import CatchUp, for_reader
from core.live.close_codes import in_a_while
from core.live.hub import Frame
from core.live.realtime import enter_hub, in_database, session_mark

log = logging.getLogger("koepueroe.sockets")


class Asked(NamedTuple):
    """A past to be read: of this topic, after this number."""

    topic: str
    after: int | None
    epoch: str


class SocketLine:
    def __init__(self, scope: dict[str, Any], send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self.send = send
        self.user = scope["user"]
        self.session_key = scope["session"].session_key or ""
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
        self.language = asked if asked in dict(settings.LANGUAGES) else getattr(self.user, "language", "en")
        self.seats: dict[str, Seat] = {}
        self.outbox: deque[tuple[int, str]] = deque()  # each with its bytes
        self.waiting = self.on_the_way = self.held = 0  # bytes
        self.unseen: deque[tuple[int, int]] = deque()  # number and bytes of what was sent and not acknowledged
        self.asked: asyncio.Queue[Asked] = asyncio.Queue()
        self.wake, self.eased = asyncio.Event(), asyncio.Event()
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
        tasks = [
            asyncio.create_task(part)
            for part in (self._listen(receive), self._write(), self._beat(), self._read_past())
        ]
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
            self.held += seat.hold(frame, HELD_BYTES - self.held)
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
        frame = for_reader(frame, self.blocked)
        if len(self.outbox) >= WAITING_FRAMES or self.waiting + frame.size > WAITING_BYTES:
            self.outbox.clear()
            self.waiting = 0
            frame = Frame(wire.SOCKET, "resync")
        self.outbox.append((frame.size, frame.text))
        self.waiting += frame.size
        self.wake.set()

    def _may_go_on(self) -> bool:
        """Whether the browser keeps up: it acknowledges what it got."""
        return self.sent - self.seen < WAITING_FRAMES and self.on_the_way < ON_THE_WAY_BYTES and self.closing is None

    async def _write(self) -> None:
        while self.closing is None:
            await self.wake.wait()
            self.wake.clear()
            while self.outbox and self._may_go_on():
                size, text = self.outbox.popleft()
                self.sent += 1
                self.waiting -= size
                self.on_the_way += size
                self.unseen.append((self.sent, size))
                await self.send({"type": "websocket.send", "text": text})
            if self.waiting < CHUNK_BYTES:
                self.eased.set()
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
        seat = self.seats.pop(topic, None)
        if seat is None:
            return
        self._forget_held(seat)
        if topic not in self.own:
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
        if topic not in self.seats and len(self.seats) >= MOST_TOPICS:
            self._put(Frame(topic, "full"))
            return
        if not await in_database(database.may)(self.user.pk, topic):
            self._give_up(topic)
            return
        if topic == self.own.topic:
            self.own.hear(self.hub, await in_database(database.rooms_counted)(self.user.pk), seats=self.seats)
        self.seats.setdefault(topic, Seat())
        self.hub.follow(topic, self)
        self.asked.put_nowait(Asked(topic, after, frame.get("epoch", "")))

    async def _read_past(self) -> None:
        """One past after the other, a piece as the browser takes it: `seen` is heard meanwhile, memory is bounded."""
        while True:
            one = await self.asked.get()
            before = self.seats.get(one.topic)
            if before is None:
                continue  # unsubscribed meanwhile
            self._forget_held(before)
            # What has no number was not in the database to be read again.
            kept = [frame for frame in before.waiting or () if not frame.seq]
            seat = self.seats[one.topic] = Seat(waiting=kept)
            self.held += sum(frame.size for frame in kept)
            try:
                await self._tell_past(one, seat)
            except Exception:
                log.exception("a socket broke on the past of a topic")
                self.close(wire.BROKEN)

    async def _tell_past(self, one: "Asked", seat: Seat) -> None:
        after, epoch = one.after, one.epoch
        while True:
            found = await in_database(database.catch_up)(self.user.pk, one.topic, after, epoch)
            past = found or CatchUp(0, 0, "")
            for frame in seat.told(one.topic, past, self.blocked):
                await self._ease()
                if self.seats.get(one.topic) is not seat:
                    return
                self._put(frame)
            if not seat.more_to_read(past):
                break
            after, epoch = past.head if past.end is None else past.end, past.epoch
        self._forget_held(seat)
        for frame in seat.go_live(one.topic, past):
            self._put(frame)

    async def _ease(self) -> None:
        while self.waiting >= CHUNK_BYTES:
            self.eased.clear()
            await self.eased.wait()

    def _forget_held(self, seat: Seat) -> None:
        self.held -= sum(frame.size for frame in seat.waiting or ())

    async def _unsubscribe(self, frame: wire.FromBrowser) -> None:
        self._leave(frame.get("topic", ""))

    async def _say(self, frame: wire.FromBrowser) -> None:
        self._put(await in_database(database.say)(self.user.pk, frame, self.language))

    async def _read(self, frame: wire.FromBrowser) -> None:
        await in_database(database.read)(self.user.pk, frame.get("room", ""), frame.get("seq", 0))

    async def _seen(self, frame: wire.FromBrowser) -> None:
        self.seen = max(self.seen, min(frame.get("n", 0), self.sent))
        while self.unseen and self.unseen[0][0] <= self.seen:
            self.on_the_way -= self.unseen.popleft()[1]
        self.moved = time.monotonic()
        self.wake.set()


_VERBS: Final[dict[str, Callable[[SocketLine, wire.FromBrowser], Awaitable[None]]]] = {
    "subscribe": SocketLine._subscribe,  # noqa: SLF001 - this module's own
    "unsubscribe": SocketLine._unsubscribe,  # noqa: SLF001
    "send": SocketLine._say,  # noqa: SLF001
    "read": SocketLine._read,  # noqa: SLF001
    "seen": SocketLine._seen,  # noqa: SLF001
}
