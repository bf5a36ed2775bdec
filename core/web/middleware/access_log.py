"""A short code for each request, and its line in the log."""

import logging
import time

from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

from core.codes import new_short_code
from core.server.logs import method_of
from core.server.logs import request_code as code_of_log
from core.web.middleware.sync_and_async import Answer, both_ways

log = logging.getLogger("koepueroe.request")


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

    return both_ways(get_response, begin, end)
