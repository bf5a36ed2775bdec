"""Parts that the queues of the desk share: tabs, and the column with the due time."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.policy import DUE_SOON
from community.showing.words import when
from core.language.formats import format_relative


def pile_tabs(page: str, pile: str) -> list[dict[str, Any]]:
    """As templates/components/tabs.html wants them."""
    url = reverse(f"community:{page}")
    labels = {"open": _("Open"), "mine": _("Answered by me"), "answered": _("All answered")}
    return [
        {"label": label, "url": url if name == "open" else f"{url}?show={name}", "current": name == pile}
        for name, label in labels.items()
    ]


def due_cells(due: datetime, answered: datetime | None) -> dict[str, str]:
    """The first column of a row: until when, or since when it is answered."""
    if answered is not None:
        return {"due": _("answered"), "due_detail": when(answered), "due_state": ""}
    left = due - timezone.now()
    state = "late" if left < timedelta(0) else "soon" if left < DUE_SOON else ""
    return {"due": format_relative(due), "due_detail": when(due), "due_state": state}
