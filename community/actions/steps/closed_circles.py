"""Notifying the members of a closed room or board when an officer looked at their talk."""

from typing import Any

from django.urls import reverse

from community.actions.steps.notices import notify
from community.queries.reports import Circle


def tell_circle(circle: Circle | None, *, by: Any, once: str) -> None:
    """Once for each `once`. None: it was said where everybody reads, so nobody is notified."""
    if circle is None:
        return
    for person in circle.people:
        if person != by:
            url = reverse(circle.page, args=[circle.code])
            params = {"place": circle.name}
            notify(user=person, key="community.looked", params=params, url=url, dedupe=f"looked:{once}")
