"""Every combination of published and unpublished pages in three languages: a reader comes to an end, and learns what
language they read.
"""

from itertools import product

import pytest
from django.test import Client
from wagtail.models import Page

from library.models import HomePage, PlainPage

LANGUAGES = ("ky", "ru", "en")
COMBINATIONS = list(product((True, False), repeat=3))
pytestmark = pytest.mark.django_db


def set_live(kind: type[Page], live: tuple[bool, ...], **where: str) -> None:
    for language, is_live in zip(LANGUAGES, live, strict=True):
        Page.objects.filter(pk__in=kind.objects.filter(locale__language_code=language, **where)).update(live=is_live)


def end_of(client: Client, address: str) -> tuple[int, str, str]:
    """Status, language of the words, where it ended. A loop, or more than two steps, fails."""
    for _step in range(3):
        answer = client.get(address)
        if answer.status_code not in {301, 302}:
            page = getattr(answer, "context_data", None) or {}
            return answer.status_code, page["page"].language if "page" in page else "", address
        address = answer.headers["Location"]
    raise AssertionError(f"no end at {address}")


def wanted(language: str, live: tuple[bool, ...]) -> set[str]:
    there = {code for code, is_live in zip(LANGUAGES, live, strict=True) if is_live}
    return {language} & there or there


@pytest.mark.parametrize("homes", COMBINATIONS)
@pytest.mark.parametrize("same_slug", [True, False])
def test_a_page_below_homes_in_any_state(client: Client, homes: tuple[bool, ...], same_slug: bool) -> None:
    slugs = dict.fromkeys(LANGUAGES, "about")
    if not same_slug:
        for language in LANGUAGES:
            slugs[language] = f"about-{language}"
            page = PlainPage.objects.get(slug="about", locale__language_code=language)
            page.slug = slugs[language]
            page.save()
    set_live(HomePage, homes)
    for children in COMBINATIONS:
        set_live(PlainPage, children, slug__startswith="about")
        for language, of in product(LANGUAGES, LANGUAGES):
            status, spoken, _place = end_of(client, f"/{language}/{slugs[of]}/")
            # By its address a page is found in every language; where it has another there, that is found too.
            known = wanted(language, children)
            if not same_slug and not children[LANGUAGES.index(of)]:
                continue
            assert (status, spoken in known) == ((200, True) if known else (404, False)), (
                homes,
                children,
                language,
                of,
            )


@pytest.mark.parametrize("homes", COMBINATIONS)
def test_the_front_door_in_any_state(client: Client, homes: tuple[bool, ...]) -> None:
    set_live(HomePage, homes)
    for language in LANGUAGES:
        status, spoken, place = end_of(client, f"/{language}/")
        known = wanted(language, homes)
        assert (status, spoken in known) == ((200, True) if known else (404, False)), (homes, language)
        assert place == f"/{language}/"


def test_what_is_shown_in_another_language_says_so(client: Client) -> None:
    set_live(PlainPage, (True, False, True), slug="about")
    set_live(HomePage, (True, False, True))
    page = client.get("/ru/about/")
    assert page.status_code == 200
    assert 'lang="ky"' in page.content.decode() or 'lang="en"' in page.content.decode()
    assert "Кыргызча" in page.content.decode()
