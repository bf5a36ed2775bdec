"""Signing in by a link from one's mail box: open to everybody, also while strangers' wrong passwords slow an account.

Whoever can read the mail is the person, so no other right is asked for.
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


def mail_link(*, address: str, by: Any, request: HttpRequest) -> None:
    """A link to the person, or a word to an address that nobody has. Quietly nothing above the day's limit."""
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
    """Whoever opens the link has the mail box: an address that was not confirmed yet is so now."""
    require(by, "accounts.sign_in", user)
    address = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=False).first()
    if address is not None:
        address.set_verified()
