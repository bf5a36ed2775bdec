"""The computed parts of the home page: new practices, lively topics, new partnerships; the same for everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from community.models import Audience, Board, Topic
from core.kit.worldmap import World
from library.queries.catalogue import forget_catalogue
from library.showing.home_page import home_context
from tests.library.shelf_world import published
from twinning.models import Institution

QUERIES = 13


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()
    forget_catalogue()


def topic(title: str, audience: Audience = Audience.PUBLIC, **more: Any) -> Topic:
    board, _made = Board.objects.get_or_create(
        audience=audience, room=None, defaults={"name_ky": "Т", "name_ru": "Д", "name_en": audience.value}
    )
    more.setdefault("head_seq", 3)
    more.setdefault("last_at", timezone.now())
    return Topic.objects.create(board=board, title=title, language="en", **more)


@pytest.mark.parametrize("count", [1, 6])
def test_it_costs_the_same_however_much_there_is(
    count: int, school: Institution, teacher: User, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        published(school, f"Practice {n}", owner=teacher)
        topic(f"Topic {n}", author=teacher, last_by=teacher)
    home_context()  # the catalogue is made
    with django_assert_num_queries(QUERIES):
        found = home_context()
    assert (len(found["practices"]), len(found["topics"])) == (min(count, 3), min(count, 4))


def test_only_published_practices_stand_there(school: Institution, client: Client) -> None:
    published(school, "A water diary")
    published(school, "A secret draft", state="draft")
    page = client.get("/en/").content.decode()
    assert "A water diary" in page
    assert "A secret draft" not in page


@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_only_what_everybody_reads_is_lively(
    reader: str, client: Client, teacher: User, signed_in: Callable[[User], Client]
) -> None:
    if reader == "member":
        client = signed_in(teacher)
    topic("How do you grade group work?")
    topic("For members alone", Audience.MEMBERS)
    topic("For a group alone", Audience.GROUP)
    topic("Nobody answered", head_seq=1)
    topic("Waits for a look", head_seq=0)
    topic("An unkind title", title_hidden=True)
    page = client.get("/en/").content.decode()
    assert "How do you grade group work?" in page
    for title in ("For members alone", "For a group alone", "Nobody answered", "Waits for a look", "An unkind title"):
        assert title not in page


def test_an_empty_site_has_no_empty_sections(db: None, client: Client) -> None:
    page = client.get("/en/").content.decode()
    assert "New practices" not in page
    assert "What teachers talk about" not in page
    assert isinstance(home_context()["world"], World)
