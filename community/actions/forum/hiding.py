"""Hiding a post with a reason that its writer reads, showing it again, and looking at first posts."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.actions.forum.posting import advance, present
from community.actions.forum.telling import tell_later, tell_writer, touched
from community.models import Post, Topic, TopicReader
from community.policy import REASON_CHARACTERS
from core import audit
from core.errors import Conflict, Invalid
from core.language.lengths import check_length
from core.permissions import require
from core.text import clean


def hide_post(*, post: Post, by: Any, reason: str) -> None:
    """Nobody but its writer and moderators reads it any more; of a first post the title is hidden too."""
    require(by, "community.moderate_post", post)
    said = reason_of(reason)
    take_down(post=post, by=by, reason=said)


def take_down(*, post: Post, by: Any, reason: str = "") -> None:
    """Without a reason of its own after a report, whose answer says it. Called by verbs that asked for permission."""
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


def show_post(*, post: Post, by: Any) -> None:
    """Everybody may read it again."""
    require(by, "community.moderate_post", post)
    put_up(post=post, by=by)


def put_up(*, post: Post, by: Any) -> None:
    """Called by verbs that asked for permission: an appeal is judged by somebody who need not be on that board."""
    with transaction.atomic():
        if not Post.objects.filter(pk=post.pk).exclude(hidden_at=None).update(hidden_at=None, reason=""):
            return
        _hide_title(post, hidden=False)
        audit.record("community.show_post", post, by=by, concerns=[post.author])
        tell_writer(post, "community.forum_shown", by=by, once=f"{timezone.now().timestamp():.0f}")
        touched(post.topic)
    post.refresh_from_db()


def release_post(*, post: Post, by: Any) -> Post:
    """Give a first post its number; from now on its writer's posts come out at once."""
    require(by, "community.look_at_held", post)
    with transaction.atomic():
        row = Post.objects.select_for_update().get(pk=post.pk)
        if row.state != Post.State.HELD or row.deleted_at:
            raise Conflict(_("Somebody has looked at this post already."))
        topic = present(row.topic)
        row.topic, row.seq = topic, advance(topic, by=row.author, although_locked=True)
        row.state, row.released_at = Post.State.OUT, timezone.now()
        row.save(update_fields=["topic", "seq", "state", "released_at"])
        # One's own post is not new to oneself.
        own = TopicReader.objects.filter(topic=topic, user=row.author, last_read_seq=row.seq - 1)
        own.update(last_read_seq=row.seq)
        audit.record("community.release_post", row, by=by, concerns=[row.author])
        tell_writer(row, "community.forum_released", by=by)
        tell_later(row)
    return row


def refuse_post(*, post: Post, by: Any, reason: str) -> None:
    """Not published; its writer reads why, may change it and send it again."""
    require(by, "community.look_at_held", post)
    said = reason_of(reason)
    with transaction.atomic():
        waiting = Post.objects.filter(pk=post.pk, state=Post.State.HELD, deleted_at=None)
        if not waiting.update(state=Post.State.REFUSED, reason=said):
            raise Conflict(_("Somebody has looked at this post already."))
        audit.record("community.refuse_post", post, by=by, concerns=[post.author], ground=said)
        tell_writer(post, "community.forum_refused", by=by, once=str(post.version))
    post.refresh_from_db()


def reason_of(reason: str) -> str:
    said = clean(reason, multiline=True)
    if not said:
        raise Invalid(_("Give the reason in up to 2,000 characters; its writer reads it."), field="reason")
    check_length(said, most=REASON_CHARACTERS, field="reason")
    return said


def _hide_title(post: Post, *, hidden: bool) -> None:
    if post.seq == 1:
        Topic.objects.filter(pk=post.topic_id).update(title_hidden=hidden)
