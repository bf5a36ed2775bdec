"""People of closed talk are told when an officer looks at it."""

from typing import Any

from django.urls import reverse

from community.actions.steps.notices import notify
from community.queries.safety import Circle


def tell_circle(circle: Circle | None, *, by: Any, once: str) -> None:
    """That an officer has looked at their talk; nobody where it was said in the open."""
    if circle is None:
        return
    for person in circle.people:
        if person != by:
            url = reverse(circle.page, args=[circle.code])
            params = {"place": circle.name}
            notify(user=person, key="community.looked", params=params, url=url, dedupe=f"looked:{once}")
