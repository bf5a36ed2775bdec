"""The editors' pages on the shelf of the search: live ones, for everybody, in each language."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, PageViewRestriction

from core.findable import shelves
from core.models import FindableChange
from library.models import ArticleIndex, ArticlePage, HomePage
from library.wiring.findable.pages import documents, visible_to


def home(language: str = "ky") -> HomePage:
    page: HomePage = HomePage.objects.get(locale__language_code=language)
    return page


def codes() -> list[str]:
    found = sorted(set(FindableChange.objects.filter(shelf="pages").values_list("code", flat=True)))
    FindableChange.objects.all().delete()
    return found


def test_a_page_is_told_with_all_its_words_and_none_of_its_markup(db: None) -> None:
    page = home("en")
    page.lead = "A lead of <b>many</b> words"
    page.save_revision().publish()
    (told,) = documents([str(page.pk)])
    assert (told.title, told.language, told.audience) == (page.title, "en", "public")
    assert told.group == str(home("ky").translation_key)
    assert page.lead in told.body
    assert str(page.steps[0].value["title"]) in told.body
    assert "{" not in told.body


def test_what_is_not_live_or_behind_a_password_is_not_there(db: None) -> None:
    page = home("ru")
    everything = {one.code for one in documents(None)}
    assert {str(home(language).pk) for language in ("ky", "ru", "en")} <= everything
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert str(page.pk) not in {one.code for one in documents(None)}
    assert visible_to(AnonymousUser()).filter(code=str(page.pk)).exists() is False
    restriction.delete()
    page.unpublish()
    assert list(documents([str(page.pk)])) == []
    assert list(documents(["x", "", "1" * 30, "-1"])) == []


def test_a_page_that_was_never_published_but_is_live_is_found_too(db: None) -> None:
    index = ArticleIndex.objects.get(locale__language_code="en")
    page = index.add_child(instance=ArticlePage(title="Made by hand", slug="by-hand", locale=index.locale))
    (told,) = documents([str(page.pk)])
    assert (told.title, told.changed_at.year) == ("Made by hand", 2020)


def test_publishing_unpublishing_and_deleting_are_heard(db: None) -> None:
    page = home("ru")
    codes()
    page.save_revision()
    assert codes() == []
    page.get_latest_revision().publish()
    assert codes() == [str(page.pk)]
    page.unpublish()
    assert codes() == [str(page.pk)]
    page.save_revision().publish()
    codes()
    key = str(page.pk)
    Page.objects.get(pk=page.pk).delete()
    assert key in codes()
    assert list(documents([key])) == []


def test_a_hit_leads_to_the_page(db: None, django_assert_num_queries: Any) -> None:
    shelf = next(one for one in shelves() if one.name == "pages")
    page = home("en")
    hit = shelf.hits([str(page.pk)], AnonymousUser())[str(page.pk)]
    assert (hit.title, hit.lang, hit.url) == (page.title, "en", "/en/")
