"""Close codes of sockets that the protocol layer sends: HTTP's status codes plus 4000.

Autobahn sends 1000 and 3000 to 4999 alone; 1008 and 1009 raise. A socket that is refused before it is
accepted gets the same code as a status, less 4000.
"""

import random
from typing import Final

OURS: Final = range(4400, 4500)
TOO_BIG: Final = 4413
TOO_MUCH: Final = 4429
COME_BACK: Final = (20.0, 40.0)  # seconds, for who was cut off


def status_of(code: int | None) -> int:
    """The status of a handshake that is refused with this code."""
    return code - 4000 if code is not None and code in OURS else 403


def in_a_while() -> str:
    """A random delay before reconnecting, so that not all come back in the same second."""
    return f"retry_after={random.uniform(*COME_BACK):.1f}"  # noqa: S311 - no secret
