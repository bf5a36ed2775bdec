"""What every request passes, in the order of settings.MIDDLEWARE. All of it runs in a loop as well as in a thread."""

from core.web.middleware.access_log import request_code
from core.web.middleware.page_language import PagesInLanguages
from core.web.middleware.reader import person, remember_browser
from core.web.middleware.refusals import errors
from core.web.middleware.request_bounds import bound_visitors, refuse_nul
from core.web.middleware.security_headers import headers

__all__ = [
    "PagesInLanguages",
    "bound_visitors",
    "errors",
    "headers",
    "person",
    "refuse_nul",
    "remember_browser",
    "request_code",
]
