"""Whole addresses: machines keep them, so they are those of the site, whatever host they asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language_from_path, override

ANY: Final = "any-code-at-all"


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """The one address of a page among all at which it is shown, and its other languages; paths, without the host.

    A view whose page has fewer languages than the site puts one into its context as `addresses`.
    """

    canonical: str
    alternates: Mapping[str, str] = field(default_factory=dict)


def whole(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def in_all_languages(path: str) -> dict[str, str]:
    """A page that has every language of the site, by language; without one before its path it has one address."""
    here = get_language_from_path(path)
    if here is None:
        return {"": path}
    with override(here):
        return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}


def paths_of(view: str, codes: Iterable[str]) -> list[dict[str, str]]:
    """Of pages that differ by their code alone: Django is asked once for a file of a thousand."""
    patterns = in_all_languages(reverse(view, args=[ANY]))
    return [{language: path.replace(ANY, code) for language, path in patterns.items()} for code in codes]


def addresses_of(request: HttpRequest) -> PageAddresses:
    """Of a page in all languages. Of what was asked only the number of the page makes another one."""
    page = request.GET.get("page", "")
    more = f"?page={page}" if page.isascii() and page.isdigit() and int(page[:9]) > 1 else ""
    found = {code: f"{path}{more}" for code, path in in_all_languages(request.path).items()}
    return PageAddresses(f"{request.path}{more}", {code: path for code, path in found.items() if code})
