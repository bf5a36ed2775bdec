"""Admission of sockets: decided before the handshake is accepted, so that a refused client never has a connection."""

import time
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, parse_cookie

from accounts.models import User
from community import wire
from community.consumers import database
from community.consumers.subscriptions import pace_of
from community.policy import LINES_OF_A_PERSON
from community.rules.limits import LINE, LINES
from core.errors import TooMany
from core.limits import spend
from core.live import request_origin
from core.live.realtime import in_database
from core.web.client_address import digest, network_of

REMEMBERED: Final = 10_000

# Sessions that were refused as too many, until when: who knocks on costs the database nothing.
_refused: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Guest:
    user: User
    session: SessionBase


async def judge(scope: dict[str, Any]) -> Guest | int:
    """The person and session of the handshake, or the close code with which it is refused."""
    if scope["path"] != "/ws/":
        return wire.UNKNOWN
    request = as_request(scope)
    if not from_here(request):
        return wire.FORBIDDEN
    key = parse_cookie(request.META.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME, "")
    if not (key.isascii() and key.isalnum()):
        return wire.SIGNED_OUT
    if _refused.get(key, 0.0) > time.monotonic():
        return wire.TOO_MUCH
    guest = await in_database(_admit)(key, digest(network_of(request)))
    if isinstance(guest, Guest) and pace_of(guest.user.code).lines >= LINES_OF_A_PERSON:
        return wire.TOO_MUCH
    return guest


def as_request(scope: dict[str, Any]) -> HttpRequest:
    """The handshake as a Django request, so that host, scheme and client address follow the settings of pages."""
    request = HttpRequest()
    for name, value in scope.get("headers", []):
        said = "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        before = request.META.get(said)
        request.META[said] = value.decode("latin-1") if before is None else f"{before},{value.decode('latin-1')}"
    request.META["REMOTE_ADDR"] = (scope.get("client") or ("", 0))[0]
    return request


def from_here(request: HttpRequest) -> bool:
    """Whether a page of this site asks: the Origin is that of the handshake itself, or the site's address."""
    said = request_origin.origin_of(request.META.get("HTTP_ORIGIN", ""))
    if said is None or "HTTP_HOST" not in request.META:
        return False
    try:
        host = request.get_host()
    except DisallowedHost:
        return False
    return said in {request_origin.at(request.scheme or "", host), request_origin.of_address(settings.SITE_URL)}


def _admit(session_key: str, network: str) -> Guest | int:
    user = database.who(session_key)
    if isinstance(user, int):
        return user
    try:
        # First the person: whoever is refused takes nothing from those behind the same address.
        spend(LINE, user.pk)
        spend(LINES, network)
    except TooMany as refused:
        if len(_refused) >= REMEMBERED:
            _refused.clear()
        _refused[session_key] = time.monotonic() + refused.wait
        return wire.TOO_MUCH
    return Guest(user, database.session_of(session_key))
