"""Editorial pages as administrators make them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from wagtail.models import Page

from accounts.models import OfficeKind, User
from library.actions.pages import publish_page
from library.models import ArticleIndex, ArticlePage, HomePage, PlainPage
from library.queries.footer import KEY

Make = Callable[..., Any]


@pytest.fixture
def _foot() -> None:
    """Nothing kept from before: the foot is read from the database."""
    cache.delete(KEY)


@pytest.fixture
def admin(make_officer: Make) -> User:
    found: User = make_officer(OfficeKind.ADMINISTRATOR)
    found.is_superuser = True
    found.save()
    return found


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def planted(slug: str, language: str) -> PlainPage:
    return PlainPage.objects.get(slug=slug, locale__language_code=language)


@pytest.fixture
def make_article(admin: User) -> Callable[..., ArticlePage]:
    """In one language; `of` makes it a translation of another article."""
    made: list[Page] = []

    def make(title: str = "", *, language: str = "ky", of: ArticlePage | None = None, **more: Any) -> ArticlePage:
        made.append(parent := ArticleIndex.objects.get(locale__language_code=language))
        title = title or f"Article {len(made)}"
        more.setdefault("slug", f"article-{len(made)}")
        if of is not None:
            more["translation_key"] = of.translation_key
        page = ArticlePage(title=title, locale=parent.locale, **more)
        publish_page(page=page, parent=parent, by=admin)
        return ArticlePage.objects.get(pk=page.pk)

    return make
