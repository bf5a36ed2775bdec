"""The log of production: one JSON object a line, and nothing personal in it."""

import json
import logging
from typing import Any

from django.test import RequestFactory

from core.logs import AddRequestCode, JsonFormatter, request_code


def line(message: str, **extra: Any) -> dict[str, Any]:
    record = logging.getLogger("koepueroe.test").makeRecord(
        "koepueroe.test", logging.ERROR, __file__, 1, message, (), None, extra=extra
    )
    AddRequestCode().filter(record)
    written: dict[str, Any] = json.loads(JsonFormatter().format(record))
    return written


def test_a_line_carries_the_code_of_the_request() -> None:
    token = request_code.set("A1B2C3D4")
    try:
        found = line("went wrong", status_code=500)
    finally:
        request_code.reset(token)
    assert (found["code"], found["message"], found["levelname"], found["status_code"]) == (
        "A1B2C3D4",
        "went wrong",
        "ERROR",
        500,
    )


def test_a_query_string_is_never_written() -> None:
    request = RequestFactory().get("/ky/partners/?email=aigul@example.org")
    found = line("went wrong", request=request)
    assert "aigul" not in json.dumps(found)
    assert "request" not in found
