"""For the frame of every page: the number of unread notices, and the latest of them."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest

from community.actions.reading import unread_after_opening
from community.policy import LATEST_NOTICES
from community.queries.frame_numbers import frame_numbers
from community.queries.notices import unread_of
from community.showing.notices import shown_notice
from community.texts.notices import with_people


def notices(request: HttpRequest) -> dict[str, Callable[[], Any]]:
    """Callables, which templates call: asked only where a page shows them, and once.

    Opening a page reads the notices that tell of it. A page that was not found tells of nothing: its frame is simple.
    """
    user: Any = getattr(request, "user", None)

    @cache
    def unread() -> int:
        return _unread(request, user)

    @cache
    def latest() -> list[dict[str, Any]]:
        return (
            [shown_notice(notice, new=True) for notice in with_people(unread_of(user)[:LATEST_NOTICES])]
            if unread()
            else []
        )

    return {"notices_unread": unread, "notices_latest": latest}


def _unread(request: HttpRequest, user: Any) -> int:
    found = frame_numbers(user).notices
    return (
        unread_after_opening(by=user, path=request.path, unread=found)
        if found and request.method == "GET"
        else len(found)
    )
