"""Doors of Wagtail's admin that stay closed: they go past our verbs, tell what is not public, or lead nowhere."""

from typing import NoReturn

from django.http import Http404, HttpRequest


def closed(_request: HttpRequest, **_rest: str) -> NoReturn:
    raise Http404
