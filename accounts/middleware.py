"""Offices: sessions of twelve hours and a second factor. Demo accounts: nobody locks the others out."""

from collections.abc import Callable
from typing import Any, Final

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import gettext as _

from accounts.queries.guarding import BEGAN, lacks_factor, session_over
from accounts.queries.offices import is_officer
from accounts.queries.people import left_of_demo
from core.errors import Refused
from core.pages import error_page
from core.permissions import why_not

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


@sync_and_async_middleware
def guard_offices(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Works in process_view, which Django runs beside the view: reading the database here would block the loop."""

    def through_sync(request: HttpRequest) -> Any:
        return get_response(request)

    async def through_async(request: HttpRequest) -> Any:
        return await get_response(request)

    through: Any = through_sync
    if iscoroutinefunction(get_response):
        markcoroutinefunction(through_async)
        through = through_async
    through.process_view = process_view
    return through  # type: ignore[no-any-return]


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
            return error_page(request, Refused(failing.why, next_step=failing.next_step))
    return _guard(request, name) if is_officer(request.user) or _edits(request) else None


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
