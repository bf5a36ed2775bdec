"""Rate limits of all forms to sign in, sign up and secure an account; and the signed cookie of a known device."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

from accounts.middleware.exempt_pages import SECURITY
from accounts.middleware.view_middleware import beside_view
from accounts.policy import MOST_ACCOUNTS_OF_DEVICE
from accounts.queries import known_devices
from accounts.rules import limits
from core.errors import TooMany
from core.limits import Limit, Per, spend
from core.web.client_address import digest, network_of
from core.web.error_pages import error_page

# The limit that a POST to each of these pages counts for, by URL name.
DOORS: Final[dict[str, Limit]] = {
    "account_login": limits.SIGN_IN,
    "mfa_authenticate": limits.SIGN_IN,
    "mfa_login_webauthn": limits.SIGN_IN,
    "accounts:link": limits.SIGN_IN,
    "account_reset_password_from_key": limits.SIGN_IN,
    "account_confirm_email": limits.SIGN_IN,
    "account_confirm_login_code": limits.SIGN_IN,
    "account_signup": limits.SIGN_UP,
    "accounts:correct_address": limits.SIGN_UP,
    "account_reset_password": limits.ASK_MAIL,
    "account_email_verification_sent": limits.ASK_MAIL,
    "accounts:ask_link": limits.ASK_MAIL,
    "account_reauthenticate": limits.CONFIRM,
    "mfa_reauthenticate": limits.CONFIRM,
    "mfa_reauthenticate_webauthn": limits.CONFIRM,
    "accounts:delete": limits.CONFIRM,
    **dict.fromkeys(SECURITY, limits.SECURITY),
}
# Pages whose form shows the limit as an error and keeps what was typed; the others answer with an error page.
SAID_IN_FORM: Final = frozenset(
    {
        "account_login",
        "account_signup",
        "account_reset_password",
        "accounts:ask_link",
        "accounts:correct_address",
        "account_reset_password_from_key",
    }
)


@sync_and_async_middleware
def limit_entrance(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Count each POST to a page of DOORS, before its view; set the cookie of a known device on the response."""
    return beside_view(get_response, enter, remember_device)


def enter(request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
    _note_device(request)
    name = request.resolver_match.view_name if request.resolver_match else ""
    of = DOORS.get(name) if request.method == "POST" else None
    if of is None or (of.per == Per.PERSON and not request.user.is_authenticated):
        return None
    try:
        spend(of, request.user.pk if of.per == Per.PERSON else digest(network_of(request)))
    except TooMany as error:
        if name not in SAID_IN_FORM:
            return error_page(request, error)
        request.too_many = error  # type: ignore[attr-defined]  # read by the form and by core.web.middleware.errors
    return None


def _note_device(request: HttpRequest) -> None:
    code = getattr(request.user, "code", "")
    device = known_devices.device_of(request) if code else None
    if device is not None and code not in device.accounts:
        known = (code, *device.accounts)[:MOST_ACCOUNTS_OF_DEVICE]
        request.device = known_devices.Device(device.name or secrets.token_urlsafe(16), known)  # type: ignore[attr-defined]


def remember_device(request: HttpRequest, answer: Any) -> Any:
    if (device := getattr(request, "device", None)) is not None:
        answer.set_signed_cookie(
            known_devices.COOKIE,
            device.text,
            salt=known_devices.COOKIE,
            max_age=known_devices.COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer
