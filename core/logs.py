"""Structured logs: a request code, route, status, milliseconds; never names, texts, addresses or query strings."""

import logging
from contextvars import ContextVar

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter as Base

request_code: ContextVar[str] = ContextVar("request_code", default="-")


class AddRequestCode(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.code = request_code.get()
        return True


class JsonFormatter(Base):
    """One JSON object a line."""

    def __init__(self) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}{code}",
            style="{",
            rename_fields={"asctime": "at"},
            # Django hands the request over, which prints itself with its query string.
            reserved_attrs=[*RESERVED_ATTRS, "request"],
        )
