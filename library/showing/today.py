"""What the page Today shows of practices: those sent back to their authors, those that a moderator has claimed."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.registry import TodayItem
from library.models import Practice
from library.policy import TODAY_ROWS
from library.queries.conflicts_of_interest import judges
from library.queries.practices import own_practices
from library.queries.review_queue import queue


def author_today(user: Any) -> Iterator[TodayItem]:
    for practice in own_practices(user).filter(state=Practice.State.RETURNED)[:TODAY_ROWS]:
        text = _("Your practice was sent back; read why: %(title)s") % {"title": practice.title}
        yield TodayItem(
            text,
            reverse("library:timeline", args=[practice.code]),
            order=15,
            why=_("Change it and send it again: the moderator sees what you changed."),
            icon="file-pen",
            do=_("Read why"),
            minutes=15,
        )


def moderator_today(user: Any) -> Iterator[TodayItem]:
    """Claimed ones count as none: the row of the whole queue counts them already."""
    if not judges(user):
        return
    for review in queue(user, "mine")[:TODAY_ROWS]:
        text = _("You have claimed a practice: %(title)s") % {"title": review.title}  # type: ignore[attr-defined]  # annotated
        yield TodayItem(
            text,
            reverse("library:review", args=[review.code]),
            order=12,
            why=_("Nobody else reads it while you have it."),
            due=review.due_at,
            count=0,
            icon="book-open-check",
            do=_("Go on"),
            minutes=15,
        )
