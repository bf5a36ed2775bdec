"""Turns errors of verbs into pages, wrong methods too, and sets the status of limits that a form shows itself."""

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.decorators import sync_and_async_middleware

from core.errors import KoepueroeError
from core.files import heavy_work
from core.web import error_pages
from core.web.middleware.sync_and_async import Answer


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
