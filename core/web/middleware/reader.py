"""What a response owes to its reader: their time zone, Cache-Control of private pages, the cookie of the browser."""

import secrets
import zoneinfo
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware

from core.server import browser_cookie
from core.web.middleware.sync_and_async import Answer, both_ways


@sync_and_async_middleware
def person(get_response: Answer) -> Answer:
    """The reader's time zone; pages for people signed in are private.

    The person is read in process_view, which Django runs beside the view: the loop must not wait for the database.
    """

    def process_view(request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        name = getattr(request.user, "time_zone", "") or request.COOKIES.get("time_zone", "")
        try:
            timezone.activate(zoneinfo.ZoneInfo(name) if name else timezone.get_default_timezone())
        except (ValueError, OSError):
            timezone.deactivate()

    def end(request: HttpRequest, response: HttpResponseBase, _began: None) -> HttpResponseBase:
        timezone.deactivate()
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    through = both_ways(get_response, lambda _request: None, end)
    through.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it
    return through


@sync_and_async_middleware
def remember_browser(get_response: Answer) -> Answer:
    """A signed cookie that outlives the session says whose it was, so that a draft finds its person."""

    def process_view(request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        browser, account = browser_cookie.browser_of(request)
        code = getattr(request.user, "code", "")
        if code and code != account:
            request.browser_cookie = f"{browser or secrets.token_urlsafe(24)}:{code}"  # type: ignore[attr-defined]

    def end(request: HttpRequest, response: HttpResponseBase, _began: None) -> HttpResponseBase:
        if value := getattr(request, "browser_cookie", ""):
            response.set_signed_cookie(
                browser_cookie.COOKIE,
                value,
                salt=browser_cookie.COOKIE,
                max_age=browser_cookie.COOKIE_AGE,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    through = both_ways(get_response, lambda _request: None, end)
    through.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it
    return through
