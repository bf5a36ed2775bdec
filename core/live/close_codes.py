"""Why a socket was closed: every code that a server sends, and what a browser does then. The one table of them.

Ours are HTTP's status codes plus 4000. Autobahn's `sendClose` raises for 1008, 1009, 1011, 1012 and 1013;
`CountedProtocol.end` writes the close frame itself, sends what stands here, and BROKEN in place of anything else. A
socket that is refused before it is accepted gets the same code as a status, less 4000.
"""

import random
from typing import Final

GOODBYE: Final = 1000
SERVICE_RESTART: Final = 1012
OURS: Final = range(4400, 4500)
SIGNED_OUT: Final = 4401
FORBIDDEN: Final = 4403  # a page of another site, or an office without its second factor
UNKNOWN: Final = 4404  # no socket has this address
TOO_SLOW: Final = 4408
TOO_BIG: Final = 4413
TOO_MUCH: Final = 4429
BROKEN: Final = 4450

# What the browser does: "back" comes back after a random while, "asked" after the `retry_after` of the reason, "out"
# and "barred" stay away until somebody signs in (static/js/socket.js: ENDS).
THEN: Final = {
    GOODBYE: "back",
    SERVICE_RESTART: "asked",
    SIGNED_OUT: "out",
    FORBIDDEN: "barred",
    UNKNOWN: "back",
    TOO_SLOW: "back",
    TOO_BIG: "back",
    TOO_MUCH: "asked",
    BROKEN: "back",
}
COME_BACK: Final = (20.0, 40.0)  # seconds, for who was cut off
SPREAD: Final = 6.0  # seconds within which all come back after a restart


def status_of(code: int | None) -> int:
    """The status of a handshake that is refused with this code."""
    return code - 4000 if code is not None and code in OURS else 403


def sendable(code: int | None) -> int:
    return code if code in THEN else BROKEN


def after_restart(sockets: int) -> str:
    """A random delay for each: a few come back within two seconds, a thousand and more within six."""
    most = min(SPREAD, 2 + sockets / 250)
    return f"retry_after={random.uniform(0.5, most):.1f}"  # noqa: S311 - no secret


def in_a_while() -> str:
    """A random delay before reconnecting, so that not all come back in the same second."""
    return f"retry_after={random.uniform(*COME_BACK):.1f}"  # noqa: S311 - no secret
