"""Lists of boards and topics, each with what is new. The same number of queries for one and for fifty."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Board, Post, Topic, TopicReader
from community.queries.forum.visible import boards_visible_to, topics_visible_to
from community.queries.showing import when
from core.language.formats import iso_moment
from core.people import is_signed_in
from core.web.language_fields import begins_in

A_PAGE: Final = 50
BEGUN: Final = Q(head_seq__gt=0, merged_into=None)


@dataclass(frozen=True, slots=True)
class BoardRow:
    board: Board
    count: int
    newest: Topic | None
    unread: int

    @property
    def time(self) -> str:
        return when(self.newest.last_at) if self.newest else ""

    @property
    def title(self) -> str:
        return shown_title(self.newest) if self.newest else ""


def board_rows(user: Any) -> list[BoardRow]:
    newest = Topic.objects.filter(BEGUN, board=OuterRef("pk")).order_by("-last_at").values("pk")[:1]
    begun = Q(topics__head_seq__gt=0, topics__merged_into=None)
    boards = list(
        boards_visible_to(user)
        .annotate(count=Count("topics", filter=begun), newest=Subquery(newest))
        .order_by("order", "pk")
    )
    topics = Topic.objects.select_related("last_by").in_bulk([board.newest for board in boards if board.newest])
    unread = unread_by_board(user)
    return [BoardRow(b, b.count, topics.get(b.newest), unread.get(b.pk, 0)) for b in boards]


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


def topic_rows(topics: list[Topic], user: Any) -> list[dict[str, Any]]:
    readers = {}
    if is_signed_in(user):
        readers = {row.topic_id: row for row in TopicReader.objects.filter(user=user, topic__in=topics)}
    return [_row(topic, readers.get(topic.pk), user) for topic in topics]


def shown_title(topic: Topic) -> str:
    return _("A title that a moderator hid") if topic.title_hidden else topic.title


def address_of(topic: Topic, seq: int = 0, **more: Any) -> str:
    """Of a topic, at the post with this number."""
    url = reverse("community:topic", args=[topic.code])
    page = (seq - 1) // A_PAGE + 1 if seq else 1
    query = "&".join(f"{name}={value}" for name, value in ([("page", page)] if page > 1 else []) + list(more.items()))
    return f"{url}{'?' if query else ''}{query}{f'#p{seq}' if seq else ''}"


def _row(topic: Topic, reader: TopicReader | None, user: Any) -> dict[str, Any]:
    unread = max(topic.head_seq - reader.last_read_seq, 0) if reader else 0
    return {
        "title": shown_title(topic),
        "lang": "" if topic.title_hidden else topic.language,
        "url": address_of(topic, reader.last_read_seq + 1 if reader and unread else 0),
        "name": name_of(topic.author),
        "last_name": name_of(topic.last_by),
        "time": when(topic.last_at),
        "iso": iso_moment(topic.last_at),
        "replies": max(topic.head_seq - 1, 0),
        "unread": unread,
        "tags": tags_of(topic),
        "held": topic.head_seq == 0,
        "own": topic.author_id is not None and topic.author_id == getattr(user, "pk", None),
    }


def tags_of(topic: Topic) -> list[dict[str, str]]:
    """As templates/components/tags.html wants them."""
    tags = []
    if topic.pinned_at:
        tags.append({"label": _("Pinned"), "tone": "line", "icon": "pin"})
    if topic.locked_at:
        tags.append({"label": _("Locked"), "tone": "line", "icon": "lock"})
    if topic.answer_id:
        tags.append({"label": _("Solved"), "tone": "green", "icon": "check"})
    return tags


def name_of(person: Any) -> str:
    return str(person) if person else _("Somebody who has left")


def board_news(board: Board, user: Any, limit: int = 3) -> list[dict[str, Any]]:
    """The newest topics, for a page of another room."""
    return topic_rows(list(topics_of(board, user).filter(head_seq__gt=0).order_by("-last_at")[:limit]), user)


def last_language(user: Any) -> str:
    """In which the person wrote last in the forum, else that of the page."""
    return begins_in(Post.objects.filter(author=user))
