"""Correcting a mistyped address of a sign-up before it is confirmed, from the same browser session.

Nobody is signed in: the session (accounts.forms.sign_in_session) proves that its holder typed the first address.
The response is the same whether an address has an account or not.
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
    """Return the unconfirmed account that now has the address; None where somebody else has it (they get a mail).

    An unconfirmed account is moved to the new address, and the link in the first mail stops working. Where it was
    confirmed meanwhile, or the first address had an account already, a new account is opened.
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
    """Replace the EmailAddress row: the link in the first mail refers to the old one, and stops working."""
    EmailAddress.objects.filter(user=person).delete()
    person.email = address
    person.save(update_fields=["email"])
    EmailAddress.objects.create(user=person, email=address, primary=True)


def _open(address: str, said: SigningUp) -> User:
    told: dict[str, Any] = {name: said[name] for name in ("name", "language", "time_zone", "password")}
    person = User.objects.create(email=address, **told)
    EmailAddress.objects.create(user=person, email=address, primary=True)
    return accept_rules(user=person, by=person, version=RULES_VERSION)
