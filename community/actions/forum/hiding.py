"""Hiding a post with a reason that its writer reads, showing it again, and looking at first posts."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.actions.steps.forum.hiding import put_up, take_down
from community.actions.steps.forum.news import looked_at, tell_later, tell_writer
from community.actions.steps.forum.post_numbers import advance, present
from community.models import Post, TopicReader
from community.policy import REASON_CHARACTERS
from core import audit
from core.errors import Conflict, Invalid
from core.language.text_lengths import check_length
from core.permissions import require
from core.text import clean


def hide_post(*, post: Post, by: Any, reason: str) -> None:
    """Nobody but its writer and moderators reads it any more; of a first post the title is hidden too."""
    require(by, "community.moderate_post", post)
    said = _reason_of(reason)
    take_down(post=post, by=by, reason=said)


def show_post(*, post: Post, by: Any) -> None:
    """Everybody may read it again."""
    require(by, "community.moderate_post", post)
    put_up(post=post, by=by)


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
        looked_at(row)
        tell_writer(row, "community.forum_released", by=by)
        tell_later(row)
    return row


def refuse_post(*, post: Post, by: Any, reason: str) -> None:
    """Not published; its writer reads why, may change it and send it again."""
    require(by, "community.look_at_held", post)
    said = _reason_of(reason)
    with transaction.atomic():
        waiting = Post.objects.filter(pk=post.pk, state=Post.State.HELD, deleted_at=None)
        if not waiting.update(state=Post.State.REFUSED, reason=said):
            raise Conflict(_("Somebody has looked at this post already."))
        audit.record("community.refuse_post", post, by=by, concerns=[post.author], ground=said)
        looked_at(post)
        tell_writer(post, "community.forum_refused", by=by, once=str(post.version))
    post.refresh_from_db()


def _reason_of(reason: str) -> str:
    said = clean(reason, multiline=True)
    if not said:
        raise Invalid(_("Give the reason in up to 2,000 characters; its writer reads it."), field="reason")
    check_length(said, most=REASON_CHARACTERS, field="reason")
    return said
