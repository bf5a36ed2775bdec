"""Signing in by a link in a mail: possible also while the password brake slows the account.

Access to the mail box is the proof of identity; no other permission is asked.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from accounts.queries.people import person_with_address
from accounts.queries.sign_in_links import token_of
from accounts.rules.login_brakes import may_mail
from core.mails import at_site
from core.permissions import require
from core.today_numbers import today_changed


def mail_link(*, address: str, by: Any, request: HttpRequest) -> None:
    """Mail a sign-in link, or where the address has no account a mail that says so. Silently nothing above the limit
    of a day."""
    require(by, "accounts.sign_in")
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


def prove_address(*, user: User, by: Any) -> None:
    """Mark the person's address as verified: opening the link proved access to its mail box."""
    require(by, "accounts.sign_in", user)
    address = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=False).first()
    if address is not None:
        address.set_verified()
        today_changed([user], by=by)
