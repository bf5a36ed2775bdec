"""The heads of the forum: the way up in the languages of its titles, and what each reader can do first."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from community.actions.forum.hiding import hide_post
from community.actions.forum.moderating import lock_topic
from community.models import Board, Topic

SignIn = Callable[[User], Client]


def way(topic: Topic | None, board: Board | None, language: str = "en") -> str:
    source = "{% load forum %}{% forum_way board topic as crumbs %}{% include 'components/breadcrumb.html' %}"
    with override(language):
        return Template(source).render(Context({"board": board, "topic": topic}))


def head(client: Client, address: str) -> str:
    page = " ".join(client.get(address).content.decode().split())
    assert page.count('<header class="head">') == 1
    return page.partition('<header class="head">')[2].partition("</header>")[0]


def test_the_way_up_says_the_language_of_a_title(board: Board, topic: Topic) -> None:
    shown = way(topic, board, "ru")
    assert '<li><a href="/ru/forum/">Форум</a></li>' in shown
    assert f'<li><a href="/ru/forum/{board.code}/">Доска</a></li>' in shown
    assert f'<li><a href="/ru/forum/topic/{topic.code}/" lang="en" data-back>Wind</a></li>' in shown


def test_a_hidden_title_is_not_said_and_is_in_the_language_of_the_page(
    board: Board, topic: Topic, moderator: User
) -> None:
    hide_post(post=topic.posts.get(), by=moderator, reason="A name of a pupil")
    topic.refresh_from_db()
    shown = way(topic, board)
    assert "Wind" not in shown
    assert f'<a href="/en/forum/topic/{topic.code}/" data-back>A title that a moderator hid</a>' in shown


def test_the_forum_alone_stands_above_its_boards() -> None:
    assert way(None, None).count("<li>") == 1


@pytest.mark.parametrize("page", ["reply", "move", "merge"])
def test_pages_of_a_topic_lead_up_to_it(page: str, topic: Topic, moderator: User, signed_in: SignIn) -> None:
    found = head(signed_in(moderator), f"/en/forum/topic/{topic.code}/{page}/")
    assert f'href="/en/forum/topic/{topic.code}/" lang="en" data-back>Wind</a>' in found


def test_what_each_reader_of_a_topic_can_do_first(
    topic: Topic, kadri: User, moderator: User, client: Client, signed_in: SignIn
) -> None:
    address = f"/en/forum/topic/{topic.code}/"
    assert 'href="#write"' in head(signed_in(kadri), address)
    assert "Sign in to reply" in head(client, address)
    lock_topic(topic=topic, by=moderator, locked=True)
    assert 'href="#write"' not in head(signed_in(kadri), address)
    assert "Sign in to reply" not in head(client, address)


def test_a_new_topic_begins_in_the_head_of_a_board(
    board: Board, kadri: User, client: Client, signed_in: SignIn
) -> None:
    address = f"/en/forum/{board.code}/"
    assert f'<a class="btn btn-1" href="{address}new/">' in head(signed_in(kadri), address)
    assert "Sign in to write" in head(client, address)
    assert f'href="{address}new/"' not in head(client, address)
