"""Endpoints for the scripts of a page: keep a draft, throw it away, bring it back; a fresh CSRF token."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core.web.form_addresses import post_only
from core.web.saved_forms import decorator, drafts
from core.web.saved_forms.addresses import page_of
from core.web.saved_forms.form_data import FormData, read_form

MOST_FORMS: Final = 10  # of one page


@post_only("/")
def keep(request: HttpRequest) -> HttpResponse:
    """A form of a page, while somebody types and when they leave. With `kept-over` it was sent by another door."""
    page = page_of(request)
    if page == request.path or not decorator.keeps_at(page):
        return HttpResponse(status=400)
    if not request.user.is_authenticated:
        decorator.keep(request)
        return HttpResponse(status=401)
    said = read_form(request.POST, page=page, sent_to=page)
    if not decorator.is_theirs(request):
        return HttpResponse(status=409)
    if "kept-over" in request.POST or not said.says_something:
        drafts.arrived(request.user.code, "", said)
        return HttpResponse(status=204)
    if not said.worth_keeping:
        return HttpResponse(status=413)
    return HttpResponse(status=204 if decorator.keep(request) else 429)


keep.keeps_entry = True  # type: ignore[attr-defined]  # its token may be old: core.web.error_pages keeps what came from here


@post_only("/")
def throw_away(request: HttpRequest) -> HttpResponse:
    return _deed(request, lambda account, codes: drafts.throw_away(account, codes, _form(request)))


@post_only("/")
def bring_back(request: HttpRequest) -> HttpResponse:
    return _deed(request, drafts.bring_back)


@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """For scripts of our own pages: somebody signed in in another tab, and the token of this one is old."""
    said = {"token": get_token(request), "user": getattr(request.user, "code", "")}
    return JsonResponse(said, headers={"Cache-Control": "private, no-store"})


def _deed(request: HttpRequest, deed: Any) -> HttpResponse:
    if request.user.is_authenticated:
        deed(request.user.code, [code[:10] for code in request.POST.getlist("code")[:MOST_FORMS]])
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return HttpResponseRedirect(back if safe else "/")


def _form(request: HttpRequest) -> FormData:
    return read_form(request.POST, page="/", sent_to="/")
