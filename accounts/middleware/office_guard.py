"""Guards before each view, for signed-in people.

People with an office: their session ends after OFFICE_SESSION, and without a second factor they see the pages for it
alone. Demo accounts: how they sign in cannot be changed. Everybody: no POST before the rules of the site are accepted.
"""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.middleware.exempt_pages import SECURITY, WITHOUT_FACTOR, WITHOUT_RULES
from accounts.middleware.view_middleware import beside_view
from accounts.queries.office_sessions import BEGAN, lacks_factor, session_over
from accounts.queries.offices import is_officer
from accounts.queries.people import left_of_demo
from accounts.queries.site_rules import owes_rules
from core.permissions import refused, why_not
from core.web.error_pages import error_page
from core.web.machine_errors import caller_language, machine_error, of_api
from core.web.saved_forms import back_to, keep_refused

FACTOR_FIRST: Final = gettext_lazy("You hold an office: set up a second factor first, then everything is open to you.")
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@sync_and_async_middleware
def guard_offices(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    return beside_view(get_response, process_view)


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
    """Redirect a POST to the page of the rules, and keep what was typed, until the person has accepted them."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method in SAFE or name in WITHOUT_RULES or not owes_rules(request.user):
        return None
    user: Any = request.user
    if of_api(request):  # its addresses have no language
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
    """Whether this is a page of Wagtail's admin: editors without an office are guarded there as officers are."""
    return request.path.startswith("/admin/") and request.user.has_perm("wagtailadmin.access_admin")


def _guard(request: HttpRequest, name: str | None) -> HttpResponse | None:
    request.session.setdefault(BEGAN, int(timezone.now().timestamp()))
    if session_over(request.session):
        logout(request)
        messages.info(request, _("Sessions of people with an office end after twelve hours. Sign in again."))
        return None
    if name in WITHOUT_FACTOR:
        # The socket refuses people without a factor: the script of these pages need not open one.
        request.lacks_factor = lacks_factor(request.user)  # type: ignore[attr-defined]  # for templates alone
        return None
    if not lacks_factor(request.user):
        return None
    if of_api(request):
        with translation.override(caller_language(request)):
            return machine_error(request, 403, text=FACTOR_FIRST, url=reverse("mfa_index"))
    messages.warning(request, FACTOR_FIRST)
    return redirect("mfa_index")
