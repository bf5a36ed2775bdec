"""What this room shows on the page Today."""

from core.registry import add_first_steps, add_ideas, add_today, add_workplaces
from twinning.showing import today, today_aside


def offer() -> None:
    add_today(today.people_today)
    add_today(today.invitations_today)
    add_today(today.partnerships_today)
    add_today(today.newcomer_today)
    add_today(today.leader_today)
    add_today(today.others_today)
    add_ideas(today.ideas)
    add_workplaces(today_aside.workplaces)
    add_first_steps(today_aside.first_steps)
