"""The twin spaces under their entry of the menu: the three in which something happened last."""

from typing import Any, Final

from django.urls import reverse

from core.registry import MenuLink
from twinning.queries.partnerships import spaces_by_talk

LAST_SPACES: Final = 3


def last_spaces(user: Any) -> list[MenuLink]:
    """With the unread messages of each. One query."""
    return [
        MenuLink(title, reverse("twinning:space", args=[code]), counts=f"room:{room}", count=unread, lang=language)
        for code, title, language, room, unread in spaces_by_talk(user, LAST_SPACES)
    ]
