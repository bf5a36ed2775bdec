"""Views of Wagtail's admin that are switched off: they bypass our verbs, show what is not public, or are unused."""

from typing import NoReturn

from django.http import Http404, HttpRequest


def closed(_request: HttpRequest, **_rest: str) -> NoReturn:
    raise Http404
