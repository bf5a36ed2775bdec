"""Error pages in the reader's language, with the code that stands in the log. 500 and 503 need no database."""

from copy import copy
from typing import Any, Final

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

from core import kept
from core.drafts import NEVER
from core.errors import KoepueroeError, TooMany

# Forms of visitors: there is nobody to keep a text for, so the page comes back with it.
ENTRANCE: Final = frozenset({"account_login", "account_signup", "account_reset_password", "accounts:ask_link"})


def error_page(request: HttpRequest, error: KoepueroeError) -> HttpResponse:
    """The page of a KoepueroeError that no view turned into something better."""
    wait = error.wait if isinstance(error, TooMany) else None
    more = {"text": error.text, "next_step": error.next_step, "wait": wait}
    if kept.keep_refused(request):
        more["url"] = kept.page_of(request)
    response = _page(request, error.status, more)
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


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
    here = kept.from_here(request)
    if here and request.resolver_match and request.resolver_match.view_name in ENTRANCE:
        return _entrance_again(request)
    stays = here and kept.keep_refused(request)
    to = kept.page_of(request) if stays else ""
    if "HX-Request" not in request.headers and "text/html" not in request.headers.get("Accept", "text/html"):
        return JsonResponse({"code": "stale_token"}, status=403)
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


def unavailable(request: HttpRequest) -> HttpResponse:
    return _page(request, 503)


def page_of(request: HttpRequest, rows: Any, size: int, *, total: int | None = None) -> Page[Any]:
    """The page of a list that `?page=` asks for. Nonsense is 404, never 500. `total` where it is known already."""
    text = request.GET.get("page", "1")
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - a longer number is no page
        raise Http404
    paginator = Paginator(rows, size)
    if total is not None:
        paginator.count = total
    try:
        return paginator.page(int(text))
    except InvalidPage as error:
        raise Http404 from error


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
    with translation.override(_language(request)):
        context = {"code": getattr(request, "code", ""), "status": status, **(more or {})}
        known = status if status in {400, 403, 404, 413, 429, 500, 503} else 400
        return HttpResponse(render_to_string(f"errors/{known}.html", context), status=status)


def _language(request: HttpRequest) -> str:
    return translation.get_language_from_path(request.path_info) or translation.get_language_from_request(request)
