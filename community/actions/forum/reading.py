"""Marking a topic as read, following topics and boards, reacting to a post, marking the answer."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.actions.steps.notices import notify
from community.models import Board, BoardFollow, Post, Reaction, Topic, TopicReader
from community.rules.limits import REACT
from core import audit
from core.errors import Invalid
from core.limits import spend
from core.permissions import require


def mark_topic_read(*, topic: Topic, by: Any, seq: int, reader: TopicReader | None) -> None:
    """Read up to `seq`; it only grows. `reader` is the row as the page found it, with a topic that the person sees."""
    require(by, "community.read_topic")
    upto = min(seq, topic.head_seq)
    if reader is None:
        TopicReader.objects.get_or_create(topic=topic, user=by, defaults={"last_read_seq": upto})
    elif reader.last_read_seq < upto:
        TopicReader.objects.filter(pk=reader.pk, last_read_seq__lt=upto).update(last_read_seq=upto)


def follow_topic(*, topic: Topic, by: Any, follows: bool) -> None:
    """Follow or unfollow; without following no notices of the topic are sent."""
    require(by, "community.follow", topic)
    TopicReader.objects.update_or_create(
        topic=topic,
        user=by,
        defaults={"follows": follows},
        create_defaults={"follows": follows, "last_read_seq": topic.head_seq},
    )


def follow_board(*, board: Board, by: Any, follows: bool) -> None:
    require(by, "community.follow", board)
    if follows:
        BoardFollow.objects.get_or_create(board=board, user=by)
    else:
        BoardFollow.objects.filter(board=board, user=by).delete()


def react(*, post: Post, by: Any, kind: str) -> None:
    """Add the reaction, or remove it where it was given."""
    require(by, "community.react", post)
    if kind not in Reaction.Kind.values:
        raise Invalid(_("There is no such word."))
    spend(REACT, by.pk)
    with transaction.atomic():
        _row, new = Reaction.objects.get_or_create(post=post, user=by, kind=kind)
        if not new:
            Reaction.objects.filter(post=post, user=by, kind=kind).delete()


def mark_answer(*, topic: Topic, post: Post | None, by: Any) -> None:
    """`post` is what solved it; None takes the mark away."""
    require(by, "community.solve", topic)
    if post is not None and (post.topic_id != topic.pk or post.seq in {None, 1} or post.deleted_at or post.hidden_at):
        raise Invalid(_("This post cannot be the answer."))
    with transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(answer=post)
        if by != topic.author:
            audit.record("community.solve", topic, by=by, concerns=[topic.author])
        if post is not None and post.author is not None and post.author != by:
            notify(
                user=post.author,
                key="community.forum_answer",
                params={"title": topic.title},
                url=reverse("community:post", args=[post.code]),
                dedupe=f"forum_answer:{post.code}",
                by=by,
            )
    topic.answer = post
