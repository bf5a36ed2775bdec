"""Opening topics and writing posts: numbers, first posts, limits, the same form twice."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from accounts.models import Standing, User
from community.actions.forum.hiding import refuse_post, release_post
from community.actions.forum.moderating import lock_topic, merge_topics
from community.actions.forum.posting import open_topic, write_post
from community.actions.rooms import open_room
from community.models import Board, Mention, Notice, Post, Topic, TopicReader
from community.queries.forum.visible import held_posts, posts_visible_to, topics_visible_to
from core.errors import Conflict, Invalid, Refused, TooMany
from core.models import FindableChange, OutboxRow

Open = Callable[..., Topic]
Write = Callable[..., Post]


def test_a_topic_is_its_first_post_and_its_author_follows(board: Board, aida: User, open_by: Open) -> None:
    found = open_by(board, aida, " Wind\x00 ", "How **strong**?", language="ky")
    post = found.posts.get()
    assert (found.title, found.language, found.head_seq, found.last_by) == ("Wind", "ky", 1, aida)
    assert (post.seq, post.state, post.html) == (1, "out", "<p>How <strong>strong</strong>?</p>")
    row = TopicReader.objects.get(topic=found)
    assert (row.user, row.follows, row.last_read_seq, row.language) == (aida, True, 1, "ky")
    assert FindableChange.objects.filter(shelf="topics", code=found.code).exists()


def test_posts_have_numbers_without_a_gap_and_are_news(topic: Topic, kadri: User, aida: User, write: Write) -> None:
    posts = [write(topic, by, f"Post {n}") for n, by in enumerate((kadri, aida, kadri))]
    assert [post.seq for post in posts] == [2, 3, 4]
    news = OutboxRow.objects.filter(topic=f"forum:{topic.code}").order_by("pk")
    assert list(news.values_list("kind", "seq", "data")) == [("post", n, {}) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_who_is_not_verified_writes_nothing(
    topic: Topic, board: Board, reader: User, make_user: Callable[..., User], write: Write, who: str
) -> None:
    by = reader if who == "reader" else make_user(is_active=False)
    before = Post.objects.count(), Topic.objects.count()
    with pytest.raises(Refused):
        write(topic, by)
    with pytest.raises(Refused):
        open_topic(board=board, by=by, title="x", source="x", language="en", client_id=uuid4().hex)
    assert (Post.objects.count(), Topic.objects.count()) == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": " \u202e "}, "source"),
        ({"source": "a" * 20_001}, "source"),
        ({"source": "@Aida " * 51}, "source"),
        ({"source": "@a" * 5_000}, None),
        ({"source": "@a " * 5_000}, "source"),
        ({"language": "xx-nonsense"}, "language"),
        ({"client_id": "x"}, "client_id"),
    ],
)
def test_nonsense_is_refused_beside_its_field(
    topic: Topic, kadri: User, write: Write, wrong: dict[str, str], field: str | None
) -> None:
    if field is None:  # not names: nothing stands before them but letters
        assert write(topic, kadri, **wrong).mentions.count() == 0
        return
    with pytest.raises(Invalid) as error:
        write(topic, kadri, **wrong)
    assert (error.value.field, topic.posts.count()) == (field, 1)


@pytest.mark.parametrize("title", ["", "   ", "a" * 151])
def test_a_title_is_asked(board: Board, aida: User, open_by: Open, title: str) -> None:
    before = Topic.objects.count()
    with pytest.raises(Invalid) as error:
        open_by(board, aida, title)
    assert (error.value.field, Topic.objects.count()) == ("title", before)


def test_the_same_form_stores_once_and_other_words_conflict(topic: Topic, board: Board, kadri: User) -> None:
    once = uuid4().hex
    words = {"by": kadri, "source": "One", "language": "en", "client_id": once}
    first, second = write_post(topic=topic, **words), write_post(topic=topic, **words)
    assert (first.pk, topic.posts.count()) == (second.pk, 2)
    with pytest.raises(Conflict):
        write_post(topic=topic, **{**words, "source": "Two"})
    again = {**words, "client_id": uuid4().hex, "board": board, "title": "Twice"}
    assert open_topic(**again).pk == open_topic(**again).pk


def test_seven_posts_a_minute_are_too_many(topic: Topic, kadri: User) -> None:
    for number in range(6):
        write_post(topic=topic, by=kadri, source=f"{number}", language="en", client_id=uuid4().hex)
    with pytest.raises(TooMany):
        write_post(topic=topic, by=kadri, source="7", language="en", client_id=uuid4().hex)
    assert topic.posts.count() == 7


def test_a_first_post_waits_without_a_number_until_it_is_released(
    board: Board, newcomer: User, moderator: User, aida: User, open_by: Open, write: Write
) -> None:
    found = open_by(board, newcomer, "First")
    post = found.posts.get()
    assert (post.state, post.seq, found.head_seq) == ("held", None, 0)
    assert [found in topics_visible_to(user) for user in (newcomer, moderator, aida)] == [True, True, False]
    assert list(held_posts(moderator)) == [post]
    assert Notice.objects.filter(user=moderator, key="community.forum_held", params__title="First").count() == 1
    out = release_post(post=post, by=moderator)
    assert (out.state, out.seq, Topic.objects.get(pk=found.pk).head_seq) == ("out", 1, 1)
    assert Notice.objects.filter(user=newcomer, key="community.forum_released").count() == 1
    assert write(found, newcomer, "Second").state == "out"


def test_a_first_reply_gets_the_number_of_the_moment_it_is_released(
    topic: Topic, newcomer: User, kadri: User, moderator: User, write: Write
) -> None:
    held = write(topic, newcomer, "Held")
    assert write(topic, kadri, "Quicker").seq == 2
    assert release_post(post=held, by=moderator).seq == 3


def test_a_refused_post_says_why_and_may_be_changed(
    board: Board, newcomer: User, moderator: User, aida: User, open_by: Open
) -> None:
    post = open_by(board, newcomer).posts.get()
    with pytest.raises(Invalid):
        refuse_post(post=post, by=moderator, reason=" ")
    with pytest.raises(Refused):
        refuse_post(post=post, by=aida, reason="No")
    refuse_post(post=post, by=moderator, reason="This is an advertisement.")
    assert (post.state, post.reason) == ("refused", "This is an advertisement.")
    with pytest.raises(Refused):
        release_post(post=post, by=moderator)
    assert Notice.objects.filter(user=newcomer, key="community.forum_refused").count() == 1


def test_in_a_group_nothing_waits(make_user: Callable[..., User], moderator: User, open_by: Open) -> None:
    from community.actions.forum.boards import board_of_room

    one, other = make_user(may_write=True), make_user(may_write=True)
    room = open_room(title="Living Water", members=[one, other], by=one)
    board = board_of_room(room=room, by=one)
    found = open_by(board, one)
    assert (found.head_seq, board.name, board.audience) == (1, "Living Water", "group")
    assert [found in topics_visible_to(user) for user in (one, other, moderator)] == [True, True, False]
    assert board_of_room(room=room, by=other) == board


def test_a_board_of_a_room_is_opened_only_from_within(make_user: Callable[..., User]) -> None:
    from community.actions.forum.boards import board_of_room

    one, stranger = make_user(may_write=True), make_user(may_write=True)
    room = open_room(title="Living Water", members=[one], by=one)
    with pytest.raises(Refused):
        board_of_room(room=room, by=stranger)
    assert Board.objects.filter(room=room).count() == 0


def test_a_locked_topic_takes_nothing(topic: Topic, kadri: User, moderator: User, write: Write) -> None:
    lock_topic(topic=topic, by=moderator, locked=True)
    with pytest.raises(Refused):
        write(topic, kadri)
    assert topic.posts.count() == 1


def test_what_is_written_to_a_merged_topic_lands_in_the_other(
    topic: Topic, board: Board, kadri: User, moderator: User, open_by: Open, write: Write
) -> None:
    other = open_by(board, kadri, "The same")
    merge_topics(topic=topic, into=other, by=moderator)
    post = write(Topic(pk=topic.pk), kadri, "Late")
    assert (post.topic, post.seq) == (other, 3)


def test_twenty_are_told_that_they_are_named(
    topic: Topic, kadri: User, make_user: Callable[..., User], write: Write
) -> None:
    for number in range(25):
        user = make_user(f"Person {number:02}", may_write=True)
        Post.objects.create(topic=topic, author=user, seq=100 + number, source="x", html="x", language="en")
    names = " ".join(f"@Person {number:02}" for number in range(25))
    post = write(topic, kadri, names)
    assert Mention.objects.filter(post=post).count() == 25
    assert Notice.objects.filter(key="community.forum_mention").count() == 20
    assert "<b>@Person 07</b>" in post.html


def test_nobody_is_named_who_does_not_write_there(topic: Topic, kadri: User, reader: User, write: Write) -> None:
    post = write(topic, kadri, "@Reader @Kadri @Aida")
    assert list(post.mentions.values_list("user__name", flat=True)) == ["Aida"]
    assert posts_visible_to(reader).filter(pk=post.pk).exists()


def test_who_lost_the_standing_writes_no_more(topic: Topic, kadri: User, write: Write) -> None:
    Standing.objects.filter(user=kadri).update(may_write=False)
    with pytest.raises(Refused):
        write(topic, User.objects.get(pk=kadri.pk))
