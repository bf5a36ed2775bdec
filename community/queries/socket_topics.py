"""Topics of sockets (a topic of the forum is one kind): who may subscribe to them, and what a browser missed."""

from dataclasses import replace
from typing import Any

from community.models import NoticeBox, Room, Topic
from community.policy import ROOMS_COUNTED
from community.queries.forum.visible import topics_visible_to
from community.queries.frame_numbers import live_numbers
from community.queries.notices import notices_catch_up
from community.queries.room_events import CatchUp, room_catch_up
from community.queries.rooms import member_of, rooms_visible_to, with_unread
from community.wire import FORUM, NOTICES, ROOM
from core.people import has_open_account


def may_follow_room(user: Any, code: str) -> bool:
    return rooms_visible_to(user).filter(code=code).exists()


def may_follow_notices(user: Any, code: str) -> bool:
    return has_open_account(user) and user.code == code


def may_follow_topic(user: Any, code: str) -> bool:
    return topics_visible_to(user).filter(code=code).exists()


def catch_up(user: Any, topic: str, *, after: int | None, epoch: str) -> CatchUp | None:
    """None for topics without a store: they have only what is new. The caller has asked may_follow before."""
    prefix, _, code = topic.partition(":")
    if prefix == NOTICES:
        return replace(notices_catch_up(user, after=after), more={"numbers": live_numbers(user)})
    if prefix == ROOM:
        room = rooms_visible_to(user).get(code=code)
        member = member_of(room, user)
        return room_catch_up(room, member, after=after, epoch=epoch) if member else None
    if prefix == FORUM:
        # No past: the page compares the number with the last it shows, and asks for a sentence.
        head = topics_visible_to(user).values_list("head_seq", flat=True).get(code=code)
        return CatchUp(head, head, "")
    return None


def rooms_counted(user_id: int) -> frozenset[str]:
    """The codes of the person's rooms whose news their pages count. One query."""
    return frozenset(with_unread(user_id).values_list("room__code", flat=True)[:ROOMS_COUNTED])


def heads(topics: list[str]) -> dict[str, int]:
    """The last number of each numbered topic: what a heartbeat carries, so that a loss is found on a live line."""
    parts = [(topic, *topic.partition(":")[::2]) for topic in topics]
    rooms = dict(Room.objects.filter(code__in=_codes(parts, ROOM)).values_list("code", "head_seq"))
    boxes = NoticeBox.objects.filter(user__code__in=_codes(parts, NOTICES))
    notices = dict(boxes.values_list("user__code", "head_seq"))
    forum = dict(Topic.objects.filter(code__in=_codes(parts, FORUM)).values_list("code", "head_seq"))
    known = {ROOM: rooms, NOTICES: notices, FORUM: forum}
    return {topic: known[prefix][code] for topic, prefix, code in parts if code in known.get(prefix, {})}


def _codes(parts: list[tuple[str, str, str]], wanted: str) -> list[str]:
    return [code for _topic, prefix, code in parts if prefix == wanted]
