"""Addresses of editorial pages in the reader's language, and the links at the foot of every page."""

from typing import Final

from django.conf import settings
from django.utils.translation import get_language

from core.registry import MenuLink
from library.models import ArticleIndex, Purpose
from library.queries.footer import footer_paths

ORDER: Final = {
    Purpose.ABOUT: 10,
    Purpose.HELP: 20,
    Purpose.RULES: 45,
    Purpose.PRIVACY: 50,
    Purpose.ACCESSIBILITY: 60,
}


def address_here(url_path: str) -> str:
    """Of a page in the tree of any language: below the reader's, where it is shown even if only others have it."""
    here = get_language() or settings.LANGUAGE_CODE
    return f"/{here}/{url_path.split('/', 2)[2]}"


def articles_path(language: str) -> str:
    """Of the list of all articles below this language; the home page where its editors took it away."""
    lists = ArticleIndex.objects.live()
    page = lists.filter(locale__language_code=language).first() or lists.first()
    return f"/{language}/{page.url_path.split('/', 2)[2] if page else ''}"


def footer_links() -> list[MenuLink]:
    """In the reader's language, else in one that has it; none where its editors took the page away."""
    here = get_language() or settings.LANGUAGE_CODE
    order = [here, *(code for code, _name in settings.LANGUAGES if code != here)]
    links = []
    for purpose, paths in footer_paths().items():
        code = next(code for code in order if code in paths)
        links.append(MenuLink(Purpose(purpose).label, address_here(paths[code]), ORDER[Purpose(purpose)], purpose))
    return links
