"""The foot of every page links to what editors keep there, and only to that."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from library.models import PlainPage
from library.showing.pages import footer_links
from tests.library.conftest import planted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_foot")]
Make = Callable[..., Any]
PAGE = "/{}/accounts/login/"


def foot(client: Client, language: str = "en") -> list[tuple[str, str]]:
    text = client.get(PAGE.format(language)).content.decode()
    text = text[text.index("<footer") :]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', text)


def test_it_links_in_the_language_of_the_reader(client: Client) -> None:
    assert foot(client) == [
        ("/en/about/", "About"),
        ("/en/help/", "Help"),
        ("/en/rules/", "Rules of safe work"),
        ("/en/site-rules/", "Rules of the site"),
        ("/en/privacy/", "Privacy"),
        ("/en/accessibility/", "Accessibility"),
    ]
    assert ("/ky/help/", "Жардам") in foot(client, "ky")
    assert ("/ru/help/", "Помощь") in foot(client, "ru")


def test_it_follows_a_page_that_moved_to_another_address(client: Client) -> None:
    foot(client)
    page = planted("help", "ru")
    page.slug = "pomosch"
    page.save_revision().publish()
    assert ("/ru/pomosch/", "Помощь") in foot(client, "ru")


def test_a_page_that_was_taken_away_is_linked_in_another_language_then_not_at_all(client: Client) -> None:
    foot(client)
    planted("help", "ru").unpublish()
    assert ("/ru/help/", "Помощь") in foot(client, "ru")
    assert "Язык текста: Кыргызча" in client.get("/ru/help/").content.decode()
    planted("help", "ky").delete()
    planted("help", "en").unpublish()
    assert [label for _url, label in foot(client, "ru")].count("Помощь") == 0
    assert client.get("/ru/help/").status_code == 404


def test_a_page_kept_for_members_is_not_linked(client: Client) -> None:
    foot(client)
    for page in PlainPage.objects.filter(purpose="about"):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "About" not in [label for _url, label in foot(client)]


def test_it_costs_nothing_once_it_is_known(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert len(footer_links()) == 5
    with django_assert_num_queries(0):
        assert len(footer_links()) == 5
