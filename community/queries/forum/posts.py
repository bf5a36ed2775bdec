"""The posts of a topic, those that wait for a moderator, and the reactions to them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from accounts.queries.offices import is_moderator
from community.models import Post, Reaction, Topic
from community.queries.forum.visible import posts_visible_to
from core.people import has_open_account


def posts_of(topic: Topic) -> QuerySet[Post]:
    """All that have a number, hidden and taken back ones too: their places stay."""
    return Post.objects.filter(topic=topic, state=Post.State.OUT).select_related("author").order_by("seq")


def waiting_posts(topic: Topic, user: Any) -> list[Post]:
    """One's own, or all for a moderator: those that have no number yet."""
    if not has_open_account(user):
        return []
    rows = Post.objects.filter(topic=topic, deleted_at=None).exclude(state=Post.State.OUT)
    if not (is_moderator(user) and topic.board.room_id is None):
        rows = rows.filter(author=user)
    return list(rows.select_related("author").order_by("pk"))


def reactions_to(keys: list[int], user: Any) -> dict[int, dict[str, tuple[int, bool]]]:
    """By the key of each post and the kind: how many said it, and whether this person did."""
    mine = Max("pk", filter=Q(user=user)) if has_open_account(user) else Max("pk", filter=Q(pk=0))
    rows = Reaction.objects.filter(post__in=keys).values("post", "kind").annotate(n=Count("pk"), mine=mine)
    found: dict[int, dict[str, tuple[int, bool]]] = {}
    for row in rows:
        found.setdefault(row["post"], {})[row["kind"]] = (row["n"], row["mine"] is not None)
    return found


def readable_by_code(codes: Collection[str], user: Any) -> QuerySet[Post]:
    """Those that have a number and that this person may read."""
    return posts_visible_to(user).filter(code__in=codes, seq__isnull=False).select_related("author", "topic")


def is_first(post: Post) -> bool:
    """The post that opened the topic, also while it has no number."""
    return post.seq == 1 or (post.topic.head_seq == 0 and post.author_id == post.topic.author_id)
