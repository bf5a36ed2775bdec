"""A wrong address at the entrance: the browser that typed it reads it again, and corrects it before it is confirmed.

No permission to ask: nobody is signed in, and whoever holds the session typed the first address themselves. What lies
in the session goes with the log-in. Whether an address is known here makes no difference to what one sees.
"""

from typing import Any, Final, TypedDict

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.actions.accepting import accept_rules
from accounts.models import User
from accounts.queries.accepting import RULES_VERSION
from accounts.queries.people import anybody_with_address

TYPED: Final = "typed_address"  # by what the mail was for: sign_up, reset, link
SIGNING_UP: Final = "signing_up"


class SigningUp(TypedDict):
    """`password` is a hash; `person` the code of the account that was opened, "" where the address was known."""

    name: str
    language: str
    time_zone: str
    password: str
    person: str
    onward: str


def note_address(request: HttpRequest, address: str, *, kind: str) -> None:
    """For the page that says where the mail went; never in its address."""
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


def correct_address(*, address: str, said: SigningUp, request: HttpRequest) -> User | None:
    """Whose account waits at that address from now on; None where somebody has it, who is told as at a sign-up.

    An account that nobody confirmed gives its old address up, with the link that went there. One that was confirmed
    meanwhile is not touched: then a new one is opened, as where the first address was known.
    """
    try:
        with transaction.atomic():
            person = _waiting(said["person"])
            known = anybody_with_address(address)
            if known is not None and known != person:
                person = None
            elif person is None:
                person = _open(address, said)
            elif person.email != address:
                _move(person, address)
    except IntegrityError:
        person = None
    note_sign_up(request, address=address, said={**said, "person": person.code if person else said["person"]})
    return person


def _waiting(code: str) -> User | None:
    rows = User.objects.select_for_update(of=("self",)).filter(code=code, is_active=True, last_login=None)
    person: User | None = rows.first() if code else None
    confirmed = person is not None and EmailAddress.objects.filter(user=person, verified=True).exists()
    return None if confirmed else person


def _move(person: User, address: str) -> None:
    """A new row: the link in the first mail names the old one."""
    EmailAddress.objects.filter(user=person).delete()
    person.email = address
    person.save(update_fields=["email"])
    EmailAddress.objects.create(user=person, email=address, primary=True)


def _open(address: str, said: SigningUp) -> User:
    told: dict[str, Any] = {name: said[name] for name in ("name", "language", "time_zone", "password")}
    person = User.objects.create(email=address, **told)
    EmailAddress.objects.create(user=person, email=address, primary=True)
    return accept_rules(user=person, by=person, version=RULES_VERSION)
