"""The ASGI application of sockets. Without Channels' consumer classes: fewer threads and tasks for each frame."""

from collections.abc import Awaitable, Callable
from typing import Any

from community.consumers import admission
from community.consumers.connection import SocketLine

Event = dict[str, Any]


async def socket(
    scope: dict[str, Any], receive: Callable[[], Awaitable[Event]], send: Callable[[Event], Awaitable[None]]
) -> None:
    await receive()
    guest = await admission.judge(scope)
    if isinstance(guest, int):
        await send({"type": "websocket.close", "code": guest})
        return
    await send({"type": "websocket.accept"})
    await SocketLine({**scope, "user": guest.user, "session": guest.session}, send).run(receive)
