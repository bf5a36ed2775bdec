"""Lists of boards and topics as templates/forum shows them, each with what is new."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Board, Topic, TopicReader
from community.policy import POSTS_A_PAGE
from community.queries.forum.boards_and_topics import boards_with_news, own_readers, topics_of
from community.showing.names_and_times import name_of, when
from core.language.formats import iso_moment


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
    return [BoardRow(*news) for news in boards_with_news(user)]


def topic_rows(topics: list[Topic], user: Any) -> list[dict[str, Any]]:
    readers = own_readers(topics, user)
    return [_row(topic, readers.get(topic.pk), user) for topic in topics]


def shown_title(topic: Topic) -> str:
    return _("A title that a moderator hid") if topic.title_hidden else topic.title


def address_of(topic: Topic, seq: int = 0, **more: Any) -> str:
    """Of a topic, at the post with this number."""
    url = reverse("community:topic", args=[topic.code])
    page = (seq - 1) // POSTS_A_PAGE + 1 if seq else 1
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


def board_news(board: Board, user: Any, limit: int = 3) -> list[dict[str, Any]]:
    """The newest topics, for a page of another room."""
    return topic_rows(list(topics_of(board, user).filter(head_seq__gt=0).order_by("-last_at")[:limit]), user)
