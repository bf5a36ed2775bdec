"""Daphne, started and ended cleanly: it lets requests end, closes sockets with 1012 and never hangs."""

import asyncio
import os
import random
import signal
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NoReturn

from daphne.server import Server, twisted_loop
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import reactor

from core.server.daphne_bodies import bound
from core.server.daphne_sockets import CountedProtocol, counted

Application = Callable[..., Awaitable[None]]
PATIENCE = 10
GRACE = 30
SERVICE_RESTART = 1012
HERE = {"127.0.0.1", "[::1]", "0.0.0.0"}  # noqa: S104 - what a browser may say, nothing is bound by it

# Asked by /readyz: a proxy must send nobody to a server that is going down.
draining = threading.Event()


def free_addresses(host: str, port: int) -> list[str]:
    """The addresses to listen on. Raises OSError where the port is taken."""
    wanted = ["127.0.0.1", "::1"] if host == "localhost" else [host]
    return [address for address in wanted if _bindable(address, port)]


def _bindable(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError:
        if address == "::1" and not _has_ipv6():
            return False
        raise
    return True


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def to_localhost(application: Application, port: int) -> Application:
    """Send a browser that came by number to http://localhost: passkeys refuse numbers."""

    async def answer(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        host = dict(scope.get("headers", [])).get(b"host", b"").decode("latin-1").rpartition(":")[0]
        if scope["type"] != "http" or host not in HERE or scope["path"] in {"/healthz", "/readyz"}:
            await application(scope, receive, send)
            return
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        place = f"http://localhost:{port}".encode() + scope["raw_path"] + query
        await send({"type": "http.response.start", "status": 307, "headers": [(b"location", place)]})
        await send({"type": "http.response.body", "body": b""})

    return answer


def serve(application: Application, *, addresses: list[str], port: int, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; a second signal ends at once."""

    def started() -> None:
        bound(server.http_factory)
        counted(server.ws_factory)
        ready()

    endpoints = [f"tcp:port={port}:interface={address.replace(':', chr(92) + ':')}" for address in addresses]
    server = Server(
        application,
        endpoints=endpoints,
        signal_handlers=False,
        ready_callable=started,
        server_name="",
        ping_interval=20,
        ping_timeout=30,
    )
    for name in (signal.SIGTERM, signal.SIGINT):
        twisted_loop.add_signal_handler(name, _end, server)
    server.run()


def end_now() -> NoReturn:
    """Leave without waiting: threads that wait for the ended loop would keep the interpreter from going."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _end(server: Server) -> None:
    if draining.is_set():
        os._exit(1)
    draining.set()
    # A thread of a view may wait for a loop that has ended; this one waits for nobody.
    last = threading.Timer(GRACE, os._exit, (1,))
    last.daemon = True
    last.start()
    twisted_loop.create_task(_drain(server))


async def _drain(server: Server) -> None:
    try:
        for listener in server.listeners:
            listener.addCallback(lambda port: port.stopListening())
        _send_away([one for one in server.connections if isinstance(one, CountedProtocol)])
        deadline = time.monotonic() + PATIENCE
        while _busy(server) and time.monotonic() < deadline:  # noqa: ASYNC110 - Daphne tells nobody that a request ended
            await asyncio.sleep(0.05)
    finally:
        reactor.stop()


def _send_away(sockets: list[CountedProtocol]) -> None:
    """1012 (service restart) with a time to come back, spread so that not all browsers come in the same second."""
    for one in sockets:
        wait = random.uniform(1, 3 + len(sockets) / 50)  # noqa: S311 - no secret
        # One that is not accepted yet cannot be closed; it falls with the server, and its browser tries again.
        if one.state == one.STATE_OPEN:
            one.end(SERVICE_RESTART, f"retry_after={wait:.1f}")


def _busy(server: Server) -> bool:
    return any(
        "disconnected" not in details and not isinstance(one, WebSocketProtocol)
        for one, details in server.connections.items()
    )
