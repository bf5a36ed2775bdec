"""Reports of chat messages: finding the message, its author, its text, and who is in its room."""

from typing import Any

from accounts.models import User
from community.models import Message
from community.queries.reports import Circle
from community.queries.rooms import members_of, rooms_visible_to
from core.language.formats import iso_moment


def find_message(user: Any, code: str) -> Message | None:
    rows = Message.objects.filter(room__in=rooms_visible_to(user), deleted_at=None).select_related("author", "room")
    return rows.filter(code=code).first()


def author_of(message: Message) -> User | None:
    author: User | None = message.author
    return author


def words_of(message: Message) -> dict[str, Any]:
    return {
        "text": message.text,
        "language": message.language,
        "at": iso_moment(message.created_at),
        "room": message.room.code,
    }


def room_of(code: str) -> Circle | None:
    message = Message.objects.filter(code=code).select_related("room").first()
    if message is None:
        return None
    people = [member.user for member in members_of(message.room)]
    return Circle(people, message.room.title, "community:room", message.room.code)
