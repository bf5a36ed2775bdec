"""Error pages in the reader's language, with the code that stands in the log. 500 and 503 need no database."""

import logging
from copy import copy
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from core.errors import KoepueroeError, Refused, TooMany
from core.web import saved_forms
from core.web.machine_errors import machine_error, of_api
from core.web.saved_forms.form_data import NEVER, words_to_copy

log = logging.getLogger("koepueroe.pages")

FRAMED: Final = frozenset({400, 403, 404, 405, 409, 410, 413, 429})  # 500 and 503 need no database
OF_MACHINES: Final = ("/api/", "/static/", "/media/")

# Forms of visitors: there is nobody to keep a text for, so the page comes back with it.
ENTRANCE: Final = frozenset({"account_login", "account_signup", "account_reset_password", "accounts:ask_link"})


def error_page(request: HttpRequest, error: KoepueroeError) -> HttpResponse:
    """The page of a KoepueroeError that no view turned into something better: why, what next and the door to it.

    A door that leads back here is opened at once: whoever is missing a signature signs and goes on.
    """
    kept_here = request.method == "POST" and saved_forms.keep_refused(request)
    here = saved_forms.back_to(request) if request.method == "POST" else request.get_full_path()
    if isinstance(error, Refused) and error.returns and "HX-Request" not in request.headers:
        messages.info(request, " ".join(filter(None, (str(error.text), str(error.next_step)))))
        return redirect(error.door_from(here))
    url = error.door_from(here) if isinstance(error, Refused) else error.url
    more: dict[str, Any] = {"text": error.text, "next_step": error.next_step, "url": url, "action": error.action}
    more |= {"was_kept": kept_here, "deed": error.deed if isinstance(error, Refused) else ""}
    if isinstance(error, TooMany):
        more |= {"wait": error.wait, "url": here if kept_here else "", "action": ""}
    response = _page(request, error.status, more)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.wait)
    return response


def wrong_method(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page in the place of Django's empty 405, JSON for machines; its headers stay."""
    page = _page(request, 405)
    page.headers["Allow"] = response.headers.get("Allow", "")
    return page


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 413 if type(exception).__name__ == "RequestDataTooBig" else 400)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, 413)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    return _page(request, 403)


def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django names it
    """A form without its token: somebody signed in in another tab, an old page, or cookies are off.

    What it said is kept, and its page opens again with it and a fresh token: one click sends it. Scripts are told.
    """
    here = saved_forms.from_here(request)
    if here and request.resolver_match and request.resolver_match.view_name in ENTRANCE:
        return _entrance_again(request)
    stays = here and saved_forms.keep_refused(request)
    to = saved_forms.back_to(request) if stays else ""
    other = here and request.user.is_authenticated and not saved_forms.is_theirs(request)
    if "HX-Request" not in request.headers and "text/html" not in request.headers.get("Accept", "text/html"):
        told = {"code": "other_person", "text": _("Somebody else is signed in now")}
        return JsonResponse(told if other else {"code": "stale_token"}, status=409 if other else 403)
    if other:  # nothing of it is kept, for whom should it be: it stands on this page alone, to be copied
        return _page(request, 403, {"form": True, "other": request.user, "words": words_to_copy(request.POST)})
    if not (stays and request.user.is_authenticated):
        return _page(request, 403, {"form": True, "url": to})
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": to})
    return HttpResponseRedirect(to, status=303)


def too_many(request: HttpRequest) -> HttpResponse:
    """Asked for by allauth, whose own limits are off (accounts.middleware has ours)."""
    return error_page(request, TooMany(wait=60))


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django names it
    return _page(request, 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)


def _entrance_again(request: HttpRequest) -> HttpResponse:
    """The page of the form, with what was typed but the passwords; whoever is signed in by now is led on."""
    again = copy(request)
    again.method = "GET"
    if "next" in request.POST:
        said = request.GET.copy()
        said["next"] = request.POST["next"]
        again.GET = said  # type: ignore[assignment]  # a request of our own
    request.typed = {  # type: ignore[attr-defined]  # read by the forms of the entrance
        name: text for name, text in request.POST.items() if text and not NEVER.search(name)
    }
    again.typed = request.typed  # type: ignore[attr-defined]  # read by base.html
    match = request.resolver_match
    response = match.func(again, *match.args, **match.kwargs) if match else HttpResponse()
    if response.status_code == 200:  # noqa: PLR2004 - the form, not a way on
        response.status_code = 403
    rendered: HttpResponse = response.render() if isinstance(response, SimpleTemplateResponse) else response
    return rendered


def _page(request: HttpRequest, status: int, more: dict[str, Any] | None = None) -> HttpResponse:
    known = status if status in FRAMED or status in {500, 503} else 400
    if of_api(request):
        return _told_to_machines(request, known, more or {})
    with translation.override(_language(request)):
        context = {"code": getattr(request, "code", ""), "status": status, "noindex": True, **(more or {})}
        if status in FRAMED and not request.path_info.startswith(OF_MACHINES):
            try:
                return HttpResponse(_framed(request, known, context), status=status)
            except DatabaseError:  # the page of an error must not fail where the database does
                log.warning("the frame of a page of errors was left out")
        return HttpResponse(_plain(known, context), status=status)


def _told_to_machines(request: HttpRequest, status: int, more: dict[str, Any]) -> HttpResponse:
    return machine_error(request, status, text=more.get("text"), next_step=more.get("next_step"), wait=more.get("wait"))


def _framed(request: HttpRequest, known: int, context: dict[str, Any]) -> str:
    """With the navigation and the search of the site, for whoever asks: also before the middleware knew them."""
    if not hasattr(request, "session"):
        SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
    if not hasattr(request, "user"):
        AuthenticationMiddleware(lambda _request: HttpResponse()).process_request(request)
    return render_to_string(f"errors/{known}.html", {"frame": "base.html", **context}, request)


def _plain(known: int, context: dict[str, Any]) -> str:
    return render_to_string(f"errors/{known}.html", {"frame": "base_simple.html", **context})


def _language(request: HttpRequest) -> str:
    """Of the address, else of the person, else of the browser."""
    named = translation.get_language_from_path(request.path_info)
    own = "" if named else _own_language(request)
    return named or own or translation.get_language_from_request(request)


def _own_language(request: HttpRequest) -> str:
    try:
        return str(getattr(getattr(request, "user", None), "language", ""))
    except DatabaseError:
        return ""
