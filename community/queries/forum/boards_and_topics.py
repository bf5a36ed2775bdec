"""Lists of boards and topics, each with a constant number of queries."""

from typing import Any, Final, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from community.models import Board, Post, Topic, TopicReader
from community.queries.forum.visible import boards_visible_to, topics_visible_to
from core.people import is_signed_in

SHELF: Final = "topics"  # the name under which the search knows them
BEGUN: Final = Q(head_seq__gt=0, merged_into=None)


class BoardNews(NamedTuple):
    board: Board
    topics: int
    newest: Topic | None
    unread: int


def boards_with_news(user: Any) -> list[BoardNews]:
    newest = Topic.objects.filter(BEGUN, board=OuterRef("pk")).order_by("-last_at").values("pk")[:1]
    begun = Q(topics__head_seq__gt=0, topics__merged_into=None)
    boards = list(
        boards_visible_to(user)
        .annotate(count=Count("topics", filter=begun), newest=Subquery(newest))
        .order_by("order", "pk")
    )
    topics = Topic.objects.select_related("last_by").in_bulk([board.newest for board in boards if board.newest])
    unread = unread_by_board(user)
    return [BoardNews(b, b.count, topics.get(b.newest), unread.get(b.pk, 0)) for b in boards]


def unread_by_board(user: Any) -> dict[int, int]:
    """How many topics that the person follows have something new."""
    if not is_signed_in(user):
        return {}
    rows = TopicReader.objects.filter(user=user, follows=True, topic__head_seq__gt=F("last_read_seq"))
    return dict(rows.values_list("topic__board").annotate(n=Count("pk")))


def topics_of(board: Board, user: Any) -> QuerySet[Topic]:
    """Pinned ones first, then those with the newest post."""
    rows = topics_visible_to(user).filter(board=board).select_related("author", "last_by")
    return rows.order_by(F("pinned_at").desc(nulls_last=True), "-last_at", "-pk")


def lively_topics(limit: int) -> list[Topic]:
    """Where somebody answered last, among what everybody may read, whoever asks. One query."""
    rows = topics_visible_to(None).filter(head_seq__gt=1, title_hidden=False)
    return list(rows.select_related("author", "last_by").order_by("-last_at", "-pk")[:limit])


def topics_listed() -> QuerySet[Topic]:
    """What machines may read: begun, and neither its title nor its first post was hidden or taken back."""
    first = Post.objects.filter(topic=OuterRef("pk"), seq=1, state=Post.State.OUT, hidden_at=None, deleted_at=None)
    return topics_visible_to(None).filter(Exists(first), head_seq__gt=0, title_hidden=False)


def newest_topics(board: Board, count: int) -> list[tuple[Topic, Post]]:
    """Of a public board, each with its first post; two queries."""
    topics = list(topics_listed().filter(board=board).order_by("-created_at", "-pk")[:count])
    firsts = {post.topic_id: post for post in Post.objects.filter(topic__in=topics, seq=1)}
    return [(topic, firsts[topic.pk]) for topic in topics if topic.pk in firsts]


def own_readers(topics: list[Topic], user: Any) -> dict[int, TopicReader]:
    """By the key of each topic that the person has opened or follows: how far they have read."""
    if not is_signed_in(user):
        return {}
    return {row.topic_id: row for row in TopicReader.objects.filter(user=user, topic__in=topics)}
