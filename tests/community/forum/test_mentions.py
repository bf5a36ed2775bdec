"""Who is told that a post names them: in a first post as in any, once, at most twenty, and nobody who may not read it."""

from collections.abc import Callable

import pytest

from accounts.models import User
from community.actions.blocks import block
from community.actions.forum.boards import add_person
from community.actions.forum.editing import edit_post
from community.actions.forum.hiding import release_post
from community.models import Board, Mention, Notice, Post, Topic

Open = Callable[..., Topic]
Write = Callable[..., Post]


def told(user: User) -> int:
    return Notice.objects.filter(user=user, key="community.forum_mention").count()


def changed(post: Post, source: str) -> Post:
    post.refresh_from_db()
    return edit_post(post=post, by=post.author, version=post.version, source=source, language=post.language)


@pytest.mark.parametrize("source", ["@Kadri", "@kadri", "Сурайын: @Kadri’ге", "(@KADRI)"])
def test_the_first_post_of_a_topic_names_people(
    board: Board, aida: User, kadri: User, open_by: Open, source: str
) -> None:
    post = open_by(board, aida, "Wind", source).posts.get()
    assert (told(kadri), told(aida), "<b>@" in post.html) == (1, 0, True)


def test_a_name_with_an_ending_and_in_latin_letters(
    board: Board, aida: User, writer: Callable[..., User], open_by: Open, write: Write
) -> None:
    nurlan = writer("Нурлан Токтосунов", latin_name="Nourlane Toktossounov")
    topic = open_by(board, aida, "Wind", "@нурлан токтосуновго")
    for source in ("@Nourlane Toktossounov", "@Nurlan Toktosunov", "@Нурланга салам"):
        write(topic, aida, source)
    assert (told(nurlan), Mention.objects.filter(user=nurlan).count()) == (4, 4)


def test_a_first_name_that_two_have_names_nobody(
    board: Board, aida: User, writer: Callable[..., User], open_by: Open
) -> None:
    writer("Нурлан Токтосунов"), writer("Нурлан Осмонов")
    open_by(board, aida, "Wind", "@Нурланга")
    assert Mention.objects.count() == 0


def test_a_post_that_waits_tells_when_it_is_released(
    board: Board, newcomer: User, kadri: User, moderator: User, open_by: Open
) -> None:
    post = open_by(board, newcomer, "Wind", "@Kadri").posts.get()
    assert told(kadri) == 0
    changed(post, "@Kadri!")
    assert told(kadri) == 0
    release_post(post=post, by=moderator)
    assert told(kadri) == 1


def test_an_edit_tells_whom_it_names_anew_and_each_once(
    topic: Topic, aida: User, kadri: User, writer: Callable[..., User], write: Write
) -> None:
    liis = writer("Liis")
    post = write(topic, aida, "@Kadri")
    changed(post, "@Kadri @Liis")
    changed(post, "@Liis")
    changed(post, "@Kadri @Liis @Aida")
    assert (told(kadri), told(liis), told(aida), Mention.objects.filter(post=post).count()) == (1, 1, 0, 2)


def test_edits_do_not_tell_more_than_twenty(
    topic: Topic, kadri: User, make_user: Callable[..., User], write: Write
) -> None:
    for number in range(25):
        user = make_user(f"Person {number:02}", may_write=True)
        Post.objects.create(topic=topic, author=user, seq=100 + number, source="x", html="x", language="en")
    post = write(topic, kadri, " ".join(f"@Person {number:02}" for number in range(12)))
    changed(post, " ".join(f"@Person {number:02}" for number in range(12, 25)))
    assert Notice.objects.filter(key="community.forum_mention").count() == 20
    post.refresh_from_db()
    assert post.told_named == 20


def test_who_blocked_the_writer_and_who_may_not_read_is_not_told(
    board: Board,
    group_board: Board,
    aida: User,
    kadri: User,
    writer: Callable[..., User],
    moderator: User,
    open_by: Open,
) -> None:
    liis = writer("Liis")
    for person in (aida, kadri):
        add_person(board=group_board, email=person.email, by=moderator)
    open_by(group_board, aida, "Inside", "@Kadri @Liis")
    assert (told(kadri), told(liis)) == (1, 0)
    block(whom=aida, by=liis)
    User.objects.filter(pk=kadri.pk).update(is_active=False)
    open_by(board, aida, "Outside", "@Kadri @Liis")
    assert (told(kadri), told(liis)) == (1, 0)
