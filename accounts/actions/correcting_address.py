"""A wrong address at the entrance is corrected before it is confirmed, by the browser that typed it.

Nobody is signed in: whoever holds the session (accounts.forms.sign_in_session) typed the first address themselves.
Whether an address is known here makes no difference to what one sees.
"""

from typing import Any, TypedDict

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.actions.accepting_rules import accept_rules
from accounts.models import User
from accounts.policy import RULES_VERSION
from accounts.queries.people import anybody_with_address
from core.permissions import require


class SigningUp(TypedDict):
    """`password` is a hash; `person` the code of the account that was opened, "" where the address was known."""

    name: str
    language: str
    time_zone: str
    password: str
    person: str
    onward: str


def correct_address(*, address: str, said: SigningUp, by: Any) -> User | None:
    """Whose account waits at that address from now on; None where somebody has it, who is told as at a sign-up.

    An account that nobody confirmed gives its old address up, with the link that went there. One that was confirmed
    meanwhile is not touched: then a new one is opened, as where the first address was known.
    """
    require(by, "accounts.sign_in")
    try:
        with transaction.atomic():
            person: User | None = _waiting(said["person"])
            known = anybody_with_address(address)
            if known is not None and known != person:
                person = None
            elif person is None:
                person = _open(address, said)
            elif person.email != address:
                _move(person, address)
    except IntegrityError:
        person = None
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
