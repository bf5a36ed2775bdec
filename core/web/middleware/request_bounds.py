"""Refuses requests before any view runs: NUL in addresses, bodies that are too large."""

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

from core.server import body_limits
from core.web import error_pages
from core.web.middleware.sync_and_async import Answer


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
