"""Opening topics and writing posts. A post has its number from the row of its topic, so numbers have no gap."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from community.actions.forum.saying import check_client_id, made_of, title_of, words_of
from community.actions.forum.telling import tell_later, tell_moderators
from community.models import Audience, Board, Mention, Post, PostDraft, Topic, TopicReader
from community.queries.forum.visible import is_newcomer
from community.rules.limits import HELD, POST, TOPIC
from core.errors import Conflict
from core.limits import spend
from core.permissions import require

ADVANCE = """
UPDATE community_topic SET head_seq = head_seq + 1, last_at = %s, last_by_id = %s
WHERE id = %s AND merged_into_id IS NULL AND (locked_at IS NULL OR %s = 1) RETURNING head_seq
"""


def open_topic(*, board: Board, by: Any, title: str, source: str, language: str, client_id: str) -> Topic:
    """A topic with its first post. The same `client_id` gives the topic that was opened with it."""
    require(by, "community.open_topic", board)
    named, words = title_of(title), words_of(source=source, language=language)
    check_client_id(client_id)
    if stored := _stored(by, client_id):
        return _the_same(stored, words).topic
    held = _must_wait(by, board)
    _count(by, held=held)
    spend(TOPIC, by.pk)
    topic = Topic(board=board, title=named, language=language, author=by, last_at=timezone.now(), last_by=by)
    try:
        with transaction.atomic():
            topic.save()
            _store(topic=topic, by=by, words=words, client_id=client_id, held=held)
            PostDraft.objects.filter(user=by, board=board).delete()
    except IntegrityError:
        if stored := _stored(by, client_id):
            return _the_same(stored, words).topic
        raise
    return topic


def write_post(*, topic: Topic, by: Any, source: str, language: str, client_id: str) -> Post:
    """Add a post; where the topic was merged meanwhile, to what it was merged into.

    Raise Conflict where it was locked meanwhile, TooMany above 6 a minute.
    """
    topic = present(topic)
    require(by, "community.reply", topic)
    words = words_of(source=source, language=language)
    check_client_id(client_id)
    if stored := _stored(by, client_id):
        return _the_same(stored, words)
    held = _must_wait(by, topic.board)
    _count(by, held=held)
    try:
        with transaction.atomic():
            post = _store(topic=topic, by=by, words=words, client_id=client_id, held=held)
            PostDraft.objects.filter(user=by, topic=topic).delete()
    except IntegrityError:
        if stored := _stored(by, client_id):
            return _the_same(stored, words)
        raise
    except _Gone:
        return write_post(topic=topic, by=by, source=source, language=language, client_id=client_id)
    return post


def present(topic: Topic) -> Topic:
    """Where its posts are now, with its board and room as they are now."""
    found = Topic.objects.select_related("board__room").get(pk=topic.pk)
    return found if found.merged_into_id is None else present(Topic(pk=found.merged_into_id))


def advance(topic: Topic, *, by: Any, although_locked: bool = False) -> int:
    """The next number. Holds the topic's row until the commit."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [now, by.pk if by else None, topic.pk, int(although_locked)])
        row = cursor.fetchone()
    if row is None and Topic.objects.filter(pk=topic.pk).exclude(merged_into=None).exists():
        raise _Gone
    if row is None:
        raise Conflict(_("This topic was locked while you were writing. Your text is kept as a draft."))
    topic.head_seq = row[0]
    return topic.head_seq


class _Gone(Conflict):
    """The topic was merged between the question and the answer."""


def remember_reader(topic: Topic, user: Any, *, seq: int, language: str) -> None:
    """Who writes has read what stood there, follows, and is offered the same language next time."""
    TopicReader.objects.update_or_create(
        topic=topic, user=user, defaults={"last_read_seq": seq, "follows": True, "language": language}
    )


def store_mentions(post: Post, codes: list[str]) -> bool:
    """Whether somebody is named who was not."""
    people = set(User.objects.filter(code__in=codes).exclude(pk=post.author_id or 0).values_list("pk", flat=True))
    before = set(Mention.objects.filter(post=post).values_list("user", flat=True))
    if gone := before - people:
        Mention.objects.filter(post=post, user__in=gone).delete()
    rows = [Mention(post=post, user_id=key) for key in sorted(people - before)]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(rows)


def _must_wait(by: Any, board: Board) -> bool:
    """In a group people know each other, and no moderator reads there."""
    return board.audience != Audience.GROUP and is_newcomer(by)


def _count(by: Any, *, held: bool) -> None:
    spend(POST, by.pk)
    if held:
        spend(HELD, by.pk)


def _stored(by: Any, client_id: str) -> Post | None:
    return Post.objects.select_related("topic").filter(author=by, client_id=client_id).first()


def _the_same(post: Post, words: dict[str, str]) -> Post:
    if post.version == 1 and not post.deleted_at and post.source != words["source"]:
        raise Conflict(_("Another post was sent under this number. Load the page again and send yours once more."))
    return post


def _store(*, topic: Topic, by: Any, words: dict[str, str], client_id: str, held: bool) -> Post:
    made, named = made_of(words["source"], topic.board)
    now = timezone.now()
    number = {"state": Post.State.HELD} if held else {"seq": advance(topic, by=by), "released_at": now}
    post = Post.objects.create(topic=topic, author=by, client_id=client_id, **made, **words, **number)
    store_mentions(post, named)
    remember_reader(topic, by, seq=topic.head_seq, language=words["language"])
    if held:
        tell_moderators(post)
    else:
        tell_later(post)
    return post
