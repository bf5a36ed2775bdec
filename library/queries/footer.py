"""Where editors have put the plain pages to which the foot of every page links, kept in the cache."""

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from library.models import PlainPage, Purpose
from library.queries.pages import pages_visible_to

KEY: Final = "library.footer"
SECONDS: Final = 600
Paths = dict[str, dict[str, str]]


def footer_paths() -> Paths:
    """Purpose to language to path. One look into the cache a page; the database is asked after a change."""
    found: Paths | None = cache.get(KEY)
    if found is None:
        found = {}
        rows = pages_visible_to(AnonymousUser(), PlainPage).filter(purpose__in=Purpose.values).order_by("-pk")
        for purpose, code, path in rows.values_list("purpose", "locale__language_code", "url_path"):
            found.setdefault(purpose, {})[code] = path
        cache.set(KEY, found, SECONDS)
    return found


def forget_footer(**_signal: object) -> None:
    """An editor published, moved or took away a page."""
    cache.delete(KEY)
