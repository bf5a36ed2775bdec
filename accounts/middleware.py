"""Limits at the entrance. Offices: sessions of twelve hours, a second factor. Demo accounts: nobody locks them."""

import secrets
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import gettext as _

from accounts.policy import MOST_ACCOUNTS_OF_DEVICE
from accounts.queries import known_devices
from accounts.queries.office_sessions import BEGAN, lacks_factor, session_over
from accounts.queries.offices import is_officer
from accounts.queries.people import left_of_demo
from accounts.queries.site_rules import owes_rules
from accounts.rules import limits
from core.errors import TooMany
from core.limits import Limit, Per, spend
from core.permissions import refused, why_not
from core.web.client_address import digest, network_of
from core.web.error_pages import error_page
from core.web.saved_forms import back_to, keep_refused

SECURITY: Final = frozenset(
    {
        "account_change_password",
        "account_email",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_remove_webauthn",
    }
)
WITHOUT_FACTOR: Final = SECURITY | {
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "line",  # says by itself what bars the line
}

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

# What is counted at each door of the entrance when something is sent there.
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
# Their forms say it themselves, and keep what was typed.
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


# What somebody may send before they have accepted the rules: to accept or go, to guard and take what is theirs, to
# have read something, to look at the site in another way; and to report what harms others.
WITHOUT_RULES: Final = WITHOUT_FACTOR | {
    "accounts:accept_rules",
    "accounts:data",
    "accounts:delete",
    "accounts:end_mails",
    "accounts:language",
    "accounts:notices",
    "api-1:read",
    "api-1:read_notices",
    "community:read_all",
    "community:read_one",
    "community:report_this",
    "core:bring_back",
    "core:keep",
    "core:theme",
    "core:throw_away",
    "mfa_reauthenticate_webauthn",
}


@sync_and_async_middleware
def limit_entrance(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Every door of allauth, and ours beside them, by one mechanism; and the device that a person has signed in by."""
    return beside_view(get_response, enter, remember_device)


@sync_and_async_middleware
def guard_offices(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    return beside_view(get_response, process_view)


def beside_view(
    get_response: Callable[[HttpRequest], Any],
    process: Callable[[HttpRequest, Any, Any, Any], HttpResponse | None],
    end: Callable[[HttpRequest, Any], Any] = lambda _request, answer: answer,
) -> Callable[[HttpRequest], Any]:
    """`process` runs in process_view, beside the view: reading the database here would block the loop."""

    def through_sync(request: HttpRequest) -> Any:
        return end(request, get_response(request))

    async def through_async(request: HttpRequest) -> Any:
        return end(request, await get_response(request))

    through: Any = through_sync
    if iscoroutinefunction(get_response):
        markcoroutinefunction(through_async)
        through = through_async
    through.process_view = process
    return through  # type: ignore[no-any-return]


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


def process_view(request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return None
    if left_of_demo(request.user):
        logout(request)
        return None
    name = request.resolver_match.url_name if request.resolver_match else ""
    if request.method == "POST" and name in SECURITY:
        failing = why_not(request.user, "accounts.change_security", request.user)
        if failing is not None:
            return error_page(request, refused(failing))
    guarded = _guard(request, name) if is_officer(request.user) or _edits(request) else None
    return guarded if guarded is not None else ask_rules(request)


def ask_rules(request: HttpRequest) -> HttpResponse | None:
    """Whoever has not accepted the rules reads; what they send waits, kept, until they did."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method in SAFE or name in WITHOUT_RULES or not owes_rules(request.user):
        return None
    user: Any = request.user
    if request.path.startswith("/api/"):  # without a language of its own
        with translation.override(user.language):
            return _told_script()
    if "text/html" not in request.headers.get("Accept", "*/*").replace("*/*", "text/html"):
        return _told_script()
    here = reverse("accounts:accept_rules")
    keeping = keep_refused(request)
    messages.warning(
        request,
        _("First accept the rules of the site. What you typed is kept and stands there again.")
        if keeping
        else _("First accept the rules of the site, then send it once more."),
    )
    address = f"{here}?{urlencode({'next': back_to(request)})}"
    return HttpResponse(headers={"HX-Redirect": address}) if "HX-Request" in request.headers else redirect(address)


def _told_script() -> JsonResponse:
    said = {"code": "rules", "text": _("Accept the rules of the site first."), "next_step": ""}
    return JsonResponse({**said, "url": reverse("accounts:accept_rules")}, status=403)


def _edits(request: HttpRequest) -> bool:
    """Whoever was let into the editors' admin is guarded there like a person with an office."""
    return request.path.startswith("/admin/") and request.user.has_perm("wagtailadmin.access_admin")


def _guard(request: HttpRequest, name: str | None) -> HttpResponse | None:
    request.session.setdefault(BEGAN, int(timezone.now().timestamp()))
    if session_over(request.session):
        logout(request)
        messages.info(request, _("Sessions of people with an office end after twelve hours. Sign in again."))
        return None
    if name in WITHOUT_FACTOR:
        # No news reach these pages before the factor is there: their script need not ask for a line.
        request.lacks_factor = lacks_factor(request.user)  # type: ignore[attr-defined]  # for templates alone
        return None
    if not lacks_factor(request.user):
        return None
    messages.warning(request, _("You hold an office: set up a second factor first, then everything is open to you."))
    return redirect("mfa_index")
