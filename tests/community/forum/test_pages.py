"""The pages of the forum: what each reader finds, constant queries, and words that are never lost."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from community.actions.blocks import block
from community.actions.forum.boards import add_person
from community.actions.forum.hiding import hide_post
from community.actions.forum.moderating import lock_topic, merge_topics, move_topic
from community.actions.forum.reading import react
from community.actions.steps.forum.posting import remember_reader
from community.models import Board, Post, PostDraft, Topic, TopicReader
from core.models import LimitCount

Open = Callable[..., Topic]
Write = Callable[..., Post]
In = Callable[[User], Client]


def page(client: Client, name: str, *codes: str, **query: Any) -> str:
    answer = client.get(reverse(f"community:{name}", args=codes), query)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_visitors_read_public_boards_and_are_led_to_the_log_in_from_all_else(
    topic: Topic, members_board: Board, aida: User, open_by: Open, client: Client, signed_in: In, reader: User
) -> None:
    inside = open_by(members_board, aida, "Inside")
    assert "Wind" in page(client, "forum")
    assert "How do you measure it?" in page(client, "topic", topic.code)
    for name, code in (("topic", inside.code), ("topic", "zzzzzzzzzz"), ("board", members_board.code)):
        answer = client.get(reverse(f"community:{name}", args=[code]))
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/en/accounts/login/")
    assert "Inside" in page(signed_in(reader), "board", members_board.code)
    assert signed_in(reader).get(reverse("community:topic", args=["zzzzzzzzzz"])).status_code == 404


@pytest.mark.parametrize(("who", "expected"), [("visitor", 3), ("aida", 17)])
@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_topic_takes_the_same_queries_for_any_number_of_posts(
    board: Board, aida: User, kadri: User, open_by: Open, signed_in: In, who: str, expected: int, count: int
) -> None:
    topic = open_by(board, kadri)
    first = topic.posts.get()
    for number in range(2, count + 1):
        Post.objects.create(
            topic=topic, author=(aida, kadri)[number % 2], seq=number, source="x", language="en",
            html=f"<blockquote><cite>{first.code}</cite><p>x</p></blockquote><p>{number}</p>", released_at=first.released_at,
        )  # fmt: skip
    Topic.objects.filter(pk=topic.pk).update(head_seq=count)
    react(post=first, by=aida, kind="thanks")
    remember_reader(topic, aida, seq=count, language="en")
    client = Client() if who == "visitor" else signed_in(aida)
    assert queries(client, reverse("community:topic", args=[topic.code])) == expected


@pytest.mark.parametrize("count", [1, 3, 50])
def test_boards_and_lists_take_the_same_queries(
    board: Board, aida: User, open_by: Open, signed_in: In, count: int
) -> None:
    for _number in range(count):
        open_by(board, aida)
    client = signed_in(aida)
    found = [
        queries(client, reverse("community:forum")),
        queries(client, reverse("community:board", args=[board.code])),
    ]
    assert found == [8, 12]


def test_a_reply_is_a_form_and_a_list(topic: Topic, kadri: User, signed_in: In) -> None:
    client, url = signed_in(kadri), reverse("community:reply", args=[topic.code])
    words = {"source": "With a **flag**.", "language": "en", "client_id": uuid4().hex}
    assert client.post(url, words).url == f"/en/forum/topic/{topic.code}/#p2"
    assert client.post(url, words).url == f"/en/forum/topic/{topic.code}/#p2"
    assert "With a <strong>flag</strong>." in page(client, "topic", topic.code)
    assert Topic.objects.get(pk=topic.pk).head_seq == 2


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(topic: Topic, kadri: User, signed_in: In) -> None:
    client, url = signed_in(kadri), reverse("community:reply", args=[topic.code])
    words = "@a " * 60
    answer = client.post(url, {"source": words, "language": "en", "client_id": uuid4().hex})
    assert answer.status_code == 200
    assert "A post names at most 50 people" in answer.content.decode()
    assert words.strip() in answer.content.decode()


def test_a_post_changed_in_another_window_is_saved_at_the_second_try(
    topic: Topic, kadri: User, write: Write, signed_in: In
) -> None:
    post = write(topic, kadri)
    client, url = signed_in(kadri), reverse("community:edit_post", args=[post.code])
    first, mine = {"source": "The other window", "language": "en"}, {"source": "This window", "language": "en"}
    assert client.post(url, {**first, "version": post.version}).status_code == 302
    stale = client.post(url, {**mine, "version": post.version})
    assert all(said in stale.text for said in ("in another window", "What stands there now", "<p>The other window</p>"))
    assert client.post(url, {**mine, "version": stale.context["form"]["version"].value()}).status_code == 302
    post.refresh_from_db()
    assert post.source == "This window"


def test_a_quote_comes_with_its_mark_and_the_draft_before_it(
    topic: Topic, kadri: User, aida: User, signed_in: In, write: Write
) -> None:
    client, url, first = signed_in(kadri), reverse("community:reply", args=[topic.code]), topic.posts.get()
    client.post(reverse("community:topic_draft", args=[topic.code]), {"source": "Begun", "language": "ky"})
    assert PostDraft.objects.get().source == "Begun"
    form = client.get(url, {"quote": first.code}).context["form"]
    assert form.initial["source"] == f"Begun\n\n> #{first.code}\n> How do you measure it?\n\n"
    assert form.initial["language"] == "ky"
    write(topic, kadri, form.initial["source"] + "Yes")
    shown = page(Client(), "topic", topic.code)
    assert f'<p class="cite"><a href="/en/forum/topic/{topic.code}/#p1">Aida, #1</a></p>' in shown


def test_the_quote_of_a_post_that_one_may_not_see_names_nobody(
    topic: Topic, kadri: User, aida: User, moderator: User, write: Write
) -> None:
    first = write(topic, aida, "Rude")
    write(topic, kadri, f"> #{first.code}\n> Rude")
    hide_post(post=first, by=moderator, reason="x")
    assert 'class="cite"' not in page(Client(), "topic", topic.code)


def test_a_topic_moved_while_one_writes_keeps_the_text_and_gets_it(
    topic: Topic, members_board: Board, kadri: User, moderator: User, signed_in: In
) -> None:
    client = signed_in(kadri)
    page(client, "topic", topic.code)
    move_topic(topic=topic, board=members_board, by=moderator)
    answer = client.post(
        reverse("community:reply", args=[topic.code]),
        {"source": "Written meanwhile", "language": "en", "client_id": uuid4().hex},
    )
    assert (answer.status_code, Post.objects.get(source="Written meanwhile").topic.board) == (302, members_board)


def test_a_topic_merged_while_one_writes_gets_it_where_it_went(
    topic: Topic, board: Board, aida: User, kadri: User, moderator: User, signed_in: In, open_by: Open
) -> None:
    client, other = signed_in(kadri), open_by(board, aida, "The same")
    merge_topics(topic=topic, into=other, by=moderator)
    answer = client.post(
        reverse("community:reply", args=[topic.code]), {"source": "Late", "language": "en", "client_id": uuid4().hex}
    )
    assert answer.url == f"/en/forum/topic/{other.code}/#p3"
    old = client.get(reverse("community:topic", args=[topic.code]))
    assert (old.status_code, old.url) == (301, f"/en/forum/topic/{other.code}/")


def test_a_topic_locked_while_one_writes_gives_the_words_back(
    topic: Topic, kadri: User, moderator: User, signed_in: In
) -> None:
    lock_topic(topic=topic, by=moderator, locked=True)
    client = signed_in(kadri)
    answer = client.post(
        reverse("community:reply", args=[topic.code]),
        {"source": "Written in vain?", "language": "en", "client_id": uuid4().hex},
    )
    assert (answer.status_code, "Written in vain?" in answer.content.decode()) == (403, True)
    assert PostDraft.objects.get(user=kadri, topic=topic).source == "Written in vain?"
    assert "Written in vain?" in page(client, "topic", topic.code)


def test_a_topic_that_went_out_of_sight_gives_the_words_back_to_who_knew_it(
    group_board: Board, moderator: User, make_user: Callable[..., User], signed_in: In, open_by: Open
) -> None:
    one, other, stranger = (make_user(may_write=True) for _ in range(3))
    for user in (one, other):
        add_person(board=group_board, by=moderator, email=user.email)
    topic = open_by(group_board, one)
    client, url = signed_in(other), reverse("community:reply", args=[topic.code])
    page(client, "topic", topic.code)
    group_board.people.filter(user=other).delete()
    words = {"source": "My words", "language": "en", "client_id": uuid4().hex}
    answer = client.post(url, words)
    assert (answer.status_code, "My words" in answer.content.decode()) == (404, True)
    blank = signed_in(stranger).post(url, words)
    assert (blank.status_code, "My words" in blank.content.decode()) == (404, False)
    assert topic.posts.count() == 1


def test_too_many_posts_answer_429_and_keep_the_words(topic: Topic, kadri: User, signed_in: In) -> None:
    client, url = signed_in(kadri), reverse("community:reply", args=[topic.code])
    statuses = [
        client.post(url, {"source": f"Post {n}", "language": "en", "client_id": uuid4().hex}).status_code
        for n in range(7)
    ]
    assert statuses == [302] * 6 + [429]
    assert PostDraft.objects.get(user=kadri).source == "Post 6"


def test_each_sees_of_a_hidden_post_what_is_theirs(
    topic: Topic, kadri: User, aida: User, moderator: User, signed_in: In, write: Write
) -> None:
    post = write(topic, kadri, "Secret words")
    hide_post(post=post, by=moderator, reason="It names a pupil.")
    seen = {}
    for name, client in (
        ("visitor", Client()),
        ("aida", signed_in(aida)),
        ("kadri", signed_in(kadri)),
        ("moderator", signed_in(moderator)),
    ):
        shown = page(client, "topic", topic.code)
        seen[name] = ("Secret words" in shown, "It names a pupil." in shown)
        place = client.get(reverse("community:post", args=[post.code]))
        assert place.url == f"/en/forum/topic/{topic.code}/#p2"
    assert seen == {
        "visitor": (False, False),
        "aida": (False, False),
        "kadri": (True, True),
        "moderator": (True, True),
    }


def test_what_a_blocked_person_wrote_is_folded_away(topic: Topic, aida: User, kadri: User, signed_in: In) -> None:
    block(by=kadri, whom=aida)
    assert "By a person whom you blocked" in page(signed_in(kadri), "topic", topic.code)
    assert "By a person whom you blocked" not in page(signed_in(aida), "topic", topic.code)


def test_reading_is_remembered_and_news_are_counted(
    topic: Topic, kadri: User, aida: User, signed_in: In, write: Write
) -> None:
    client = signed_in(kadri)
    page(client, "topic", topic.code)
    assert TopicReader.objects.get(topic=topic, user=kadri).last_read_seq == 1
    write(topic, aida)
    write(topic, aida)
    news = page(client, "topic_news", topic.code, after=1)
    assert ("2 new posts: show" in news, f"/en/forum/topic/{topic.code}/?upto=3#p2" in news) == (True, True)
    assert page(client, "topic_news", topic.code, after=3).strip() == ""
    page(client, "topic", topic.code)
    assert TopicReader.objects.get(topic=topic, user=kadri).last_read_seq == 3


def test_words_under_a_post_and_the_answer_are_one_form(
    topic: Topic, kadri: User, aida: User, signed_in: In, write: Write
) -> None:
    post = write(topic, kadri)
    url = reverse("community:topic_say", args=[topic.code])
    assert signed_in(aida).post(url, {"say": f"useful:{post.code}"}).url.endswith("#p2")
    signed_in(aida).post(url, {"say": f"answer:{post.code}"})
    assert Topic.objects.get(pk=topic.pk).answer == post
    assert "This solved it" in page(Client(), "topic", topic.code)
    assert signed_in(kadri).post(url, {"say": f"no_answer:{post.code}"}).status_code == 403
    assert signed_in(kadri).post(url, {"say": f"heart:{topic.posts.get(seq=1).code}"}).status_code == 400
    assert signed_in(kadri).post(url, {"say": "thanks:zzzzzzzzzz"}).status_code == 404


def test_a_new_topic_is_kept_as_a_draft_and_then_sent(board: Board, kadri: User, signed_in: In) -> None:
    client, url = signed_in(kadri), reverse("community:new_topic", args=[board.code])
    LimitCount.objects.all().delete()
    client.post(url, {"title": "Rain", "source": "", "language": "en", "keep": "yes"})
    form = client.get(url).context["form"]
    assert form.initial["title"] == "Rain"
    answer = client.post(
        url, {"title": "Rain", "source": "Much of it.", "language": "et", "client_id": form.initial["client_id"]}
    )
    assert answer.status_code == 200  # no Estonian is offered to who never wrote in it
    answer = client.post(
        url, {"title": "Rain", "source": "Much of it.", "language": "ru", "client_id": form.initial["client_id"]}
    )
    found = Topic.objects.get(title="Rain")
    assert (answer.url, PostDraft.objects.count()) == (f"/en/forum/topic/{found.code}/", 0)
    assert client.get(url).context["form"].initial["language"] == "ru"


def test_the_desk_releases_and_refuses(
    board: Board, newcomer: User, moderator: User, signed_in: In, open_by: Open
) -> None:
    post = open_by(board, newcomer, "First").posts.get()
    client, url = signed_in(moderator), reverse("community:held_post", args=[post.code])
    assert "First" in page(client, "held_posts")
    assert client.post(url, {"verdict": "refuse", "reason": " "}).status_code == 200
    assert client.post(url, {"verdict": "release"}).status_code == 302
    assert Post.objects.get(pk=post.pk).seq == 1
    again = client.post(url, {"verdict": "refuse", "reason": "Too late."})
    assert (again.status_code, "has been decided" in again.text) == (409, True)
    assert Post.objects.get(pk=post.pk).state == "out"


def test_a_moderator_merges_by_the_address_of_the_other(
    topic: Topic, board: Board, aida: User, moderator: User, signed_in: In, open_by: Open
) -> None:
    other, client = open_by(board, aida, "The same"), signed_in(moderator)
    url = reverse("community:merge_topic", args=[topic.code])
    for wrong in ("nonsense", f"https://x/en/forum/topic/{topic.code}/", "https://x/en/forum/topic/zzzzzzzzzz/"):
        assert client.post(url, {"into": wrong}).status_code == 200
    client.post(url, {"into": f"https://x/ky/forum/topic/{other.code}/?page=2#p3"})
    assert Topic.objects.get(pk=topic.pk).merged_into == other


def test_earlier_words_are_for_the_writer_and_moderators(
    topic: Topic, aida: User, kadri: User, moderator: User, signed_in: In
) -> None:
    post = topic.posts.get()
    post.versions.create(version=1, source="Earlier <b>words</b>")
    for user, status in ((aida, 200), (moderator, 200), (kadri, 404)):
        answer = signed_in(user).get(reverse("community:post_versions", args=[post.code]))
        assert answer.status_code == status
    assert "Earlier &lt;b&gt;words" in page(signed_in(aida), "post_versions", post.code)


def test_a_draft_that_is_too_long_for_a_post_is_kept_whole(
    topic: Topic, board: Board, kadri: User, signed_in: In
) -> None:
    client = signed_in(kadri)
    long = {"source": "а" * 20_001 + "з", "language": "ky"}
    assert client.post(reverse("community:topic_draft", args=[topic.code]), long).status_code == 204
    assert (
        client.post(reverse("community:board_draft", args=[board.code]), {**long, "title": "б" * 400}).status_code
        == 204
    )
    assert PostDraft.objects.get(topic=topic).source == long["source"]
    assert PostDraft.objects.get(board=board).title == "б" * 400
    assert long["source"] in client.get(reverse("community:reply", args=[topic.code])).text
