"""Who may see, edit and leave a board, let somebody in, and open one for a room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_moderator
from accounts.rules import signed_in
from community.models import Board
from community.queries.forum.visible import on_board
from community.rules.forum.shared import FORUM, READ_ELSEWHERE, sees_board
from community.rules.shared import judge, member, room_open, standing, voice
from core.permissions import Condition, permit


def _lets_in(user: Any, board: Board) -> bool:
    """Its people; until somebody has written there, a moderator as well: then there is nothing to read yet."""
    if on_board(user, board):
        return True
    return is_moderator(user) and not board.topics.exists()


lets_in = Condition(
    _lets_in,
    _("Only the people of this board can let somebody in."),
    _("Ask one of them. Something that was reported you can look at without being one."),
    "closed_circle",
    FORUM,
)
shared_board = Condition(
    lambda _user, board: board is None or board.room_id is None,
    _("This board belongs to a room; its people decide."),
    READ_ELSEWHERE,
    "board_of_room",
    FORUM,
)

permit("community.see_board", sees_board)
permit("community.edit_boards", signed_in, judge, shared_board)
permit("community.let_in", signed_in, shared_board, lets_in)
permit("community.leave_board", signed_in, shared_board, sees_board)
permit("community.open_group_board", signed_in, member, room_open, standing, voice)
