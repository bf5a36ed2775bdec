"""Hiding a post and showing it again: after a moderator's own look, an answer to a report, or to an appeal."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from community.actions.steps.forum.news import tell_writer, touched
from community.models import Post, Topic
from core import audit


def take_down(*, post: Post, by: Any, reason: str = "") -> None:
    """Without a reason of its own after a report, whose answer says it."""
    now = timezone.now()
    with transaction.atomic():
        there = Post.objects.filter(pk=post.pk, deleted_at=None, hidden_at=None)
        if not there.update(hidden_at=now, reason=reason):
            return
        Topic.objects.filter(pk=post.topic_id, answer=post).update(answer=None)
        _hide_title(post, hidden=True)
        audit.record("community.hide_post", post, by=by, concerns=[post.author], ground=reason)
        if reason:
            tell_writer(post, "community.forum_hidden", by=by, once=f"{now.timestamp():.0f}")
        touched(post.topic)
    post.refresh_from_db()


def put_up(*, post: Post, by: Any) -> None:
    """Who answers an appeal need not read that board, so this asks for no permission of the forum."""
    with transaction.atomic():
        if not Post.objects.filter(pk=post.pk).exclude(hidden_at=None).update(hidden_at=None, reason=""):
            return
        _hide_title(post, hidden=False)
        audit.record("community.show_post", post, by=by, concerns=[post.author])
        tell_writer(post, "community.forum_shown", by=by, once=f"{timezone.now().timestamp():.0f}")
        touched(post.topic)
    post.refresh_from_db()


def _hide_title(post: Post, *, hidden: bool) -> None:
    if post.seq == 1:
        Topic.objects.filter(pk=post.topic_id).update(title_hidden=hidden)
