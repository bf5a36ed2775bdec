"""Registers the chore that draws pictures of lists where they are missing."""

from core.registry import Chore, add_chore
from library.actions.duties.row_pictures import draw_row_pictures


def offer() -> None:
    add_chore(Chore("pictures of lists", 3600.0, draw_row_pictures))
