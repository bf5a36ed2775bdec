"""Registers what the page Today shows of this room."""

from core.registry import add_today
from library.showing import today


def offer() -> None:
    add_today(today.author_today)
    add_today(today.moderator_today)
