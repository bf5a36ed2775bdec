"""Tells every process which outbox rows were committed. Delivery is best effort: the relay publishes what was missed.

In one process (memory) the hub is rung directly, from whatever thread; with Redis, through the channel layer.
"""

import asyncio
import hashlib
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import close_old_connections

from core.live.hub import Frame, Hub
from core.models import OutboxRow

log = logging.getLogger("koepueroe.realtime")
GROUP = "news"
PROCESS = uuid4().hex
PATIENCE = 2.0  # seconds that a write waits for Redis at most
PAUSE = 5.0  # seconds without a try after Redis did not answer: the relay comes later
P = ParamSpec("P")
T = TypeVar("T")
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="sockets")


@dataclass(slots=True)
class _Here:
    """The hub of this process and the loop it lives in."""

    hub: Hub
    loop: asyncio.AbstractEventLoop
    ear: asyncio.Task[None] | None = None


class _Bell(threading.Thread):
    """A thread with its own event loop that sends to Redis: views, tasks and sockets publish in the same way."""

    def __init__(self) -> None:
        super().__init__(name="bell", daemon=True)
        self.loop = asyncio.new_event_loop()
        self.quiet_until = 0.0

    def run(self) -> None:
        self.loop.run_forever()

    def ring(self, frames: Sequence[Frame]) -> bool:
        if time.monotonic() < self.quiet_until:
            return False
        packed = [[f.topic, f.kind, f.data, f.seq, f.epoch] for f in frames]
        message = {"type": "news", "from": PROCESS, "frames": packed}
        sending = asyncio.run_coroutine_threadsafe(get_channel_layer().group_send(GROUP, message), self.loop)
        try:
            sending.result(PATIENCE)
        except Exception:  # noqa: BLE001 - whatever ails Redis, the write stands and the relay tries again
            sending.cancel()
            self.quiet_until = time.monotonic() + PAUSE
            log.warning("Redis does not answer; news waits for the relay")
            return False
        return True


_here: _Here | None = None
_bell: _Bell | None = None
_starting = threading.Lock()


def publish_rows(rows: Sequence[OutboxRow]) -> bool:
    """Publish to every process; True where all were reached. Never raises: the relay publishes what was missed."""
    frames = [Frame(r.topic, r.kind, r.data, r.seq, r.epoch) for r in rows]
    rung = _ring_here(frames)
    return rung if in_memory() else _the_bell().ring(frames)


def in_memory() -> bool:
    return isinstance(get_channel_layer(), InMemoryChannelLayer)


def has_hub() -> bool:
    return _here is not None and not _here.loop.is_closed()


def enter_hub() -> Hub:
    """The hub of this process, started by its first socket in the running loop."""
    global _here  # noqa: PLW0603 - one a process is the point
    loop = asyncio.get_running_loop()
    if _here is None or _here.loop is not loop:
        _here = _Here(Hub(), loop)
        if not in_memory():
            _here.ear = loop.create_task(_listen(_here.hub))
    return _here.hub


def in_database(work: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """For sockets: run it in one of a few threads. The shared one of asgiref would make all sockets wait for each."""

    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        close_old_connections()
        try:
            return work(*args, **kwargs)
        finally:
            close_old_connections()

    def run(*args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(_threads, partial(whole, *args, **kwargs))

    return run


def session_mark(key: str) -> str:
    """Names a session on the wire without giving it away."""
    return hashlib.sha256(f"socket:{key}".encode()).hexdigest()[:24]


def _ring_here(frames: Iterable[Frame]) -> bool:
    if _here is None or _here.loop.is_closed():
        return False
    try:
        _here.loop.call_soon_threadsafe(_here.hub.deliver, list(frames))
    except RuntimeError:  # the loop closed between the two lines
        return False
    return True


def _the_bell() -> _Bell:
    global _bell  # noqa: PLW0603 - one a process is the point
    with _starting:
        if _bell is None or not _bell.is_alive():  # a fork has no threads of its parent
            _bell = _Bell()
            _bell.start()
    return _bell


async def _listen(hub: Hub) -> None:
    """The only subscription of this process. Starts again after whatever went wrong."""
    layer: Any = get_channel_layer()
    while True:
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            while True:
                message = await layer.receive(channel)
                if message["from"] != PROCESS:
                    hub.deliver(Frame(*packed) for packed in message["frames"])
        except Exception:  # noqa: BLE001 - sockets learn of what was missed by their heartbeat
            log.warning("the subscription to news was lost and is taken up again")
            await asyncio.sleep(1)
