"""What every page shows: menu, languages, theme."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from core.registry import links_for, menu_for
from core.web.theme import theme_of

Link = tuple[str, Any, bool]


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "menu": SimpleLazyObject(lambda: _links(request, "main")),
        "account_menu": SimpleLazyObject(lambda: _links(request, "account")),
        "footer_menu": SimpleLazyObject(lambda: _links(request, "footer")),
        "languages": _languages(request),
        "theme": theme_of(request),
        "demo": settings.DEMO,
    }


def _links(request: HttpRequest, area: str) -> list[Link]:
    """(url, label, current) of each entry that this person sees. The longest fitting address is the current one."""
    user = getattr(request, "user", None)
    entries = [(entry.order, _address(entry.url_name), entry.label) for entry in menu_for(user, area)]
    entries += [(link.order, link.url, link.label) for link in links_for(user, area)]
    links = [(url, label) for _order, url, label in sorted(entries, key=lambda entry: entry[0]) if url]
    fitting = [url for url, _label in links if request.path.startswith(url)]
    here = max(fitting, key=len, default="")
    return [(url, label, url == here) for url, label in links]


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(code, name in itself, this page in it)."""
    here = request.get_full_path()
    return [
        (code, get_language_info(code)["name_local"].capitalize(), translate_url(here, code))
        for code, _name in settings.LANGUAGES
    ]
