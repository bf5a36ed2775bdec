"""The addresses of practices and of editorial pages, for machines: each text has one, in its own language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from core.registry import ListedPage
from core.web.machines.addresses import PageAddresses, in_all_languages, paths_of
from library.models import Practice
from library.queries.listed import languages_of, page_languages_of


def practice_path(practice: Practice) -> str:
    return practice_path_of(practice.code, practice.language)


def practice_path_of(code: str, language: str) -> str:
    return in_all_languages(reverse("library:practice", args=[code]))[language]


def addresses_for(path: str, own: str, languages: Mapping[str, str]) -> PageAddresses:
    """Where it is shown below another language, its one address is said, and the languages are those of that one."""
    return PageAddresses(own, languages if path == own else {})


def practice_pages(keys: Sequence[UUID]) -> list[ListedPage]:
    rows = list(languages_of(keys))
    paths = dict(zip(rows, paths_of("library:practice", [row.code for row in rows]), strict=True))
    return _together(
        (row.translation_key, row.language, paths[row][row.language], row.last_published_at) for row in rows
    )


def editorial_pages(keys: Sequence[UUID]) -> list[ListedPage]:
    rows = page_languages_of(keys)
    return _together(
        (page.translation_key, page.locale.language_code, page_path(page), page.last_published_at) for page in rows
    )


def page_path(page: Page) -> str:
    """Below its own language."""
    return f"/{page.locale.language_code}/{page.url_path.split('/', 2)[2]}"


def collection_pages(codes: Sequence[str]) -> list[ListedPage]:
    return [ListedPage(in_all_languages(reverse("library:collection", args=[code]))) for code in codes]


def _together(rows: Iterable[tuple[Any, str, str, datetime | None]]) -> list[ListedPage]:
    found: dict[Any, dict[str, str]] = defaultdict(dict)
    changed: dict[Any, list[datetime]] = defaultdict(list)
    for key, language, path, at in rows:
        found[key][language] = path
        changed[key] += [at] if at else []
    return [ListedPage(paths, max(changed[key], default=None)) for key, paths in found.items()]


def shown_at(request: HttpRequest, practice: Practice, languages: Mapping[str, str]) -> PageAddresses:
    return addresses_for(request.path, languages[practice.language], languages)
