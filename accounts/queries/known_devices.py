"""Device and network of a request, and whether an account was signed in to from there before."""

from dataclasses import dataclass
from typing import Any, Final

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import KnownNetwork, User
from accounts.policy import DEVICE_COOKIE, KNOWN_NETWORK
from core.web.client_address import digest, network_of

COOKIE: Final = "device"
COOKIE_AGE: Final = int(DEVICE_COOKIE.total_seconds())


@dataclass(frozen=True, slots=True)
class Visit:
    """`place` is the device where it is known to this account, else the network; digested, fit for a key."""

    place: str
    known: bool


@dataclass(frozen=True, slots=True)
class Device:
    """What the signed cookie says: a random name, and the accounts that have signed in here, the newest first."""

    name: str = ""
    accounts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return ":".join((self.name, *self.accounts))


def device_of(request: HttpRequest) -> Device:
    try:
        said = request.get_signed_cookie(COOKIE, salt=COOKIE, max_age=COOKIE_AGE)
    except (KeyError, signing.BadSignature):
        return Device()
    name, *accounts = (said or "").split(":")
    return Device(name, tuple(accounts))


def visit_of(request: HttpRequest, person: Any) -> Visit:
    """`person` is the account that is to be signed in to, None for an address without one."""
    device, here = device_of(request), network_of(request)
    if person is not None and person.code in device.accounts:
        return Visit(digest(f"device:{device.name}"), known=True)
    return Visit(digest(here), known=person is not None and knows_network(person, digest(here)))


def knows_network(person: User, network: str) -> bool:
    rows = KnownNetwork.objects.filter(user=person, network=network)
    return rows.filter(at__gt=timezone.now() - KNOWN_NETWORK).exists()
