"""Makes middleware that runs both sync and async: a sync-only one would cost every request a thread."""

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], Any]


def both_ways(
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
