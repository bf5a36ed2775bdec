"""Parses the Origin header of a request."""

import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

_SPELLED: Final = re.compile(r"(https?)://([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::([1-9][0-9]{0,4}))?")
_PORTS: Final = {"http": 80, "https": 443}


class Origin(NamedTuple):
    scheme: str
    host: str
    port: int


def origin_of(text: str) -> Origin | None:
    """None for what no browser sends: another scheme, a path, a user's name, capitals, several, `null`."""
    found = _SPELLED.fullmatch(text)
    if found is None:
        return None
    scheme, host, port = found.groups()
    return Origin(scheme, host, int(port or _PORTS[scheme]))


def at(scheme: str, host: str) -> Origin | None:
    """The origin of what is asked from this Host header."""
    return origin_of(f"{scheme}://{host.lower()}")


def of_address(url: str) -> Origin | None:
    """The origin of a page; None without an address."""
    found = urlsplit(url)
    return at(found.scheme, found.netloc)
