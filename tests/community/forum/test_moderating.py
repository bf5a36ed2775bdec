"""Pinning, locking, moving, merging, hiding: each a deed that the one concerned can read."""

from collections.abc import Callable

import pytest

from accounts.models import OfficeKind, User
from community.actions.forum.drafts import keep_draft
from community.actions.forum.hiding import hide_post, show_post
from community.actions.forum.moderating import lock_topic, merge_topics, move_topic, pin_topic
from community.actions.forum.reading import follow_topic, mark_answer
from community.actions.reports import answer_report, report
from community.models import Board, Notice, Post, PostDraft, Topic, TopicReader
from community.queries.forum.boards_and_topics import topics_of
from community.queries.forum.visible import posts_visible_to
from community.wiring.findable import documents
from core.audit_reading import deeds_of
from core.errors import Conflict, Invalid, Refused
from core.models import Deed, FindableChange, Term

Open = Callable[..., Topic]
Write = Callable[..., Post]


def lines(thing: object) -> list[tuple[str, str, list[str]]]:
    """(deed, by, whom it concerns), the oldest first."""
    rows = deeds_of(thing).order_by("pk")
    return [(row.deed, row.by.name, [person.name for person in row.concerns.all()]) for row in rows]


def test_pinned_ones_stand_first_and_the_author_can_read_who_did_it(
    board: Board, aida: User, moderator: User, open_by: Open
) -> None:
    first, second = open_by(board, aida, "Old"), open_by(board, aida, "New")
    pin_topic(topic=first, by=moderator, pinned=True)
    pin_topic(topic=first, by=moderator, pinned=True)
    assert list(topics_of(board, aida))[:2] == [first, second]
    assert lines(first) == [("community.pin_topic", "moderator", ["Aida"])]
    pin_topic(topic=first, by=moderator, pinned=False)
    assert list(topics_of(board, aida))[:2] == [second, first]


@pytest.mark.parametrize("verb", ["pin", "lock", "move", "merge", "hide", "show", "solve"])
def test_others_moderate_nothing(
    topic: Topic, board: Board, members_board: Board, kadri: User, open_by: Open, verb: str
) -> None:
    post, other = topic.posts.get(), open_by(board, kadri, "Other")
    before = Deed.objects.count()
    with pytest.raises(Refused):
        {
            "pin": lambda: pin_topic(topic=topic, by=kadri, pinned=True),
            "lock": lambda: lock_topic(topic=topic, by=kadri, locked=True),
            "move": lambda: move_topic(topic=topic, board=members_board, by=kadri),
            "merge": lambda: merge_topics(topic=topic, into=other, by=kadri),
            "hide": lambda: hide_post(post=post, by=kadri, reason="x"),
            "show": lambda: show_post(post=post, by=kadri),
            "solve": lambda: mark_answer(topic=topic, post=None, by=kadri),
        }[verb]()
    found = Topic.objects.get(pk=topic.pk)
    assert (found.pinned_at, found.locked_at, found.board, found.merged_into) == (None, None, board, None)
    assert Deed.objects.count() == before


def test_a_topic_moves_to_fewer_readers_never_to_more(
    topic: Topic, board: Board, members_board: Board, group_board: Board, moderator: User, aida: User
) -> None:
    move_topic(topic=topic, board=members_board, by=moderator)
    assert Topic.objects.get(pk=topic.pk).board == members_board
    assert lines(topic) == [("community.move_topic", "moderator", ["Aida"])]
    assert Notice.objects.get(user=aida, key="community.forum_moved").params["board"]["ru"] == "Доска"
    with pytest.raises(Invalid) as error:
        move_topic(topic=topic, board=board, by=moderator)
    assert error.value.field == "board"
    with pytest.raises(Refused):  # the moderator is not on the board of the group
        move_topic(topic=topic, board=group_board, by=moderator)
    assert Topic.objects.get(pk=topic.pk).board == members_board


def test_merging_hangs_posts_readers_and_drafts_behind(
    topic: Topic, board: Board, aida: User, kadri: User, moderator: User, open_by: Open, write: Write
) -> None:
    other = open_by(board, kadri, "The same")
    reply = write(topic, kadri, "Second")
    keep_draft(place=topic, by=aida, source="begun here")
    keep_draft(place=other, by=aida, source="begun there")
    merge_topics(topic=topic, into=other, by=moderator)
    rows = list(Post.objects.filter(topic=other).order_by("seq").values_list("seq", "author__name"))
    assert rows == [(1, "Kadri"), (2, "Aida"), (3, "Kadri")]
    assert Post.objects.get(pk=reply.pk).seq == 3
    assert (other.head_seq, topic.merged_into, topic.head_seq) == (3, other, 0)
    assert PostDraft.objects.get(user=aida).source == "begun there\n\nbegun here"
    reader = TopicReader.objects.get(topic=other, user=aida)
    assert (reader.follows, reader.last_read_seq) == (True, 0)
    assert lines(topic)[-1] == ("community.merge_topics", "moderator", ["Aida", "Kadri"])
    with pytest.raises((Conflict, Refused)):
        merge_topics(topic=topic, into=other, by=moderator)
    with pytest.raises(Invalid):
        merge_topics(topic=other, into=other, by=moderator)


def test_a_chain_of_merges_leads_to_the_end(board: Board, aida: User, moderator: User, open_by: Open) -> None:
    one, two, three = (open_by(board, aida, title) for title in ("One", "Two", "Three"))
    merge_topics(topic=one, into=two, by=moderator)
    merge_topics(topic=two, into=three, by=moderator)
    assert Topic.objects.get(pk=one.pk).merged_into == three
    assert list(Post.objects.filter(topic=three).values_list("seq", flat=True)) == [1, 2, 3]


def test_a_hidden_post_is_read_by_its_writer_with_the_reason(
    topic: Topic, kadri: User, aida: User, moderator: User, write: Write
) -> None:
    post = write(topic, kadri, "A secret word")
    mark_answer(topic=topic, post=post, by=aida)
    hide_post(post=post, by=moderator, reason="It names a pupil.")
    hide_post(post=post, by=moderator, reason="Twice.")
    assert (post.reason, Topic.objects.get(pk=topic.pk).answer) == ("It names a pupil.", None)
    seen = [posts_visible_to(user).filter(pk=post.pk).exists() for user in (kadri, moderator, aida)]
    assert seen == [True, True, False]
    assert Notice.objects.get(user=kadri, key="community.forum_hidden").params == {"title": "Wind"}
    assert lines(post) == [("community.hide_post", "moderator", ["Kadri"])]
    assert "secret" not in next(documents([topic.code])).body
    show_post(post=post, by=moderator)
    assert posts_visible_to(aida).filter(pk=post.pk).exists()
    assert "secret" in next(documents([topic.code])).body


@pytest.mark.parametrize("reason", ["", " \n ", "a" * 2001])
def test_hiding_takes_a_reason(topic: Topic, moderator: User, reason: str) -> None:
    post = topic.posts.get()
    with pytest.raises(Invalid):
        hide_post(post=post, by=moderator, reason=reason)
    assert Post.objects.get(pk=post.pk).hidden_at is None


def test_a_hidden_first_post_takes_the_title_along(topic: Topic, moderator: User) -> None:
    hide_post(post=topic.posts.get(), by=moderator, reason="An insult.")
    found = next(documents([topic.code]))
    assert (Topic.objects.get(pk=topic.pk).title_hidden, found.title, found.body) == (True, "", "")


def test_a_report_that_was_right_hides_the_post(
    topic: Topic, kadri: User, aida: User, moderator: User, write: Write
) -> None:
    post = write(topic, kadri, "Bad **words**")
    reason = str(Term.objects.filter(scheme="report").values_list("code", flat=True)[0])
    made = report(object_type="post", code=post.code, by=aida, reason=reason)
    assert (made.about, made.seen["text"]) == (kadri, "Bad words")
    answer_report(report=made, by=moderator, verdict="removed", answer="It insults.")
    assert posts_visible_to(aida).filter(pk=post.pk).exists() is False
    assert ("community.hide_post", "moderator", ["Kadri"]) in lines(post)
    assert Notice.objects.filter(user=kadri, key="community.forum_hidden").count() == 0


def test_of_a_group_a_report_reaches_where_no_moderator_reads(
    make_user: Callable[..., User], moderator: User, open_by: Open, write: Write
) -> None:
    from community.actions.forum.boards import board_of_room
    from community.actions.rooms import open_room

    one, other = make_user(may_write=True), make_user(may_write=True)
    room = open_room(title="Living Water", members=[one, other], by=one)
    post = write(open_by(board_of_room(room=room, by=one), one), other, "Bad")
    assert not posts_visible_to(moderator).filter(pk=post.pk).exists()
    reason = str(Term.objects.filter(scheme="report").values_list("code", flat=True)[0])
    made = report(object_type="post", code=post.code, by=one, reason=reason)
    answer_report(report=made, by=moderator, verdict="removed", answer="It insults.")
    assert Post.objects.get(pk=post.pk).hidden_at is not None


def test_who_does_not_see_a_post_cannot_report_it(
    members_board: Board, aida: User, make_officer: Callable[..., User], open_by: Open
) -> None:
    from django.contrib.auth.models import AnonymousUser

    from community.queries.forum.reported_posts import find_post

    post = open_by(members_board, aida).posts.get()
    assert find_post(AnonymousUser(), post.code) is None
    assert find_post(make_officer(OfficeKind.COORDINATOR, "KG"), post.code) == post


def test_what_changes_is_told_to_the_search(topic: Topic, moderator: User, members_board: Board) -> None:
    verbs: list[Callable[[], None]] = [
        lambda: move_topic(topic=topic, board=members_board, by=moderator),
        lambda: hide_post(post=topic.posts.get(), by=moderator, reason="x"),
        lambda: show_post(post=topic.posts.get(), by=moderator),
    ]
    for verb in verbs:
        FindableChange.objects.all().delete()
        verb()
        assert list(FindableChange.objects.values_list("shelf", "code")) == [("topics", topic.code)]


def test_following_goes_on_after_a_merge(
    topic: Topic, board: Board, kadri: User, reader: User, moderator: User, open_by: Open
) -> None:
    follow_topic(topic=topic, by=reader, follows=True)
    other = open_by(board, kadri, "The same")
    merge_topics(topic=topic, into=other, by=moderator)
    assert TopicReader.objects.get(topic=other, user=reader).follows
