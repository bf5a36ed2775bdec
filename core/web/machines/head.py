"""The head of a page for search engines and for previews of links: its one address, its languages, a picture.

Only on pages of visitors: no machine signs in. What no room has listed (core.registry.listings) is not for them.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.registry import is_listed
from core.web.machines.addresses import PageAddresses, addresses_of, whole

PICTURE: Final = ("img/share.png", 1200, 630)
PLACES: Final = {"ky": "ky_KG", "ru": "ru_RU", "en": "en_GB"}  # as previews of links write languages
_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ABOUT: Final = re.compile(r'<meta name="description"\s+content="([^"]*)"', re.DOTALL)
NOINDEX: Final = SafeString('<meta name="robots" content="noindex">')


def is_public(request: HttpRequest | None, context: Any) -> bool:
    match = getattr(request, "resolver_match", None)
    return match is not None and is_listed(match.view_name) and not context.get("noindex")


def head_of(request: HttpRequest, context: Any, told: str) -> SafeString:
    """`told`: the title and the description as they stand in the head already."""
    if request.user.is_authenticated:
        return NOINDEX if context.get("noindex") else SafeString()
    if not is_public(request, context):
        return NOINDEX
    found = context.get("addresses") or addresses_of(request)
    return mark_safe("".join([*_links(found), *_preview(found, told, context.get("preview", "website"))]))  # noqa: S308 - each is escaped


def _links(found: PageAddresses) -> Iterator[SafeString]:
    yield format_html('<link rel="canonical" href="{}">', whole(found.canonical))
    for code, path in found.alternates.items():
        yield format_html('<link rel="alternate" hreflang="{}" href="{}">', code, whole(path))


def _preview(found: PageAddresses, told: str, kind: str) -> Iterator[SafeString]:
    language = get_language() or settings.LANGUAGE_CODE
    picture, width, height = PICTURE
    said = (
        ("og:type", kind),
        ("og:site_name", _("Köpürö")),
        ("og:title", _found(_TITLE, told)),
        ("og:description", _found(_ABOUT, told)),
        ("og:url", whole(found.canonical)),
        ("og:locale", PLACES.get(language, language)),
        ("og:image", whole(static(picture))),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:alt", _("The sign of Köpürö: a bridge between two schools")),
    )
    for name, value in said:
        yield format_html('<meta property="{}" content="{}">', name, value)
    yield SafeString('<meta name="twitter:card" content="summary_large_image">')


def _found(pattern: re.Pattern[str], told: str) -> SafeString:
    """Escaped already, in one line; the text of an element may hold quotes."""
    match = pattern.search(told)
    words = " ".join(match[1].split()) if match else ""
    return mark_safe(words.replace('"', "&quot;"))  # noqa: S308 - it stood in the page
