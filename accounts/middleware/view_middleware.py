"""Middleware whose work is done in process_view, where the database may be read."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse


def beside_view(
    get_response: Callable[[HttpRequest], Any],
    process: Callable[[HttpRequest, Any, Any, Any], HttpResponse | None],
    end: Callable[[HttpRequest, Any], Any] = lambda _request, answer: answer,
) -> Callable[[HttpRequest], Any]:
    """`process` runs in process_view, beside the view: reading the database here would block the loop."""

    def through_sync(request: HttpRequest) -> Any:
        return end(request, get_response(request))

    async def through_async(request: HttpRequest) -> Any:
        return end(request, await get_response(request))

    through: Any = through_sync
    if iscoroutinefunction(get_response):
        markcoroutinefunction(through_async)
        through = through_async
    through.process_view = process
    return through  # type: ignore[no-any-return]
