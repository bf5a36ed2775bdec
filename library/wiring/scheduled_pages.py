"""Registers the chore that publishes editorial pages at their scheduled time."""

from core.registry import Chore, add_chore
from library.actions.duties.scheduled_pages import publish_scheduled


def offer() -> None:
    add_chore(Chore("scheduled pages", 60.0, publish_scheduled))
