"""Signed tokens of sign-in links: making one, and finding its person."""

from typing import Final

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from accounts.policy import SIGN_IN_LINK

SALT: Final = "accounts.link"


def token_of(person: User) -> str:
    return signing.dumps([person.code, _seal(person)], salt=SALT)


def person_of(token: str) -> User | None:
    """None where the token is forged, expired, or made void by a log-in, a new password or a new address."""
    try:
        code, seal = signing.loads(token, salt=SALT, max_age=SIGN_IN_LINK)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.filter(code=str(code), is_active=True).first()
    return person if person is not None and constant_time_compare(_seal(person), str(seal)) else None


def _seal(person: User) -> str:
    """A digest of password, address and last log-in: it changes with each log-in, so that a link works once."""
    told = [person.pk, person.password, person.email, person.last_login.isoformat() if person.last_login else ""]
    return salted_hmac(SALT, "|".join(map(str, told)), algorithm="sha256").hexdigest()[:32]
