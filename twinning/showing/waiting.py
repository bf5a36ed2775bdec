"""What waits for a person in their partnerships, for the page Today."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.formats import format_date
from core.registry import TodayItem
from twinning.policy import MILESTONES_AHEAD
from twinning.queries.agreements import agreements_to_sign
from twinning.queries.names import shown_name
from twinning.queries.partnerships import due_milestones
from twinning.queries.people import places_of
from twinning.queries.proposals import waiting_for, with_sides
from twinning.texts.milestones import milestone_title


def waiting_items(user: Any) -> Iterator[TodayItem]:
    """Proposals to answer, agreements to sign, milestones due within a week or overdue. Six queries at most."""
    if not places_of(user):
        return
    for proposal in with_sides(waiting_for(user)).order_by("expires_at"):
        said = {"school": shown_name(proposal.sender), "title": proposal.title}
        text = _("A proposal waits for your answer. %(school)s: %(title)s") % said
        url, why = reverse("twinning:proposal", args=[proposal.code]), _("After fourteen days it expires.")
        yield TodayItem(text, url, order=10, why=why, due=proposal.expires_at)
    for agreement in agreements_to_sign(user):
        text = _("An agreement waits for your signature: %(title)s") % {"title": agreement.partnership.space.title}
        url, why = (
            reverse("twinning:agreement", args=[agreement.partnership.code]),
            _("It counts when all have signed."),
        )
        yield TodayItem(text, url, order=20, why=why)
    for item in due_milestones(user, timezone.localdate() + MILESTONES_AHEAD):
        said = {"title": milestone_title(item), "day": format_date(item.due) if item.due else ""}
        text = _("Milestone due %(day)s: %(title)s") % said
        url, why = reverse("twinning:space", args=[item.partnership.code]), item.partnership.space.title
        yield TodayItem(text, url, order=30, why=why, due=_end_of(item.due) if item.due else None)


def _end_of(day: date) -> datetime:
    """By the reader's clock: until midnight it is not late."""
    return timezone.make_aware(datetime.combine(day, time.max))
