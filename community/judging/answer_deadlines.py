"""When the answer to a report or an appeal is due."""

from datetime import datetime, timedelta

from community.policy import URGENT, USUAL

WEEKEND = {5, 6}


def due_of(reason: str, since: datetime) -> datetime:
    """By the policy: URGENT reasons by the clock, weekends count; all others USUAL hours, of working days alone."""
    if reason in URGENT:
        return since + URGENT[reason]
    due, left = since, USUAL
    while left > timedelta(0):
        if due.weekday() not in WEEKEND:
            left -= timedelta(hours=1)
        due += timedelta(hours=1)
    return due
