"""What this room shows on the page Today."""

from core.registry import add_ideas, add_today
from twinning.showing import today


def offer() -> None:
    add_today(today.people_today)
    add_today(today.invitations_today)
    add_today(today.partnerships_today)
    add_today(today.newcomer_today)
    add_today(today.leader_today)
    add_ideas(today.ideas)
