"""What every page shows: its frame, languages, theme."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject

from core.language.own_names import own_names
from core.web.shell import entries_of, shell_of
from core.web.theme import theme_of

LONGEST_QUESTION: Final = 10_000  # characters of an address: more than anybody types, by far


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "shell": SimpleLazyObject(lambda: shell_of(request)),
        "menu": SimpleLazyObject(lambda: entries_of(request, "main")),
        "footer_menu": SimpleLazyObject(lambda: entries_of(request, "footer")),
        "languages": _languages(request),
        "theme": theme_of(request),
        "demo": settings.DEMO,
    }


def _languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(code, name in itself, this page in it). A question that nobody typed is not repeated in each of them."""
    here = request.get_full_path()
    if len(here) > LONGEST_QUESTION:
        here = request.path
    return [(code, name, translate_url(here, code)) for code, name in own_names()]
