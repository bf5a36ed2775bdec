"""Registers the review queue of moderators, its notices, and reports about practices."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Group
from community.queries.reports import Reportable, add_reportable
from community.texts.notices import Params, add_notice
from core.registry import DeskQueue, add_desk, add_topic
from core.terms import label
from library.mails import silence_wagtail, speak_to_editors
from library.queries import review_queue
from library.queries.conflicts_of_interest import judges
from library.queries.reported_practices import find_practice, seen_of
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
            count=lambda user: review_queue.open_reviews(user).count(),
            due=review_queue.first_due,
        )
    )
    add_topic(review_queue.DESK, lambda user, _rest: judges(user))
    read = (find_practice, lambda found: found.owner, seen_of)
    add_reportable("practice", Reportable(_("a practice"), *read, take_down_reported, restore_reported))
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
