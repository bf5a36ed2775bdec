"""Opening topics and writing posts. Both are idempotent by `client_id`."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.actions.steps.forum.news import tell_later, tell_moderators
from community.actions.steps.forum.post_checks import check_client_id, made_of, title_of, words_of
from community.actions.steps.forum.post_numbers import MergedAway, advance, present
from community.actions.steps.forum.posting import remember_reader, store_mentions
from community.models import Audience, Board, Post, PostDraft, Topic
from community.queries.forum.visible import is_newcomer
from community.rules.limits import HELD, POST, TOPIC
from core.errors import Conflict
from core.limits import spend
from core.permissions import require


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
    require(by, "community.reply", topic := present(topic))
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
    except MergedAway:
        return write_post(topic=topic, by=by, source=source, language=language, client_id=client_id)
    return post


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
