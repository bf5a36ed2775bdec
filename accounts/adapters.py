"""allauth's adapters: messages, mails, limits of passwords, and where to go after a log-in."""

from types import SimpleNamespace
from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.actions.account_mails import send_later
from accounts.actions.known_networks import remember_network
from accounts.forms.sign_in_session import TYPED, forget_typed, note_sign_up, signing_up
from accounts.models import User
from accounts.queries.people import left_of_demo, person_with_address
from accounts.queries.site_rules import owes_rules
from accounts.rules.login_brakes import forget_mails, guess_by_address, may_mail
from accounts.showing.first_page import first_page_of
from core.errors import Refused, TooMany
from core.mails import at_site, dressed, site_host
from core.text import canonical_address
from core.web.client_address import address_of, digest, network_of
from core.web.error_pages import error_page


def refusal(request: HttpRequest, error: TooMany) -> ValidationError:
    """The limit as an error of a form; the response becomes 429 with Retry-After (core.web.middleware.errors)."""
    request.too_many = error  # type: ignore[attr-defined]  # read by the middleware
    return ValidationError(f"{error.text} {error.next_step}", code="too_many")


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already your address."),
        "email_password_mismatch": _("The address and the password do not match. Check both, or set a new password."),
        "email_taken": _("This address cannot be used."),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": _("This code is not right. It may have expired: take the newest one."),
        "incorrect_password": _("This is not your password."),
        "invalid_login": _("The address and the password do not match. Check both, or set a new password."),
        "invalid_password_reset": _("This link has been used or is too old."),
        "max_email_addresses": _("You cannot add more addresses."),
        "rate_limited": _("Too many tries in a short time. Wait a minute, then try again."),
        "same_as_current": _("This is what it is now; write the new one."),
        "unverified_primary_email": _("Confirm your e-mail address first."),
    }

    password_errors: ClassVar[dict[str | None, Any]] = {
        "password_too_short": _("This password is too short: at least 10 characters."),
        "password_too_similar": _("This password is too like your name or your address."),
        "password_too_common": _("Many people have this password, so it is guessed first. Choose another."),
    }

    def clean_password(self, password: str, user: Any = None) -> str:
        """Django's password validators with our messages: Django has no Kyrgyz translation of its own."""
        try:
            judged: str = super().clean_password(password, user)
        except ValidationError as error:
            raise ValidationError(
                [self.password_errors.get(one.code, one.message) for one in error.error_list]
            ) from error
        return judged

    def clean_email(self, email: str) -> str:
        return canonical_address(email)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Take name, language of the page and time zone of the browser into the new account."""
        user.name = form.cleaned_data.get("name", "")
        user.language = (translation.get_language() or "ky")[:2]
        user.time_zone = form.cleaned_data.get("time_zone") or user.time_zone
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the account with this address, else in that of the page.

        Sent by a task: the response time does not tell whether an address is known.
        """
        person = context.get("user") or person_with_address(email)
        language = person.language if isinstance(person, User) else translation.get_language()
        with translation.override(language):
            mail = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
            send_later(mail=mail, by=getattr(self.request, "user", None))

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Replace the host of links by that of the site: allauth takes it from the request, where it can be forged."""
        host, language = site_host(), (translation.get_language() or "")[:2]
        addresses = {name: str(value) for name, value in context.items() if name.endswith("_url") and value}
        own = {name: at_site(value, language) for name, value in addresses.items()}
        words = {
            **context,
            **own,
            "site": at_site(""),
            "new_password_url": at_site(reverse("account_reset_password")),
            "current_site": SimpleNamespace(name=host, domain=host),
        }
        mail = super().render_mail(template_prefix, email, words, headers)
        return dressed(mail, language=language)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Build the link in the language of the mail: allauth makes it before `send_mail` runs."""
        if not may_mail("confirm", emailconfirmation.email_address.email, request):
            return
        with translation.override(emailconfirmation.email_address.user.language):
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this try as a wrong password until `authenticate` clears it.

        In place of allauth's own limit, which reads the Host header.
        """
        try:
            self._guess = guess_by_address(str(credentials.get("email", "")), request)
        except TooMany as error:
            raise refusal(request, error) from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """None also for a demo account where the demo is over: its password is public."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None or left_of_demo(user):
            return None
        self._guess.was_right()
        return user

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Refuse demo accounts where the demo is over: passkeys and links in mails pass here, not by `authenticate`."""
        if left_of_demo(user):
            return error_page(request, Refused(_("The accounts of the demo are closed here.")))
        answer: HttpResponse | None = super().pre_login(request, user, **more)
        return answer

    def post_login(self, request: HttpRequest, user: User, **named: Any) -> HttpResponse:
        forget_mails(user)
        forget_typed(request)
        remember_network(user=user, by=user, network=digest(network_of(request)))
        answer: HttpResponse = super().post_login(request, user, **named)
        return _by_the_rules(user, _to_the_first_step(user, answer) if named.get("signup") else answer)

    def respond_email_verification_sent(self, request: HttpRequest, user: User | None) -> HttpResponse:
        """After a log-in with an unconfirmed address too: the page shows where the mail went, to correct it."""
        if user is not None and request.session.get(TYPED, {}).get("sign_up") != user.email:
            note_sign_up(request, address=user.email, said=signing_up(user))
        answer: HttpResponse = super().respond_email_verification_sent(request, user)
        return answer

    def send_account_already_exists_mail(self, email: str) -> None:
        if may_mail("exists", email, self.request):
            super().send_account_already_exists_mail(email)

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def get_logout_redirect_url(self, _request: HttpRequest) -> str:
        return f"/{translation.get_language()}/"


def _to_the_first_step(user: User, answer: HttpResponse) -> HttpResponse:
    """From the link that confirms a new account to where everybody begins, or where somebody was on their way to."""
    if answer.headers.get("Location", "") != reverse("accounts:home"):
        return answer
    return redirect(first_page_of(user))


def _by_the_rules(user: User, answer: HttpResponse) -> HttpResponse:
    """Redirect by the page of the rules where the person has not accepted their present version."""
    onward = answer.headers.get("Location", "")
    if not (onward and owes_rules(user)):
        return answer
    return redirect(f"{reverse('accounts:accept_rules')}?{urlencode({'next': onward})}")


class MFAAdapter(DefaultMFAAdapter):
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Remove the second factor first, then change the address."),
        "cannot_delete_authenticator": _("This second factor cannot be removed."),
        "cannot_generate_recovery_codes": _("Recovery codes come with a second factor: set that up first."),
        "incorrect_code": _("This code is not right. It may have expired: take the newest one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def generate_authenticator_name(self, *_args: Any, **_named: Any) -> str:
        return str(_("My passkey"))
