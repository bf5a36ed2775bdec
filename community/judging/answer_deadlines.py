"""When the answer to a report or an appeal is due."""

from datetime import datetime, timedelta

from community.policy import URGENT, USUAL

WEEKEND = {5, 6}


def due_of(reason: str, since: datetime) -> datetime:
    """A child's safety within 24 hours on any day; everything else within 72 hours of working days."""
    if reason in URGENT:
        return since + URGENT[reason]
    due, left = since, USUAL
    while left > timedelta(0):
        if due.weekday() not in WEEKEND:
            left -= timedelta(hours=1)
        due += timedelta(hours=1)
    return due
