"""Who may read, write and moderate in the forum."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.models import Board, Post, Topic
from community.queries.forum.visible import (
    boards_visible_to,
    held_posts,
    moderates,
    on_board,
    posts_visible_to,
    topics_visible_to,
    writes,
)
from community.queries.rooms import has_voice
from community.rules import judge, member, room_open, signed_in, standing, voice
from core.permissions import Condition, permit


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


def _sees(rows: Any) -> Condition:
    return Condition(lambda user, thing: rows(user).filter(pk=thing.pk).exists(), _("You cannot see this."))


def _sees_place(user: Any, thing: Any) -> bool:
    rows = boards_visible_to(user) if isinstance(thing, Board) else topics_visible_to(user)
    return rows.filter(pk=thing.pk).exists()


def _is_author(user: Any, thing: Any) -> bool:
    return thing.author_id is not None and thing.author_id == user.pk


sees_board, sees_topic, sees_post = _sees(boards_visible_to), _sees(topics_visible_to), _sees(posts_visible_to)
sees_place = Condition(_sees_place, _("You cannot see this."))
writer = Condition(lambda user, _thing: writes(user), standing.why, standing.next_step)
board_open = Condition(_is_open, _("This board is closed; it can be read, but not written in."))
board_voice = Condition(_has_voice, voice.why, voice.next_step)
unlocked = Condition(
    lambda _user, thing: _topic(thing).locked_at is None,
    _("This topic is locked; it can be read, but not written in."),
    _("Open a new topic if there is more to say."),
)
own = Condition(_is_author, _("You can change only what you wrote yourself."))
not_own = Condition(lambda user, thing: not _is_author(user, thing), _("This is your own."))
is_out = Condition(lambda _user, post: post.state == Post.State.OUT, _("This post cannot be read by others yet."))
not_hidden = Condition(
    lambda _user, post: post.hidden_at is None,
    _("A moderator hid this post; it cannot be changed now."),
    _("Write to the moderators if you see it otherwise."),
)
shared_board = Condition(
    lambda _user, board: board is None or board.room_id is None,
    _("This board belongs to a room; its people decide."),
)


def _lets_in(user: Any, board: Board) -> bool:
    """Its people; until somebody has written there, a moderator as well: then there is nothing to read yet."""
    if on_board(user, board):
        return True
    return moderates(user) and not board.topics.exists()


lets_in = Condition(
    _lets_in,
    _("Only the people of this board can let somebody in."),
    _("Ask one of them. Something that was reported you can look at without being one."),
)

permit("community.see_board", sees_board)
permit("community.see_topic", sees_topic)
permit("community.see_post", sees_post)
permit("community.open_topic", signed_in, sees_board, writer, board_open, board_voice)
permit("community.reply", signed_in, sees_topic, writer, board_open, unlocked, board_voice)
permit("community.keep_draft", signed_in, sees_place)
permit("community.follow", signed_in, sees_place)
permit("community.react", signed_in, sees_post, is_out, not_own, writer)
permit("community.edit_post", signed_in, own, sees_post, writer, board_open, unlocked, not_hidden, board_voice)
permit("community.delete_post", signed_in, own)
permit(
    "community.see_versions",
    signed_in,
    sees_post,
    Condition(lambda user, post: _is_author(user, post) or moderates(user), _("Only the writer reads this.")),
)
permit(
    "community.solve",
    signed_in,
    sees_topic,
    Condition(
        lambda user, topic: _is_author(user, topic) or moderates(user),
        _("Only who opened the topic, or a moderator, marks its answer."),
    ),
)
permit("community.moderate_topic", signed_in, judge, sees_topic)
permit("community.unlock_topic", signed_in, judge, sees_topic, not_own)
permit("community.moderate_post", signed_in, judge, sees_post, is_out, not_own)
permit(
    "community.look_at_held",
    signed_in,
    judge,
    Condition(lambda user, post: held_posts(user).filter(pk=post.pk).exists(), _("This post does not wait for you.")),
)
permit("community.edit_boards", signed_in, judge, shared_board)
permit("community.let_in", signed_in, shared_board, lets_in)
permit("community.leave_board", signed_in, shared_board, sees_board)
permit("community.open_group_board", signed_in, member, room_open, standing, voice)
