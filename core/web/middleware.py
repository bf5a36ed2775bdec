"""Request code, headers, the person's time zone, errors. All async-capable: a sync-only one costs a thread."""

import logging
import secrets
import time
import zoneinfo
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.decorators import sync_and_async_middleware

from core.codes import new_short_code
from core.errors import KoepueroeError
from core.files import heavy_work
from core.server import body_limits, browser_cookie
from core.server.logs import method_of
from core.server.logs import request_code as code_of_log
from core.web import error_pages

log = logging.getLogger("koepueroe.request")
Answer = Callable[[HttpRequest], Any]

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self'; script-src-elem 'self' 'unsafe-inline'; script-src-attr 'none'; "
    "style-src 'self'; style-src-elem 'self' 'unsafe-inline'; style-src-attr 'none'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'self'; "
    "frame-ancestors 'self'; object-src 'none'"
)
# A preview of an editor is a page of the site, shown in a frame of the admin.
PREVIEW_POLICY = SITE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
ADMIN_PATH = "/admin/"


@sync_and_async_middleware
def request_code(get_response: Answer) -> Answer:
    """A short code for each request: on error pages, in the log, in the X-Request-Code header."""

    def begin(request: HttpRequest) -> float:
        request.code = new_short_code()  # type: ignore[attr-defined]  # read by error pages
        code_of_log.set(request.code)  # type: ignore[attr-defined]
        return time.monotonic()

    def end(request: HttpRequest, response: HttpResponseBase, began: float) -> HttpResponseBase:
        response.headers["X-Request-Code"] = request.code  # type: ignore[attr-defined]
        match = getattr(request, "resolver_match", None)
        log.info(
            "%s %s %s %d ms",
            method_of(request),
            match.route if match else "-",
            response.status_code,
            (time.monotonic() - began) * 1000,
        )
        return response

    return _both_ways(get_response, begin, end)


@sync_and_async_middleware
def refuse_nul(get_response: Answer) -> Answer:
    """NUL in an address answers 400: PostgreSQL fails on it, SQLite would store it."""

    def refused(request: HttpRequest) -> bool:
        return "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", "")

    if iscoroutinefunction(get_response):

        async def through(request: HttpRequest) -> HttpResponseBase:
            if refused(request):
                return await sync_to_async(error_pages.bad_request)(request)
            answer: HttpResponseBase = await get_response(request)
            return answer

        markcoroutinefunction(through)
        return through

    return lambda request: error_pages.bad_request(request) if refused(request) else get_response(request)


@sync_and_async_middleware
def bound_visitors(get_response: Answer) -> Answer:
    """The same limit as core.server.daphne_bodies, for pages that another server reads (gunicorn behind a proxy)."""

    def size(request: HttpRequest) -> int:
        said = request.META.get("CONTENT_LENGTH") or "0"
        return int(said) if said.isdigit() else 0

    def too_large(request: HttpRequest) -> bool:
        return size(request) > body_limits.limit_for(request.path_info.encode(), request.COOKIES)

    if iscoroutinefunction(get_response):

        async def through(request: HttpRequest) -> HttpResponseBase:
            if size(request) > body_limits.VISITOR and await sync_to_async(too_large)(request):
                return await sync_to_async(error_pages.too_large)(request)
            answer: HttpResponseBase = await get_response(request)
            return answer

        markcoroutinefunction(through)
        return through

    def through_sync(request: HttpRequest) -> HttpResponseBase:
        refused = size(request) > body_limits.VISITOR and too_large(request)
        return error_pages.too_large(request) if refused else get_response(request)

    return through_sync


@sync_and_async_middleware
def headers(get_response: Answer) -> Answer:
    """Content-Security-Policy and the headers that Django's SecurityMiddleware does not set."""

    def end(request: HttpRequest, response: HttpResponseBase, _began: None) -> HttpResponseBase:
        admin = request.path.startswith(ADMIN_PATH)
        site = PREVIEW_POLICY if getattr(request, "is_dummy", False) else SITE_POLICY
        response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY if admin else site)
        response.headers.setdefault(
            "Permissions-Policy",
            "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), "
            "geolocation=(), payment=(), usb=()",
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if admin:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return _both_ways(get_response, lambda _request: None, end)


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

    through = _both_ways(get_response, lambda _request: None, end)
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

    through = _both_ways(get_response, lambda _request: None, end)
    through.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it
    return through


@sync_and_async_middleware
def errors(get_response: Answer) -> Answer:
    """KoepueroeErrors that a view did not handle become their page; a form that says a limit itself answers 429; a
    method that an address does not take gets a page too.

    What is done apart learns who asks (core.files.heavy_work).
    """

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return error_pages.error_page(request, exception) if isinstance(exception, KoepueroeError) else None

    def end(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        heavy_work.asking.set(None)
        error = getattr(request, "too_many", None)
        if error is not None and response.status_code in {200, 400, error.status}:  # a form that was shown again
            response.status_code = error.status
            response.headers["Retry-After"] = str(error.wait)
        return response

    if iscoroutinefunction(get_response):

        async def through(request: HttpRequest) -> HttpResponseBase:
            heavy_work.asking.set(request)
            response = end(request, await get_response(request))
            if isinstance(response, HttpResponseNotAllowed):
                return await sync_to_async(error_pages.wrong_method)(request, response)
            return response

        markcoroutinefunction(through)
        through.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it
        return through

    def through_sync(request: HttpRequest) -> HttpResponseBase:
        heavy_work.asking.set(request)
        response = end(request, get_response(request))
        return error_pages.wrong_method(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    through_sync.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it
    return through_sync


def _both_ways(
    get_response: Answer,
    begin: Callable[[HttpRequest], Any],
    end: Callable[[HttpRequest, HttpResponseBase, Any], HttpResponseBase],
) -> Answer:
    if iscoroutinefunction(get_response):

        async def through(request: HttpRequest) -> HttpResponseBase:
            state = begin(request)
            waiting: Awaitable[HttpResponseBase] = get_response(request)
            return end(request, await waiting, state)

        markcoroutinefunction(through)
        return through

    def through_sync(request: HttpRequest) -> HttpResponseBase:
        state = begin(request)
        return end(request, get_response(request), state)

    return through_sync
