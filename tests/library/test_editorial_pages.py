"""Pages in three languages: what is there, what is missing, what is hidden."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from core.errors import Invalid, Refused
from core.permissions import allowed
from library.actions.pages import publish_page
from library.models import ArticleIndex, ArticlePage, GuidelineIndex, LibraryPage, PlainPage
from library.queries.pages import articles, pages_visible_to
from library.wiring.findable.pages import text_of
from tests.library.conftest import home, planted
from tests.walking import faults_of, joined

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
SLUGS = ("about", "help", "privacy", "site-rules", "accessibility", "articles", "guidelines", "library")
NOBODY = AnonymousUser()
SAYS_SO = "foreign-note"


def switch(text: str) -> dict[str, str]:
    nav = text[text.index('class="langs"') :]
    return {
        code: href for href, code in re.findall(r'href="([^"]+)" lang="(\w\w)" hreflang', nav[: nav.index("</nav>")])
    }


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_what_the_migration_planted_stands_in_every_language(client: Client, slug: str, language: str) -> None:
    answer = client.get(f"/{language}/{slug}/")
    text = answer.content.decode()
    page = Page.objects.get(slug=slug, locale__language_code=language)
    assert (answer.status_code, faults_of(answer)) == (200, [])
    assert f'<html lang="{language}"' in text
    assert f"<h1>{page.title}</h1>".replace("&", "&amp;") in joined(text)
    assert SAYS_SO not in text
    assert switch(text) == {code: f"/{code}/{slug}/" for code in ("ky", "ru", "en")}


def test_translations_of_the_planted_pages_are_one_family() -> None:
    for slug in SLUGS:
        assert Page.objects.filter(slug=slug).values("translation_key").distinct().count() == 1
        assert Page.objects.filter(slug=slug).count() == 3


def test_no_planted_page_links_into_nothing(client: Client) -> None:
    for page in PlainPage.objects.all():
        language = page.locale.language_code
        text = client.get(f"/{language}/{page.slug}/").content.decode()
        for address in set(re.findall(r'href="(/[^"#]*)"', text[text.index("<main") : text.index("</main>")])):
            assert (page.title, address, client.get(address).status_code) == (page.title, address, 200)
            assert address.startswith(f"/{language}/")


def test_a_page_without_translation_is_shown_in_another_language_and_says_so(
    client: Client, make_article: Make
) -> None:
    make_article("Көл", slug="lake", lead="Ысык-Көл")
    answer = client.get("/ru/articles/lake/")
    text = answer.content.decode()
    assert (answer.status_code, faults_of(answer)) == (200, [])
    assert '<html lang="ru"' in text
    assert '<h1 lang="ky">Көл</h1>' in text
    assert '<p class="lead" data-told lang="ky">' in text
    assert '<div class="words" lang="ky">' in text
    assert "Перевода этой страницы пока нет. Язык текста: Кыргызча." in text
    assert '<link rel="canonical" href="http://testserver/ky/articles/lake/">' in text
    assert SAYS_SO not in client.get("/ky/articles/lake/").content.decode()


def test_the_home_page_says_so_too(client: Client) -> None:
    home("ru").unpublish()
    answer = client.get("/ru/")
    text = answer.content.decode()
    assert (answer.status_code, faults_of(answer)) == (200, [])
    assert '<html lang="ru"' in text
    assert '<h1 lang="ky">' in text
    assert "Язык текста: Кыргызча" in text


def test_a_page_that_only_mirrors_another_one_speaks_its_language(client: Client, make_article: Make) -> None:
    original = make_article("Көл", slug="lake")
    ArticleIndex.objects.get(locale__language_code="en")
    original.copy_for_translation(home("en").locale, alias=True)
    text = client.get("/en/articles/lake/").content.decode()
    assert '<h1 lang="ky">Көл</h1>' in text
    assert "There is no translation of this page yet. Language of the text: Кыргызча." in text


def test_the_switch_leads_to_the_translation_wherever_it_stands(client: Client, make_article: Make) -> None:
    ky = make_article("Көл", slug="kol")
    make_article("Озеро", language="ru", slug="ozero", of=ky)
    assert switch(client.get("/ky/articles/kol/").content.decode()) == {
        "ky": "/ky/articles/kol/",
        "ru": "/ru/articles/ozero/",
        "en": "/en/articles/kol/",
    }
    moved = client.get("/ru/articles/kol/")
    assert (moved.status_code, moved.headers["Location"]) == (302, "/ru/articles/ozero/")
    shown = client.get("/en/articles/kol/").content.decode()
    assert switch(shown)["ru"] == "/ru/articles/ozero/"


@pytest.mark.parametrize("path", ["nothing/", "articles/nothing/", "about/nothing/", "articles/%F0%9F%98%80/"])
def test_what_no_language_has_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


def test_a_draft_is_found_by_nobody(client: Client, make_article: Make, signed_in: Make, make_user: Make) -> None:
    page = make_article("Secret plan", language="en", slug="secret")
    page.unpublish()
    for reader in (client, signed_in(make_user())):
        for language in ("ky", "ru", "en"):
            assert reader.get(f"/{language}/articles/secret/").status_code == 404
        for path in ("articles/", "library/"):
            assert "Secret plan" not in reader.get(f"/en/{path}").content.decode()
    assert page not in pages_visible_to(NOBODY, ArticlePage)


def test_changes_that_wait_are_not_read_before_they_are_published(client: Client, make_article: Make) -> None:
    page = make_article("Lake", language="en", slug="lake")
    page.lead = "A secret addition"
    page.save_revision()
    assert "A secret addition" not in client.get("/en/articles/lake/").content.decode()


def test_what_is_kept_for_members_leads_to_the_log_in_and_stands_in_no_list(
    client: Client, make_article: Make, signed_in: Make, make_user: Make
) -> None:
    page = make_article("For members", language="en", slug="members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/en/articles/members/")
    assert (answer.status_code, "login" in answer.headers["Location"]) == (302, True)
    assert "For members" not in client.get("/en/articles/").content.decode()
    member = signed_in(make_user())
    assert member.get("/en/articles/members/").status_code == 200
    assert "For members" in member.get("/en/articles/").content.decode()


def test_what_is_kept_for_a_group_is_seen_by_the_group(make_article: Make, make_user: Make, admin: User) -> None:
    page, inside, outside = make_article("Group", language="en"), make_user(), make_user()
    group = inside.groups.create(name="Editors of news")
    rule = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    rule.groups.add(group)
    seen = [allowed(person, "library.see_page", page) for person in (NOBODY, outside, inside, admin)]
    assert seen == [False, False, True, True]


def test_a_list_shows_each_family_once_in_the_readers_language(make_article: Make) -> None:
    both = make_article("Экөө", day=date(2026, 1, 3))
    make_article("Оба", language="ru", of=both, day=date(2026, 1, 3))
    make_article("Кыргызча", day=date(2026, 1, 2))
    make_article("Только русский", language="ru", day=date(2026, 1, 1))
    shown = {}
    for language in ("ky", "ru", "en"):
        with override(language):
            shown[language] = [page.title for page in articles(NOBODY, language=language)]
    assert shown == {
        "ky": ["Экөө", "Кыргызча", "Только русский"],
        "ru": ["Оба", "Кыргызча", "Только русский"],
        "en": ["Экөө", "Кыргызча", "Только русский"],
    }


@pytest.mark.parametrize("count", [1, 3, 20])
def test_a_list_costs_the_same_for_one_and_for_many(
    count: int, client: Client, make_article: Make, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_article(language="en", day=date(2026, 1, 1) + timedelta(days=number))
    client.get("/en/articles/")
    with django_assert_num_queries(LIST):
        text = client.get("/en/articles/").content.decode()
    assert text.count("<time ") == count


LIST = 14


def test_a_long_list_has_pages_and_nonsense_is_not_found(client: Client, make_article: Make) -> None:
    for _number in range(21):
        make_article(language="en")
    assert client.get("/en/articles/").content.decode().count("<time ") == 20
    assert client.get("/en/articles/?page=2").content.decode().count("<time ") == 1
    for page in ("0", "-1", "3", "x", "9" * 400, "1%00"):
        assert client.get(f"/en/articles/?page={page}").status_code in {400, 404}


def test_machines_read_what_an_article_is(client: Client, make_article: Make) -> None:
    make_article("</script><b>&", language="en", slug="lake", byline="Aida", day=date(2026, 3, 5), lead="About a lake")
    text = client.get("/en/articles/lake/").content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    told = json.loads(data)
    assert told["headline"] == "</script><b>&"
    assert "<" not in data
    assert (told["@type"], told["inLanguage"], told["datePublished"]) == ("Article", "en", "2026-03-05")
    assert told["url"] == "http://testserver/en/articles/lake/"
    assert told["author"] == {"@type": "Person", "name": "Aida"}


def test_a_page_below_the_home_cannot_hide_behind_a_page_of_the_site(admin: User) -> None:
    page = PlainPage(title="Institutions", slug="institutions", locale=home("en").locale)
    with pytest.raises(Invalid, match="another page at this address"):
        publish_page(page=page, parent=home("en"), by=admin)
    assert not PlainPage.objects.filter(slug="institutions").exists()


def test_only_administrators_publish(make_user: Make) -> None:
    page = PlainPage(title="Spam", slug="spam", locale=home("en").locale)
    for person in (NOBODY, make_user()):
        with pytest.raises(Refused):
            publish_page(page=page, parent=home("en"), by=person)
    assert not Page.objects.filter(slug="spam").exists()


def test_a_page_stands_only_where_its_kind_belongs(admin: User) -> None:
    with pytest.raises(Invalid):
        publish_page(
            page=ArticlePage(title="x", slug="x"),
            parent=GuidelineIndex.objects.get(locale__language_code="en"),
            by=admin,
        )
    assert not ArticlePage.objects.exists()


def test_the_search_gets_the_words_without_tags() -> None:
    text = text_of(planted("help", "en"))
    assert "does not work.\nFirst steps\nSign up\nGive" in text
    assert "<" not in text
    assert "Guidelines" in text_of(LibraryPage.objects.get(locale__language_code="en"))
    assert "Here the schools of Kyrgyzstan" in text_of(home("en"))
