"""Light or dark: the system's wish, or the reader's own, kept in a cookie so that the first paint is right."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from core.web.form_addresses import post_only

COOKIE: Final = "theme"
THEMES: Final = ("light", "dark")
YEAR: Final = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The explicit choice, or "" where the system decides."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""


# Without a token, so that visitors' pages need no cookie: a foreign site could change the colours and nothing else.
@csrf_exempt
@post_only("/")
def choose_theme(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
