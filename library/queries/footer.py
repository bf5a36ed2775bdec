"""What the foot of every page links to: plain pages with a purpose, where their editors have put them."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils.translation import get_language

from core.registry import MenuLink
from library.models import PlainPage, Purpose
from library.queries.pages import address_here, pages_visible_to

KEY: Final = "library.footer"
SECONDS: Final = 600
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
    here = get_language() or settings.LANGUAGE_CODE
    order = [here, *(code for code, _name in settings.LANGUAGES if code != here)]
    links = []
    for purpose, paths in _paths().items():
        code = next(code for code in order if code in paths)
        links.append(MenuLink(Purpose(purpose).label, address_here(paths[code]), ORDER[Purpose(purpose)], purpose))
    return links


def _paths() -> Paths:
    """One look into the cache a page; the database is asked when an editor changed something."""
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
