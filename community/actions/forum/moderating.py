"""Moderating topics: pin, lock, move, merge. Each is recorded, and shown in the log of the topic's author."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.actions.steps.forum.news import touched
from community.actions.steps.notices import notify
from community.models import Audience, Board, Post, PostDraft, Topic, TopicReader
from community.wire import forum_topic
from core import audit
from core.errors import Conflict, Invalid
from core.live.outbox import tell
from core.permissions import require


def pin_topic(*, topic: Topic, by: Any, pinned: bool) -> None:
    require(by, "community.moderate_topic", topic)
    _mark(topic, by, "pinned_at", on=pinned, deed="pin" if pinned else "unpin")


def lock_topic(*, topic: Topic, by: Any, locked: bool) -> None:
    require(by, "community.moderate_topic" if locked else "community.unlock_topic", topic)
    _mark(topic, by, "locked_at", on=locked, deed="lock" if locked else "unlock")


def move_topic(*, topic: Topic, board: Board, by: Any) -> None:
    """To another board. The topic keeps its address, so a reply that is being written arrives."""
    require(by, "community.moderate_topic", topic)
    require(by, "community.see_board", board)
    _check_not_wider(topic.board, board)
    if board.closed_at:
        raise Invalid(_("This board is closed."), field="board")
    with transaction.atomic():
        if not Topic.objects.filter(pk=topic.pk, merged_into=None).exclude(board=board).update(board=board):
            return
        before, topic.board = topic.board, board
        data = {"from": before.code, "to": board.code}
        audit.record("community.move_topic", topic, by=by, concerns=[topic.author], data=data)
        _tell_author(topic, "community.forum_moved", by, f"{before.code}:{board.code}:{timezone.now().timestamp():.0f}")
        touched(topic)


def merge_topics(*, topic: Topic, into: Topic, by: Any) -> None:
    """Append the posts of one topic to another; the old address redirects there."""
    require(by, "community.moderate_topic", topic)
    require(by, "community.moderate_topic", into)
    if topic.pk == into.pk:
        raise Invalid(_("A topic cannot be merged into itself."), field="into")
    _check_not_wider(topic.board, into.board)
    with transaction.atomic():
        rows = {
            row.pk: row for row in Topic.objects.select_for_update().filter(pk__in=[topic.pk, into.pk]).order_by("pk")
        }
        old, new = rows[topic.pk], rows[into.pk]
        if old.merged_into_id or new.merged_into_id:
            raise Conflict(_("One of the two was merged already."))
        _hang(old, new)
        audit.record("community.merge_topics", old, by=by, concerns=[old.author, new.author], data={"into": new.code})
        _tell_author(old, "community.forum_merged", by, new.code, into=new)
        for each in (old, new):
            tell(forum_topic(each.code), "post", {}, seq=new.head_seq)
            touched(each)
    topic.refresh_from_db()
    into.refresh_from_db()


def _check_not_wider(before: Board, after: Board) -> None:
    """Raise Invalid where the move would give other people access to what was written."""
    kinds = {before.audience, after.audience}
    widens = before.audience == Audience.MEMBERS and after.audience == Audience.PUBLIC
    if widens or (Audience.GROUP in kinds and before.pk != after.pk):
        raise Invalid(
            _("More people read that board than this one, or others. What was written stays with those it was for."),
            field="board",
        )


def _mark(topic: Topic, by: Any, field: str, *, on: bool, deed: str) -> None:
    with transaction.atomic():
        rows = Topic.objects.filter(pk=topic.pk, **{f"{field}__isnull": on})
        if rows.update(**{field: timezone.now() if on else None}):
            audit.record(f"community.{deed}_topic", topic, by=by, concerns=[topic.author])
    topic.refresh_from_db(fields=[field])


def _hang(old: Topic, new: Topic) -> None:
    Post.objects.filter(topic=old).update(topic=new, seq=F("seq") + new.head_seq)
    new.head_seq += old.head_seq
    if old.last_at > new.last_at:
        new.last_at, new.last_by = old.last_at, old.last_by
    new.save(update_fields=["head_seq", "last_at", "last_by"])
    old.merged_into, old.answer, old.head_seq = new, None, 0
    old.save(update_fields=["merged_into", "answer", "head_seq"])
    Topic.objects.filter(merged_into=old).update(merged_into=new)
    _take_readers_along(old, new)
    _take_drafts_along(old, new)


def _take_readers_along(old: Topic, new: Topic) -> None:
    """Followers keep following; the appended posts are unread for everybody."""
    followers = TopicReader.objects.filter(topic=old, follows=True)
    there = TopicReader.objects.filter(topic=new)
    there.filter(user__in=followers.values("user")).update(follows=True)
    for reader in followers.exclude(user__in=there.values("user")):
        TopicReader.objects.create(topic=new, user_id=reader.user_id, follows=True, language=reader.language)
    TopicReader.objects.filter(topic=old).delete()


def _take_drafts_along(old: Topic, new: Topic) -> None:
    theirs = {draft.user_id: draft for draft in PostDraft.objects.filter(topic=new)}
    for draft in PostDraft.objects.filter(topic=old):
        other = theirs.get(draft.user_id)
        if other is None:
            draft.topic = new
            draft.save(update_fields=["topic"])
        else:
            other.source = f"{other.source}\n\n{draft.source}"
            other.save(update_fields=["source"])
            draft.delete()


def _tell_author(topic: Topic, key: str, by: Any, once: str, *, into: Topic | None = None) -> None:
    if topic.author is None or topic.author == by:
        return
    place = into or topic
    notify(
        user=topic.author,
        key=key,
        params={"title": topic.title, "board": place.board.names, "into": place.title},
        url=reverse("community:topic", args=[place.code]),
        dedupe=f"{key}:{topic.code}:{once}",
    )
