"""What every page links to: plain pages with a purpose at its foot, the library in its menu, where editors put them."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.registry import MenuLink
from library.models import LibraryPage, PlainPage, Purpose
from library.queries.pages import address_here, pages_visible_to

KEY: Final = "library.footer"
SECONDS: Final = 600
LIBRARY: Final = "library"
ORDER_OF_LIBRARY: Final = 45
ORDER: Final = {
    Purpose.ABOUT: 10,
    Purpose.HELP: 20,
    Purpose.RULES: 45,
    Purpose.PRIVACY: 50,
    Purpose.ACCESSIBILITY: 60,
}
Paths = dict[str, dict[str, str]]


def footer_links() -> list[MenuLink]:
    """In the reader's language, else in one that has it; none where its editors took the page away."""
    return [
        MenuLink(Purpose(purpose).label, _address(paths), ORDER[Purpose(purpose)])
        for purpose, paths in _paths().items()
        if purpose != LIBRARY
    ]


def library_links() -> list[MenuLink]:
    paths = _paths().get(LIBRARY)
    return [MenuLink(_("Library"), _address(paths), ORDER_OF_LIBRARY)] if paths else []


def _address(paths: dict[str, str]) -> str:
    here = get_language() or settings.LANGUAGE_CODE
    order = [here, *(code for code, _name in settings.LANGUAGES if code != here)]
    return address_here(next(paths[code] for code in order if code in paths))


def _paths() -> Paths:
    """One look into the cache a page; the database is asked when an editor changed something."""
    found: Paths | None = cache.get(KEY)
    if found is None:
        found = {}
        rows = pages_visible_to(AnonymousUser(), PlainPage).filter(purpose__in=Purpose.values).order_by("-pk")
        for purpose, code, path in rows.values_list("purpose", "locale__language_code", "url_path"):
            found.setdefault(purpose, {})[code] = path
        landing = pages_visible_to(AnonymousUser(), LibraryPage).order_by("-pk")
        for code, path in landing.values_list("locale__language_code", "url_path"):
            found.setdefault(LIBRARY, {})[code] = path
        cache.set(KEY, found, SECONDS)
    return found


def forget_footer(**_signal: object) -> None:
    """An editor published, moved or took away a page."""
    cache.delete(KEY)
