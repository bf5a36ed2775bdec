"""Posts rendered by an earlier version of the markup are rendered again, in batches; several processes may do it at once."""

import pytest

from accounts.models import User
from community.actions.duties.forum import rerendering
from community.actions.duties.forum.rerendering import make_anew, make_posts_anew, stale
from community.actions.forum.editing import delete_post
from community.models import Mention, Notice, Post, Topic
from core.models import FindableChange
from core.registry import chores
from core.text.markup import VERSION


def old(topic: Topic, author: User | None, source: str, html: str = "<p>old</p>", **more: object) -> Post:
    seq = Post.objects.filter(topic=topic).count() + 1
    return Post.objects.create(topic=topic, author=author, seq=seq, source=source, html=html, language="en", **more)


def test_a_new_post_is_of_this_markup(topic: Topic) -> None:
    assert topic.posts.get().markup == VERSION


def test_old_posts_are_made_anew_and_nobody_is_told(topic: Topic, aida: User, kadri: User) -> None:
    posts = [old(topic, kadri, "www.a.kg"), old(topic, None, "5. x"), old(topic, kadri, "held", html="<p>held</p>")]
    before = Notice.objects.count()
    FindableChange.objects.all().delete()
    assert make_posts_anew.func() == 3
    assert [Post.objects.get(pk=post.pk).html for post in posts] == [
        '<p><a href="http://www.a.kg" rel="nofollow ugc noopener">www.a.kg</a></p>',
        '<ol start="5"><li>x</li></ol>',
        "<p>held</p>",
    ]
    assert (stale().count(), Notice.objects.count(), FindableChange.objects.count()) == (0, before, 1)
    assert make_posts_anew.func() == 0


def test_who_stood_out_stands_out_whatever_they_are_called_now(topic: Topic, aida: User, kadri: User) -> None:
    post = old(topic, kadri, "@Former Name and @Aida’га", html="<p><b>@Former Name</b> and @Aida’га</p>")
    Mention.objects.create(post=post, user=aida)
    make_posts_anew.func()
    post.refresh_from_db()
    assert post.html == "<p><b>@Former Name</b> and <b>@Aida</b>’га</p>"


def test_a_worker_that_was_killed_leaves_the_rest_to_the_next(
    topic: Topic, kadri: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        old(topic, kadri, f"{number}")
    monkeypatch.setattr(rerendering, "BATCH", 2)
    monkeypatch.setattr(rerendering, "SECONDS", -1.0)
    assert (make_posts_anew.func(), stale().count()) == (0, 5)
    monkeypatch.setattr(rerendering, "SECONDS", 50.0)
    assert (make_posts_anew.func(), stale().count()) == (5, 0)


def test_words_that_are_gone_stay_gone(topic: Topic, kadri: User) -> None:
    post = old(topic, kadri, "secret")
    delete_post(post=post, by=kadri)
    assert (stale().count(), make_posts_anew.func(), Post.objects.get(pk=post.pk).html) == (0, 0, "")


def test_housekeeping_comes_by_and_hands_it_on(topic: Topic, kadri: User) -> None:
    post = old(topic, kadri, "**x**")
    (chore,) = [chore for chore in chores() if chore.name == "posts made anew"]
    assert chore.do is make_anew
    chore.do()
    assert Post.objects.get(pk=post.pk).html == "<p><strong>x</strong></p>"
