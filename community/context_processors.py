"""How many notices wait, for the frame of every page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from community.queries.notices import unread_notices


def notices(request: HttpRequest) -> dict[str, Callable[[], int]]:
    """A callable, which templates call: asked only where the frame shows it, and once."""
    user: Any = getattr(request, "user", None)
    asked: list[int] = []

    def unread() -> int:
        if not asked:
            asked.append(unread_notices(user) if user is not None and user.is_authenticated else 0)
        return asked[0]

    return {"notices_unread": unread}
