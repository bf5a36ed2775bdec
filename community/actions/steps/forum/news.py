"""Announcing changes of the forum: to open pages (socket), to people (notices), to the search index."""

from typing import Any

from django.db.models import F
from django.urls import reverse
from django_tasks import task

from accounts.models import User
from accounts.queries.officers_to_tell import moderators_to_tell
from community.actions.steps.desk import desk_changed
from community.actions.steps.notices import notify
from community.actions.steps.reading_notices import settled
from community.models import Notice, Post, Topic, TopicReader
from community.policy import TOLD_OF_A_NAME
from community.queries.forum.board_people import followers_of_board, who_may_see
from community.queries.forum.boards_and_topics import SHELF
from community.queries.forum.visible import on_board
from community.wire import forum_topic
from core.findable import changed
from core.live.outbox import tell
from core.permissions import allowed


def tell_later(post: Post) -> None:
    """Within the transaction: open pages hear it after the commit, people by a task."""
    topic = post.topic
    tell(forum_topic(topic.code), "post", {}, seq=topic.head_seq)
    touched(topic)
    tell_of_post.enqueue(post.pk)


def touched(topic: Topic) -> None:
    """What the search knows of this topic is no longer true."""
    changed(SHELF, topic.code)


@task()
def tell_of_post(post_id: int) -> int:
    """Who is named, who follows the topic and, of a new topic, who follows the board. Safe to run twice."""
    post = _out(post_id)
    if post is None:
        return 0
    told = {post.author_id, *_tell_named(post)}
    told |= set(_tell_followers(post, told))
    if post.seq == 1:
        _tell_board(post, told)
    return len(told) - 1


@task()
def tell_of_names(post_id: int) -> int:
    """Who is named since a post was changed. Who was told before is told no more."""
    post = _out(post_id)
    return len(_tell_named(post)) if post else 0


def _out(post_id: int) -> Post | None:
    found = Post.objects.filter(pk=post_id, state=Post.State.OUT, deleted_at=None, hidden_at=None)
    return found.select_related("topic__board", "author").first()


def tell_writer(post: Post, key: str, *, by: Any, once: str = "") -> None:
    """What a moderator did with somebody's post; the words of the reason stand on the page."""
    if post.author is not None and post.author != by:
        notify(
            user=post.author,
            key=key,
            params={"title": post.topic.title},
            url=reverse("community:post", args=[post.code]),
            dedupe=f"{key}:{post.code}:{once}",
        )


def tell_moderators(post: Post) -> None:
    """Of a post that is stored and waits."""
    desk_changed()
    for judge in moderators_to_tell(may=lambda person: allowed(person, "community.look_at_held", post)):
        notify(
            user=judge,
            key="community.forum_held",
            params={"title": post.topic.title},
            url=reverse("community:held_post", args=[post.code]),
            dedupe=f"forum_held:{post.code}:{post.version}",
            asks=_held(post),
        )


def looked_at(post: Post) -> None:
    """Of a post that waited: somebody has decided, or its writer took it back."""
    desk_changed()
    settled(_held(post))


def _held(post: Post) -> str:
    return f"forum_held:{post.code}"


def _tell_named(post: Post) -> list[int]:
    """Of one post at most twenty people, however often it is changed."""
    key, once = "community.forum_mention", f"forum_mention:{post.code}"
    people = User.objects.filter(mentions__post=post, is_active=True).order_by("pk")
    heard = Notice.objects.filter(key=key, user__in=people, dedupe__endswith=f":{once}")
    told = set(heard.values_list("user", flat=True))
    left = max(TOLD_OF_A_NAME - post.told_named, 0)
    new = [user for user in people if user.pk not in told and on_board(user, post.topic.board)][:left]
    for user in new:
        _notify(user, key, post, once)
    if new:
        Post.objects.filter(pk=post.pk).update(told_named=F("told_named") + len(new))
    return [*told, *(user.pk for user in new)]


def _tell_followers(post: Post, but: set[Any]) -> list[int]:
    """One notice until the person has read the topic, however many posts come meanwhile."""
    readers = TopicReader.objects.filter(topic=post.topic, follows=True, last_read_seq__lt=post.seq)
    readers = readers.exclude(user__in=[key for key in but if key]).select_related("user").order_by("pk")
    allowed = {user.pk for user in who_may_see(post.topic.board, [reader.user for reader in readers])}
    for reader in readers:
        if reader.user_id in allowed:
            once = f"forum_reply:{post.topic.code}:{reader.last_read_seq}"
            _notify(reader.user, "community.forum_reply", post, once)
    return list(allowed)


def _tell_board(post: Post, but: set[Any]) -> None:
    board = post.topic.board
    people = followers_of_board(board).exclude(pk__in=[key for key in but if key]).order_by("pk")
    for user in who_may_see(board, people):
        _notify(user, "community.forum_topic", post, f"forum_topic:{post.topic.code}")


def _notify(user: User, key: str, post: Post, once: str) -> None:
    params = {"title": post.topic.title, "board": post.topic.board.names}
    url = reverse("community:post", args=[post.code])
    notify(user=user, key=key, params=params, url=url, dedupe=once, by=post.author)
