"""Registers the review desk, its notices, its items for the start page, and reports about practices."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Group
from community.queries.safety import Reportable, add_reportable
from community.texts.notices import Params, add_notice
from core.registry import DeskQueue, TodayItem, add_desk, add_today, add_topic
from core.terms import label
from library.mails import silence_wagtail, speak_to_editors
from library.models import Practice
from library.queries import desk
from library.queries.interests import judges
from library.queries.practices import own_practices
from library.queries.reportables import find_practice, seen_of
from library.wiring.reports import restore_reported, take_down_reported


def offer() -> None:
    silence_wagtail()
    speak_to_editors()
    add_desk(
        DeskQueue(
            _("Practices"),
            "library:desk",
            10,
            shown=judges,
            count=lambda user: desk.open_reviews(user).count(),
            due=desk.first_due,
        )
    )
    add_topic(desk.DESK, lambda user, _rest: judges(user))
    read = (find_practice, lambda found: found.owner, seen_of)
    add_reportable("practice", Reportable(_("a practice"), *read, take_down_reported, restore_reported))
    add_today(_waiting)
    _offer_notices()


def _offer_notices() -> None:
    def reason(params: Params) -> Params:
        return {**params, "reason": label("review_reason", params["reason"])}

    def report(params: Params) -> Params:
        return {**params, "reason": label("report", params["reason"])}

    waits = _("A practice waits for an answer: “%(title)s”.")
    add_notice("library.review_waits", waits, mailed=False, group=Group.DESK)
    add_notice("library.claimed", _("A moderator reads your practice: “%(title)s”."), mailed=False)
    add_notice(
        "library.returned",
        _("Your practice was sent back: “%(title)s”. Reason: %(reason)s. Read what to change."),
        show=reason,
    )
    add_notice("library.published", _("Your practice is published: “%(title)s”. Thank you."))
    add_notice(
        "library.taken_down",
        _("Your practice was taken down: “%(title)s”. Reason: %(reason)s. Read why."),
        show=report,
    )
    add_notice("library.restored", _("Your practice is shown again: “%(title)s”."))


def _waiting(user: Any) -> Iterator[TodayItem]:
    """For authors what was sent back, for moderators what they have claimed: a part of the pile, which counts it."""
    for practice in own_practices(user).filter(state=Practice.State.RETURNED)[:5]:
        text = gettext("Your practice was sent back; read why: %(title)s") % {"title": practice.title}
        yield TodayItem(text, reverse("library:timeline", args=[practice.code]), order=15)
    if not judges(user):
        return
    for review in desk.queue(user, "mine")[:5]:
        text = gettext("You have claimed a practice: %(title)s") % {"title": review.title}  # type: ignore[attr-defined]  # annotated
        yield TodayItem(text, reverse("library:review", args=[review.code]), order=12, count=0)
