"""Session data of the forms before a log-in: the typed addresses, and what was signed up with.

Never part of a URL, deleted at log-in, and the same whether an address has an account or not.
"""

from typing import Final

from django.http import HttpRequest

from accounts.actions.correcting_address import SigningUp
from accounts.models import User

TYPED: Final = "typed_address"  # by what the mail was for: sign_up, reset, link
SIGNING_UP: Final = "signing_up"


def note_address(request: HttpRequest, address: str, *, kind: str) -> None:
    request.session[TYPED] = {**request.session.get(TYPED, {}), kind: address}


def note_sign_up(request: HttpRequest, *, address: str, said: SigningUp) -> None:
    note_address(request, address, kind="sign_up")
    request.session[SIGNING_UP] = {**said}


def signing_up(user: User) -> SigningUp:
    """For an account that exists and whose address is not confirmed yet."""
    return SigningUp(
        name=user.name,
        language=user.language,
        time_zone=user.time_zone,
        password=user.password,
        person=user.code,
        onward="",
    )


def forget_typed(request: HttpRequest) -> None:
    """After the log-in."""
    for key in (TYPED, SIGNING_UP):
        request.session.pop(key, None)
