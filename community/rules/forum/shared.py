"""Conditions that boards, topics, posts and drafts share. `thing` is any of board, topic and post."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rules import kept_from_visitors, listed_in, sees
from community.models import Board, Post, Topic
from community.queries.forum.visible import boards_visible_to, topics_visible_to, writes
from community.queries.rooms import has_voice
from community.rules.shared import standing, voice
from core.permissions import Case, Condition, Door


def _board(thing: Any) -> Board:
    if isinstance(thing, Post):
        return thing.topic.board
    return thing.board if isinstance(thing, Topic) else thing


def _topic(thing: Any) -> Topic:
    return thing.topic if isinstance(thing, Post) else thing


def _is_open(_user: Any, thing: Any) -> bool:
    board = _board(thing)
    return board.closed_at is None and (board.room is None or board.room.closed_at is None)


def _has_voice(user: Any, thing: Any) -> bool:
    room = _board(thing).room
    return room is None or has_voice(user, room)


def _sees_place(user: Any, thing: Any) -> bool:
    rows = boards_visible_to if isinstance(thing, Board) else topics_visible_to
    return listed_in(rows)(user, thing)


def is_author(user: Any, thing: Any) -> bool:
    return thing.author_id is not None and thing.author_id == user.pk


FORUM: Final = Door(_("To the forum"), "community:forum")
BOARD: Final = Door(_("To the board"), lambda _user, thing: reverse("community:board", args=[_board(thing).code]))
TOPIC: Final = Door(_("To the topic"), lambda _user, thing: reverse("community:topic", args=[_topic(thing).code]))
READ_ELSEWHERE: Final = _("The boards you read stand in the forum.")
unpublished = Case(
    lambda _user, thing: not isinstance(thing, Board) and _topic(thing).head_seq == 0,
    "unpublished",
    _("This has not been published: only its writer and moderators read it."),
    _("What has been published stands in the forum."),
    FORUM,
)
merged = Case(
    lambda _user, thing: not isinstance(thing, Board) and _topic(thing).merged_into_id is not None,
    "merged",
    _("This topic was joined with another one."),
    _("Its posts stand in the other topic now."),
    FORUM,
)
closed_circle: Final[dict[str, Any]] = {
    "code": "closed_circle",
    "why": _("Only the people of this board read it."),
    "next_step": READ_ELSEWHERE,
    "door": FORUM,
}
sees_board = sees(boards_visible_to, **closed_circle)
sees_topic = sees(topics_visible_to, merged, unpublished, **closed_circle)
sees_place = Condition(
    _sees_place,
    _("Only the people of this board read it."),
    READ_ELSEWHERE,
    "closed_circle",
    FORUM,
    [kept_from_visitors, merged, unpublished],
)
writer = Condition(
    lambda user, _thing: writes(user), standing.why, standing.next_step, standing.code, standing.door, standing.cases
)
board_open = Condition(
    _is_open,
    _("This board is closed; it can be read, but not written in."),
    _("Other boards are open."),
    "board_closed",
    FORUM,
)
board_voice = Condition(_has_voice, voice.why, voice.next_step, voice.code, voice.door, voice.cases)
unlocked = Condition(
    lambda _user, thing: _topic(thing).locked_at is None,
    _("This topic is locked; it can be read, but not written in."),
    _("Open a new topic if there is more to say."),
    "topic_locked",
    BOARD,
)
not_own = Condition(
    lambda user, thing: not is_author(user, thing),
    _("This is your own."),
    _("Others decide about it."),
    "own_post",
    TOPIC,
)
