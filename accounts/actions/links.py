"""Signing in by a link from one's mail box: open to everybody, also while strangers' wrong passwords slow an account.

No permission to ask: whoever can read the mail is the person.
"""

from datetime import timedelta
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.actions.guessing import may_mail
from accounts.models import User
from accounts.queries.people import person_with_address
from core.mails import at_site

SALT: Final = "accounts.link"
# Longer than the day within which mails to one address are counted: there is always one that works.
LIFE: Final = timedelta(hours=25)


def mail_link(*, address: str, request: HttpRequest) -> None:
    """A link to the person, or a word to an address that nobody has. Quietly nothing above the day's limit."""
    if not may_mail("link", address, request):
        return
    person = person_with_address(address)
    adapter: Any = get_adapter(request)
    if person is None:
        signup = at_site(reverse("account_signup"))
        adapter.send_mail("account/email/sign_in_unknown", address, {"signup_url": signup})
        return
    with translation.override(person.language):
        link = at_site(reverse("accounts:link", args=[token_of(person)]))
    adapter.send_mail("account/email/sign_in_link", person.email, {"user": person, "link": link})


def token_of(person: User) -> str:
    return signing.dumps([person.code, _seal(person)], salt=SALT)


def person_of(token: str) -> User | None:
    """None where the link is forged, too old, or was overtaken by a log-in, a new password or a new address."""
    try:
        code, seal = signing.loads(token, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.filter(code=str(code), is_active=True).first()
    return person if person is not None and constant_time_compare(_seal(person), str(seal)) else None


def prove_address(person: User) -> None:
    """Whoever opens the link has the mail box: an address that was not confirmed yet is so now."""
    address = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=False).first()
    if address is not None:
        address.set_verified()


def _seal(person: User) -> str:
    """Changes with each log-in, so that a link works once."""
    told = [person.pk, person.password, person.email, person.last_login.isoformat() if person.last_login else ""]
    return salted_hmac(SALT, "|".join(map(str, told)), algorithm="sha256").hexdigest()[:32]
