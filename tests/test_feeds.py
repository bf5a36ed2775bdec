"""Feeds in Atom: what is new, for everybody, in each language; nothing hidden in them, and no names of people."""

from collections.abc import Callable
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from community.models import Audience, Board, Post, Topic
from core.web.machines.feeds import ENTRIES
from library.models import Practice
from tests.library.shelf_world import published

pytestmark = pytest.mark.django_db
A: Final = "{http://www.w3.org/2005/Atom}"
SITE: Final = "http://testserver"


def feed(path: str) -> Any:
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(answer.content)


def titles(found: Any) -> list[str]:
    return [title.text or "" for title in found.iterfind(f"{A}entry/{A}title")]


@pytest.fixture
def board(db: None) -> Board:
    return Board.objects.create(audience=Audience.PUBLIC, name_ky="Тактай", name_ru="Доска", name_en="Board")


def topic(board: Board, title: str, *, html: str = "<p>Words</p>", **more: Any) -> Topic:
    now = timezone.now()
    made = Topic.objects.create(board=board, title=title, language="ky", head_seq=1, last_at=now, **more)
    Post.objects.create(topic=made, seq=1, state=Post.State.OUT, language="ky", source="Words", html=html)
    return made


def test_each_language_has_a_feed_of_its_practices(make_institution: Callable[..., Any]) -> None:
    school = make_institution("Ak-Talaa")
    river = published(school, "River & <b>", language="en")
    published(school, "Дарыя", language="ky")
    published(school, "Draft", state=Practice.State.DRAFT)
    published(school, "Down", state=Practice.State.TAKEN_DOWN)
    found = feed("/en/feeds/library.atom")
    assert titles(found) == ["River & <b>"]
    entry = found.find(f"{A}entry")
    address = f"{SITE}/en/library/{river.code}/"
    assert (entry.find(f"{A}id").text, entry.find(f"{A}link").attrib["href"]) == (address, address)
    assert entry.find(f"{A}summary").text == "Two classes measure their rivers."
    links = {link.attrib["rel"]: link.attrib["href"] for link in found.iterfind(f"{A}link")}
    assert links == {"alternate": f"{SITE}/en/library/", "self": f"{SITE}/en/feeds/library.atom"}
    assert "Aigul" not in ET.tostring(found, encoding="unicode")
    assert titles(feed("/ky/feeds/library.atom")) == ["Дарыя"]
    assert titles(feed("/ru/feeds/library.atom")) == []
    assert 'href="/en/feeds/library.atom"' in Client().get("/en/library/").content.decode()


def test_a_public_board_has_one_and_nothing_hidden_is_in_it(board: Board) -> None:
    shown = topic(board, "Shown", html="<p>Words &lt;b&gt;\x0b</p>")
    topic(board, "Title hidden", title_hidden=True)
    Post.objects.filter(topic=topic(board, "First hidden")).update(hidden_at=timezone.now())
    Post.objects.filter(topic=topic(board, "First taken back")).update(deleted_at=timezone.now())
    Topic.objects.filter(pk=topic(board, "Waits").pk).update(head_seq=0)
    Topic.objects.filter(pk=topic(board, "Merged").pk).update(merged_into=shown)
    found = feed(f"/ru/feeds/boards/{board.code}.atom")
    assert titles(found) == ["Shown"]
    entry = found.find(f"{A}entry")
    assert entry.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "ky"
    assert entry.find(f"{A}summary").text == "Words &lt;b&gt;"
    assert found.find(f"{A}title").text == "Көпүрө: Доска" or "Доска" in found.find(f"{A}title").text
    assert f'href="/ru/feeds/boards/{board.code}.atom"' in Client().get(f"/ru/forum/{board.code}/").content.decode()


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.GROUP])
def test_other_boards_have_none_whoever_asks(board: Board, audience: str, make_user: Any, signed_in: Any) -> None:
    Board.objects.filter(pk=board.pk).update(audience=audience)
    path = f"/en/feeds/boards/{board.code}.atom"
    assert [client.get(path).status_code for client in (Client(), signed_in(make_user()))] == [404, 404]


def test_articles(client: Client) -> None:
    found = feed("/ky/feeds/articles.atom")
    assert found.find(f"{A}link").attrib["href"].startswith(f"{SITE}/ky/")


def test_who_has_it_already_gets_nothing_and_an_empty_one_stays_the_same(board: Board) -> None:
    path = f"/en/feeds/boards/{board.code}.atom"
    first = Client().get(path)
    assert first.headers["Cache-Control"] == "public, max-age=900"
    known = {"if-none-match": first.headers["ETag"]}
    again = Client().get(path, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    topic(board, "New")
    assert Client().get(path, headers=known).status_code == 200


def test_a_feed_ends(board: Board) -> None:
    for number in range(ENTRIES + 3):
        topic(board, f"Topic {number}")
    assert len(titles(feed(f"/en/feeds/boards/{board.code}.atom"))) == ENTRIES


@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_costs_a_constant_number_of_queries(board: Board, django_assert_num_queries: Any, rows: int) -> None:
    for number in range(rows):
        topic(board, f"Topic {number}")
    with django_assert_num_queries(4):  # the limit, the board, its topics, their first posts
        found = feed(f"/en/feeds/boards/{board.code}.atom")
    assert len(titles(found)) == rows
