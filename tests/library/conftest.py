"""People of the library, editorial pages as administrators make them, and folders of their own for files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from wagtail.models import Page

from accounts.models import OfficeKind, User
from library.actions.pages import publish_page
from library.models import ArticleIndex, ArticlePage, HomePage, PlainPage
from library.queries.footer import KEY
from twinning.models import Institution, Role

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
    found: HomePage = HomePage.objects.get(locale__language_code=language)
    return found


def planted(slug: str, language: str) -> PlainPage:
    found: PlainPage = PlainPage.objects.get(slug=slug, locale__language_code=language)
    return found


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
        found: ArticlePage = ArticlePage.objects.get(pk=page.pk)
        return found

    return make


@pytest.fixture(autouse=True)
def _own_shelf(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Ala-Too School")


@pytest.fixture
def teacher(make_user: Callable[..., User], make_staff: Callable[..., Any], school: Institution) -> User:
    user = make_user("Aigul Sadyrova")
    make_staff(user, school, Role.TEACHER)
    return user


@pytest.fixture
def colleague(make_user: Callable[..., User], make_staff: Callable[..., Any], school: Institution) -> User:
    user = make_user("Nurlan Asanov")
    make_staff(user, school, Role.TEACHER)
    return user


@pytest.fixture
def stranger(
    make_user: Callable[..., User], make_staff: Callable[..., Any], make_institution: Callable[..., Institution]
) -> User:
    user = make_user("Kadri Oja")
    make_staff(user, make_institution("Tartu Kool", country="EE"))
    return user


@pytest.fixture
def moderator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.MODERATOR)
