"""What the forms of the entrance remember in the session, for the page that says where the mail went.

It never stands in an address, and goes with the log-in. Whether an address is known here makes no difference to it.
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
    """Of somebody who signed up before, and has not confirmed the address yet."""
    return SigningUp(
        name=user.name,
        language=user.language,
        time_zone=user.time_zone,
        password=user.password,
        person=user.code,
        onward="",
    )


def forget_typed(request: HttpRequest) -> None:
    """They are in."""
    for key in (TYPED, SIGNING_UP):
        request.session.pop(key, None)
