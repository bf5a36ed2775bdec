"""Brakes on guessing passwords and codes: by account and place (device or network), not by what a client can forge."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from accounts.queries.known_devices import Visit, visit_of
from accounts.queries.people import anybody_with_address
from accounts.rules.limits import FACTOR, FACTOR_ANYWHERE, MAILED, PASSWORD, PASSWORD_ANYWHERE, WRONG
from core.brakes import Slowing, forgive, take_back, try_once
from core.errors import TooMany
from core.limits import forget, give_back, spend
from core.text import canonical_address
from core.web.client_address import digest, network_of

KINDS: Final = {"password": (PASSWORD, PASSWORD_ANYWHERE), "code": (FACTOR, FACTOR_ANYWHERE)}


@dataclass(frozen=True, slots=True)
class Guess:
    """One try, counted as a wrong one until `was_right`."""

    account: str
    visit: Visit
    network: str
    here: Slowing
    anywhere: Slowing

    @property
    def place(self) -> str:
        return f"{self.account}:{self.visit.place}"

    def was_right(self) -> None:
        forgive(self.here, self.place)
        if not self.visit.known:
            take_back(self.anywhere, self.account)
            give_back(WRONG, self.network)


def guess_by_address(address: str, request: HttpRequest) -> Guess:
    """A password for the account with this address, or for none: both are counted alike. Raise TooMany."""
    person = anybody_with_address(address)
    account = person.code if person is not None else digest(canonical_address(address))
    return _begin("password", account, person, request)


def guess_by_person(kind: str, person: Any, request: HttpRequest) -> Guess:
    """A password or a code of somebody whom we know already. Raise TooMany."""
    return _begin(kind, person.code, person, request)


def is_password(person: Any, password: str, request: HttpRequest) -> bool:
    """Of somebody who is signed in and confirms who they are. Raise TooMany."""
    guess = guess_by_person("password", person, request)
    right: bool = person.check_password(password)
    if right:
        guess.was_right()
    return right


def forgive_all(person: Any) -> None:
    """Reset the account-wide brakes, after a new password was set by a link in a mail. Those by place stay."""
    for _here, anywhere in KINDS.values():
        forgive(anywhere, person.code)


def forget_mails(person: Any) -> None:
    """Reset the counts of mails to this person's address, after a log-in."""
    for kind in MAILS:
        for known in ("", "known"):
            forget(MAILED, mail_key(kind, person.email, known=bool(known)))


MAILS: Final = ("link", "reset", "confirm", "exists")


def mail_key(kind: str, address: str, *, known: bool) -> str:
    """The key of a count. Known devices are counted apart, so that strangers cannot use up the person's mails."""
    return f"{kind}:{'known' if known else 'any'}:{digest(canonical_address(address))}"


def may_mail(kind: str, address: str, request: HttpRequest) -> bool:
    """Count one more mail of this kind to the address; False above the limit, of which the sender is not told."""
    known = visit_of(request, anybody_with_address(address)).known
    try:
        spend(MAILED, mail_key(kind, address, known=known))
    except TooMany:
        return False
    return True


def _begin(kind: str, account: str, person: Any, request: HttpRequest) -> Guess:
    here, anywhere = KINDS[kind]
    guess = Guess(account, visit_of(request, person), digest(network_of(request)), here, anywhere)
    try_once(guess.here, guess.place)
    if not guess.visit.known:
        try:
            spend(WRONG, guess.network)
            try_once(guess.anywhere, guess.account)
        except TooMany:
            take_back(guess.here, guess.place)  # nothing was tried
            raise
    return guess
