"""The decorator of views whose form becomes a draft where it is not taken, and what such a view may ask for besides."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from core.server.browser_cookie import browser_of
from core.web.saved_forms import drafts
from core.web.saved_forms.addresses import back_to, page_of
from core.web.saved_forms.submitted import begin_with, submitted

FAULTY: Final = frozenset({200, 400, 403, 409, 422})  # a page that shows the form again, with what is wrong
View = Callable[..., HttpResponseBase]


def keeps_entry(view: View) -> View:
    """For views of members that take a form. Anonymous: to log-in, and what was typed waits for the same person.

    It waits too where the form was not taken, whether the view says why or core.web.error_pages does.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_login(request)
        request.keeps = page_of(request)  # type: ignore[attr-defined]  # read by base.html
        if request.method != "POST":
            return view(request, *args, **kwargs)
        said = submitted(request)
        begin_with(request, said.mark, said.number)  # the page that refuses it
        behind = drafts.is_behind(request.user.code, said)
        response = view(request, *args, **kwargs)
        if behind and response.status_code in FAULTY and not _quiet(request):
            return redirect(back_to(request))  # a refused page was loaded anew: the newer words stand there
        if not hasattr(request, "kept_stays"):
            _settle(request, response)
        return response

    guarded.keeps_entry = True  # type: ignore[attr-defined]  # asked by keeps_at
    return guarded


def keeps_at(path: str) -> bool:
    """Whether the page at this path, in whatever language, has a form that is kept."""
    with translation.override(translation.get_language_from_path(path) or translation.get_language()):
        try:
            view = resolve(path).func
        except Resolver404:
            return False
    return bool(getattr(view, "keeps_entry", False))


def keep_refused(request: HttpRequest) -> bool:
    """A form that ended in an error: keep what it said, where its view keeps entries. True when it was kept."""
    return request.method == "POST" and keeps_at(request.path_info) and keep(request)


def keep(request: HttpRequest, post: QueryDict | None = None) -> bool:
    """Keep the posted text; True when there was something to keep and somebody to keep it for."""
    said = submitted(request, post)
    if not request.user.is_authenticated:
        browser, account = browser_of(request)
        return request.POST.get("kept-by", account) == account and drafts.keep_left(account, browser, said)
    return is_theirs(request) and drafts.keep_own(request.user.code, said)


def is_theirs(request: HttpRequest) -> bool:
    """Not so where it was typed by one person and sent when another had signed in in this browser."""
    code = getattr(request.user, "code", "")
    return request.POST.get("kept-by", code) == code


def keep_rest(request: HttpRequest, *, sent: tuple[str, ...]) -> None:
    """A button sent a part of its form, the fields `sent`: the rest of it is the draft from now on."""
    rest = request.POST.copy()
    for name in sent:
        rest.pop(name, None)
    if not keep(request, rest):
        drafts.arrived(getattr(request.user, "code", ""), browser_of(request)[0], submitted(request))
    request.kept_stays = True  # type: ignore[attr-defined]  # read by keeps_entry


def preview(request: HttpRequest, to: str, post: QueryDict | None = None) -> HttpResponse | None:
    """To the page that shows a form once more before it is sent: it shows the draft, so a reload sends nothing again.

    None where it could not be kept: then the view shows what was posted. `post` where the view put something into it.
    """
    if not keep(request, post):
        return None
    request.kept_stays = True  # type: ignore[attr-defined]  # read by keeps_entry
    return redirect(to)


def _to_login(request: HttpRequest) -> HttpResponse:
    page = back_to(request) if request.method == "POST" else request.get_full_path()
    if request.method == "POST" and keep(request):
        messages.info(request, _("Your session had ended. What you typed is kept for one hour: sign in and go on."))
    answer: HttpResponse = redirect_to_login(page)
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def _settle(request: HttpRequest, response: HttpResponseBase) -> None:
    """After a form was sent: taken, its draft is over; not taken, what it said is the draft."""
    if response.status_code in {301, 302, 303} or (response.status_code < 300 and _quiet(request)):  # noqa: PLR2004 - all that is well
        drafts.arrived(getattr(request.user, "code", ""), browser_of(request)[0], submitted(request))
    elif response.status_code in FAULTY:
        keep(request)


def _quiet(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or "X-Autosave" in request.headers
