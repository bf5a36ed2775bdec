"""How many notices wait, for the frame of every page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.queries.notices import unread_notices


def notices(request: HttpRequest) -> dict[str, Any]:
    user: Any = getattr(request, "user", None)
    return {"notices_unread": SimpleLazyObject(lambda: unread_notices(user) if user.is_authenticated else 0)}
