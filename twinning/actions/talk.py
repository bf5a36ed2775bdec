"""Written talk of a twin space: a board that the people of its room read, and nobody else."""

from typing import Any

from community.actions.forum.boards import board_of_room
from community.models import Board
from core.permissions import require
from twinning.models import Partnership


def open_space_board(*, partnership: Partnership, by: Any) -> Board:
    """The board of the twin space, made with its first topic."""
    require(by, "twinning.see_partnership", partnership)
    return board_of_room(room=partnership.space.room, by=by)
