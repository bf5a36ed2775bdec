"""Reading, following, reacting, editing, deleting, drafts, and what is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from community.actions.blocks import block
from community.actions.duties.forum.erasing import erase_forum
from community.actions.forum.boards import add_person, close_board, edit_board, make_board, remove_person
from community.actions.forum.drafts import keep_draft
from community.actions.forum.editing import delete_post, edit_post
from community.actions.forum.hiding import hide_post
from community.actions.forum.reading import follow_board, follow_topic, mark_answer, mark_topic_read, react
from community.actions.steps.forum.news import tell_of_post
from community.models import Board, BoardFollow, Notice, Post, PostDraft, PostVersion, Reaction, Topic, TopicReader
from community.queries.forum.personal_data import forum_data
from community.queries.forum.visible import boards_visible_to
from community.showing.forum.boards_and_topics import board_rows, topic_rows
from community.texts.notices import sentence
from community.wiring.findable import audiences, documents, hits
from core.errors import Invalid, Refused, Stale

Open = Callable[..., Topic]
Write = Callable[..., Post]
NAMES = {"ky": "Такта", "ru": "Доска", "en": "Board"}


def told(user: User, key: str) -> int:
    return Notice.objects.filter(user=user, key=f"community.forum_{key}").count()


def test_a_follower_is_told_once_until_they_have_read(topic: Topic, kadri: User, reader: User, write: Write) -> None:
    follow_topic(topic=topic, by=reader, follows=True)
    last = [write(topic, kadri, f"{number}") for number in range(3)][-1]
    assert (told(reader, "reply"), told(kadri, "reply")) == (1, 0)
    topic.refresh_from_db()
    mark_topic_read(topic=topic, by=reader, seq=4, reader=TopicReader.objects.get(topic=topic, user=reader))
    write(topic, kadri, "More")
    assert told(reader, "reply") == 2
    tell_of_post.func(last.pk)
    assert told(reader, "reply") == 2
    assert sentence(Notice.objects.filter(user=reader)[0]) == "New posts in the topic “Wind”."


def test_leaving_is_not_following(topic: Topic, aida: User, kadri: User, write: Write) -> None:
    follow_topic(topic=topic, by=aida, follows=False)
    write(topic, kadri)
    assert told(aida, "reply") == 0


def test_between_people_of_whom_one_blocked_the_other_nothing_is_told(
    topic: Topic, aida: User, kadri: User, write: Write
) -> None:
    block(by=aida, whom=kadri)
    write(topic, kadri, "@Aida hello")
    assert (told(aida, "reply"), told(aida, "mention")) == (0, 0)


def test_who_follows_a_board_is_told_of_new_topics(board: Board, aida: User, reader: User, open_by: Open) -> None:
    follow_board(board=board, by=reader, follows=True)
    open_by(board, aida, "Rain")
    assert sentence(Notice.objects.get(user=reader)) == "A new topic on the board “Board”: “Rain”."
    follow_board(board=board, by=reader, follows=False)
    open_by(board, aida, "Snow")
    assert told(reader, "topic") == 1


def test_who_may_no_longer_read_is_no_longer_told(
    group_board: Board, moderator: User, reader: User, make_user: Callable[..., User], open_by: Open, write: Write
) -> None:
    writer = make_user(may_write=True)
    for user in (writer, reader):
        add_person(board=group_board, by=moderator, email=user.email)
    found = open_by(group_board, writer)
    follow_topic(topic=found, by=reader, follows=True)
    remove_person(board=group_board, by=moderator, person=reader)
    write(found, writer)
    assert told(reader, "reply") == 0
    with pytest.raises(Refused):
        follow_topic(topic=found, by=reader, follows=True)


def test_a_reaction_is_said_once_and_taken_back(topic: Topic, kadri: User, aida: User, reader: User) -> None:
    post = topic.posts.get()
    react(post=post, by=kadri, kind="thanks")
    react(post=post, by=kadri, kind="useful")
    assert post.reactions.count() == 2
    react(post=post, by=kadri, kind="thanks")
    assert list(post.reactions.values_list("kind", flat=True)) == ["useful"]
    for who in (aida, reader):
        with pytest.raises(Refused):
            react(post=post, by=who, kind="thanks")
    with pytest.raises(Invalid):
        react(post=post, by=kadri, kind="heart")
    assert post.reactions.count() == 1


def test_the_author_of_the_topic_marks_what_solved_it(
    topic: Topic, board: Board, aida: User, kadri: User, open_by: Open, write: Write
) -> None:
    answer = write(topic, kadri)
    mark_answer(topic=topic, post=answer, by=aida)
    assert (Topic.objects.get(pk=topic.pk).answer, told(kadri, "answer")) == (answer, 1)
    elsewhere = open_by(board, kadri).posts.get()
    for wrong in (elsewhere, topic.posts.get(seq=1)):
        with pytest.raises(Invalid):
            mark_answer(topic=topic, post=wrong, by=aida)
    mark_answer(topic=topic, post=None, by=aida)
    assert Topic.objects.get(pk=topic.pk).answer is None


def test_editing_is_free_for_fifteen_minutes_and_then_marked(topic: Topic, aida: User, kadri: User) -> None:
    post = topic.posts.get()
    first = edit_post(post=post, by=aida, version=1, source="Better", language="en", title="Wind and rain")
    assert (first.source, first.edited_at, first.versions.count()) == ("Better", None, 0)
    assert Topic.objects.get(pk=topic.pk).title == "Wind and rain"
    Post.objects.filter(pk=post.pk).update(released_at=post.released_at - timedelta(minutes=16))
    second = edit_post(post=Post.objects.get(pk=post.pk), by=aida, version=2, source="Best", language="ky")
    assert (second.source, second.language, second.edited_at is None) == ("Best", "ky", False)
    assert list(PostVersion.objects.values_list("version", "source")) == [(2, "Better")]
    with pytest.raises(Stale):
        edit_post(post=second, by=aida, version=2, source="Late", language="en")
    with pytest.raises(Refused):
        edit_post(post=second, by=kadri, version=3, source="Mine", language="en")
    with pytest.raises(Invalid):
        edit_post(post=second, by=aida, version=3, source=" ", language="en")
    assert Post.objects.get(pk=post.pk).source == "Best"


def test_a_hidden_post_is_not_edited(topic: Topic, aida: User, moderator: User) -> None:
    post = topic.posts.get()
    hide_post(post=post, by=moderator, reason="x")
    with pytest.raises(Refused):
        edit_post(post=post, by=aida, version=1, source="Other", language="en")


def test_a_refused_post_that_is_changed_waits_again(
    board: Board, newcomer: User, moderator: User, open_by: Open
) -> None:
    from community.actions.forum.hiding import refuse_post

    post = open_by(board, newcomer).posts.get()
    refuse_post(post=post, by=moderator, reason="Too short.")
    again = edit_post(post=post, by=newcomer, version=1, source="Longer words", language="en")
    assert (again.state, again.reason, again.seq) == ("held", "", None)


def test_a_deleted_post_keeps_its_place_and_loses_its_words(
    topic: Topic, kadri: User, aida: User, write: Write
) -> None:
    post = write(topic, kadri, "Gone soon @Aida")
    react(post=post, by=aida, kind="thanks")
    mark_answer(topic=topic, post=post, by=aida)
    with pytest.raises(Refused):
        delete_post(post=post, by=aida)
    assert delete_post(post=post, by=kadri) is False
    assert delete_post(post=post, by=kadri) is False
    found = Post.objects.get(pk=post.pk)
    assert (found.seq, found.source, found.html, found.mentions.count(), found.reactions.count()) == (2, "", "", 0, 0)
    assert Topic.objects.get(pk=topic.pk).answer is None
    assert write(topic, aida).seq == 3


def test_a_topic_that_nobody_answered_goes_with_its_post(topic: Topic, aida: User) -> None:
    assert delete_post(post=topic.posts.get(), by=aida) is True
    assert not Topic.objects.filter(pk=topic.pk).exists()


def test_drafts_are_kept_for_oneself(topic: Topic, board: Board, aida: User, kadri: User, write: Write) -> None:
    keep_draft(place=topic, by=kadri, source="begun\x00", language="ky")
    keep_draft(place=topic, by=kadri, source="begun anew", language="ky")
    keep_draft(place=board, by=kadri, source="", title="A title")
    assert sorted(PostDraft.objects.values_list("source", "title")) == [("", "A title"), ("begun anew", "")]
    keep_draft(place=board, by=kadri, source=" ", title="")
    assert PostDraft.objects.filter(user=kadri).count() == 1
    sent = write(topic, kadri, "begun anew, done")
    assert PostDraft.objects.count() == 0
    # The script was a little late with what was sent meanwhile.
    assert keep_draft(place=topic, by=kadri, source="begun anew", client_id=sent.client_id) is None
    with pytest.raises(Refused):
        keep_draft(place=topic, by=AnonymousUser(), source="x")


def test_unread_is_head_minus_last_read(topic: Topic, kadri: User, aida: User, write: Write) -> None:
    for number in range(3):
        write(topic, kadri, f"{number}")
    topic.refresh_from_db()
    (row,) = topic_rows([topic], aida)
    assert (row["unread"], row["url"].endswith("#p2")) == (3, True)
    assert [found.unread for found in board_rows(aida)] == [1]
    assert topic_rows([topic], AnonymousUser())[0]["unread"] == 0


def test_a_board_has_names_in_three_languages_and_never_more_readers(
    members_board: Board, moderator: User, aida: User, open_by: Open
) -> None:
    facts = {"names": NAMES, "abouts": {}, "order": 5}
    with pytest.raises(Invalid):
        make_board(by=moderator, names={"en": "Only"}, abouts={}, audience="public", order=1)
    with pytest.raises(Invalid):
        make_board(by=moderator, names=NAMES, abouts={}, audience="nobody", order=1)
    with pytest.raises(Refused):
        make_board(by=aida, names=NAMES, abouts={}, audience="public", order=1)
    edit_board(board=members_board, by=moderator, audience="public", **facts)
    edit_board(board=members_board, by=moderator, audience="members", **facts)
    open_by(members_board, aida)
    with pytest.raises(Invalid):
        edit_board(board=members_board, by=moderator, audience="public", **facts)
    assert Board.objects.get(pk=members_board.pk).audience == "members"


def test_a_closed_board_is_read_but_not_written_on(
    topic: Topic, board: Board, moderator: User, kadri: User, write: Write
) -> None:
    close_board(board=board, by=moderator, closed=True)
    with pytest.raises(Refused):
        write(topic, kadri)
    assert boards_visible_to(AnonymousUser()).filter(pk=board.pk).exists()


def test_nobody_without_an_account_is_added_to_a_board(
    group_board: Board, board: Board, moderator: User, aida: User
) -> None:
    with pytest.raises(Invalid):
        add_person(board=group_board, by=moderator, email="nobody@example.org")
    with pytest.raises(Invalid):
        add_person(board=board, by=moderator, email=aida.email)
    with pytest.raises(Refused):
        add_person(board=group_board, by=aida, email=aida.email)
    assert group_board.people.count() == 0


def test_what_the_search_gets_and_shows(
    topic: Topic, members_board: Board, group_board: Board, aida: User, moderator: User, newcomer: User, open_by: Open
) -> None:
    add_person(board=group_board, by=moderator, email=aida.email)
    add_person(board=group_board, by=aida, email=moderator.email)
    remove_person(board=group_board, by=aida, person=aida)
    members, group = open_by(members_board, aida, "Inside"), open_by(group_board, moderator, "Secret")
    held = open_by(members_board, newcomer, "Held")
    found = {document.code: document.audience for document in documents(None)}
    assert [found.get(t.code) for t in (topic, members, group, held)] == [
        "public",
        "members",
        f"board:{group_board.code}",
        None,
    ]
    codes = [topic.code, members.code, group.code, held.code]
    assert set(hits(codes, AnonymousUser())) == {topic.code}
    assert hits(codes, aida)[topic.code].meta.startswith(f"{topic.board.name}. Last post: Aida, ")
    assert set(hits(codes, aida)) == {topic.code, members.code}
    assert audiences(moderator) == {"public", "members", f"board:{group_board.code}"}
    assert audiences(AnonymousUser()) == frozenset({"public"})
    assert audiences(aida) == frozenset({"public", "members"})


def test_a_person_takes_their_posts_along_and_is_forgotten(
    topic: Topic, board: Board, aida: User, kadri: User, moderator: User, open_by: Open, write: Write
) -> None:
    mine, hidden = write(topic, kadri, "Kept words"), write(topic, kadri, "Hidden words")
    hide_post(post=hidden, by=moderator, reason="x")
    react(post=topic.posts.get(seq=1), by=kadri, kind="thanks")
    keep_draft(place=topic, by=kadri, source="begun")
    follow_board(board=board, by=kadri, follows=True)
    data = forum_data(kadri)
    assert [row["source"] for row in data["posts"]] == ["Hello", "Kept words", "Hidden words"]
    assert (len(data["drafts"]), len(data["reactions"]), len(data["boards_followed"])) == (1, 1, 1)
    erase_forum(kadri)
    mine.refresh_from_db()
    hidden.refresh_from_db()
    assert Post.objects.filter(author=kadri).count() == 0
    assert (mine.source, hidden.source) == ("Kept words", "")
    assert forum_data(kadri) == {key: [] for key in data}
    assert (BoardFollow.objects.count(), Reaction.objects.count(), PostDraft.objects.count()) == (0, 0, 0)
    assert Topic.objects.get(pk=topic.pk).last_by is None


def test_thanks_of_others_for_hidden_words_stay(
    topic: Topic, aida: User, kadri: User, moderator: User, write: Write
) -> None:
    hidden = write(topic, kadri, "Hidden words")
    react(post=hidden, by=aida, kind="thanks")
    hide_post(post=hidden, by=moderator, reason="x")
    erase_forum(kadri)
    assert list(Reaction.objects.values_list("user", "post")) == [(aida.pk, hidden.pk)]


def test_what_somebody_else_has_begun_to_write_keeps_the_topic(
    board: Board, newcomer: User, moderator: User, aida: User, kadri: User, open_by: Open
) -> None:
    held, out = open_by(board, newcomer), open_by(board, aida)
    keep_draft(place=held, by=moderator, source="Welcome")
    keep_draft(place=out, by=kadri, source="A long answer")
    erase_forum(newcomer)
    assert delete_post(post=out.posts.get(), by=aida) is False
    assert set(PostDraft.objects.values_list("topic", "source")) == {(held.pk, "Welcome"), (out.pk, "A long answer")}


def test_what_was_held_goes_wholly_with_its_writer(board: Board, newcomer: User, open_by: Open) -> None:
    found = open_by(board, newcomer)
    erase_forum(newcomer)
    assert not Topic.objects.filter(pk=found.pk).exists()
