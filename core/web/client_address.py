"""The client's network address, as limits count it: X-Forwarded-For only as far as trusted proxies wrote it."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.policy import IPV6_NETWORK_BITS

UNKNOWN: Final = "0.0.0.0"  # noqa: S104 - no address is bound: it stands for "not known"


def address_of(request: HttpRequest) -> str:
    """The client's address, plain. With n trusted proxies it is the n-th last of X-Forwarded-For, else the peer."""
    found = _read(_forwarded(request)) or _read(request.META.get("REMOTE_ADDR", ""))
    return str(found) if found else UNKNOWN


def network_of(request: HttpRequest) -> str:
    """The IPv4 address, or the /64 of an IPv6 address: what a provider gives to one customer."""
    return network(address_of(request))


def network(address: str) -> str:
    found = _read(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, IPV6_NETWORK_BITS), strict=False))
    return str(found) if found else UNKNOWN


def digest(text: str) -> str:
    """A keyed hash for keys of limits, from which nothing can be read."""
    return salted_hmac("core.web.client_address", text, algorithm="sha256").hexdigest()[:24]


def _forwarded(request: HttpRequest) -> str:
    """Fewer hops than proxies: whoever came past them says nothing that counts."""
    hops = request.headers.get("x-forwarded-for", "").split(",")
    count: int = settings.PROXY_COUNT
    return hops[-count] if 0 < count <= len(hops) else ""


def _read(text: str) -> IPv4Address | IPv6Address | None:
    bare = text.strip().partition("%")[0]
    if bare.count(":") == 1 or bare.startswith("["):  # a port, as some proxies write it
        bare = bare.rpartition(":")[0].strip("[]") if not bare.endswith("]") else bare.strip("[]")
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
