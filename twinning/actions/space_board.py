"""The discussion board of a twin space: readable by the members of its room alone."""

from typing import Any

from community.actions.forum.boards import board_of_room
from community.models import Board
from core.permissions import require
from twinning.models import Partnership


def open_space_board(*, partnership: Partnership, by: Any) -> Board:
    """The board of the twin space, created on the first call."""
    require(by, "twinning.see_partnership", partnership)
    return board_of_room(room=partnership.space.room, by=by)
