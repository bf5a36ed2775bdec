"""What the page Today asks of this room, beside partnerships, people and invitations."""

from core.registry import add_ideas, add_today
from twinning.showing import today


def offer() -> None:
    add_today(today.newcomer_today)
    add_today(today.leader_today)
    add_ideas(today.ideas)
