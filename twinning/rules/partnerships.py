"""Who reads a partnership, works on its plan and ends it: people of its partners."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rules import sees, signed_in
from core.permissions import Case, Condition, Door, permit
from twinning.models import Partnership, State
from twinning.queries.people import leads, speaks_for, works_at
from twinning.queries.visibility import partnerships_visible_to
from twinning.rules.reasons import MINE, SPACES, parties_of, party_cases
from twinning.rules.shared import institution_verified, not_suspended

THIS_SPACE = Door(_("To the twin space"), lambda _user, found: reverse("twinning:space", args=[found.code]))
partner = Condition(
    lambda user, partnership: any(works_at(user, school) for school in parties_of(partnership)),
    _("Only verified staff of the partners can do this."),
    _("The leader of the institution, or a coordinator where there is none yet, verifies you; we will tell you."),
    "waits",
    MINE,
    party_cases(acting=False),
)
partner_leader = Condition(
    lambda user, partnership: any(leads(user, school) for school in parties_of(partnership)),
    _("Only a leader or a deputy of the partners can do this."),
    _("Ask the leader to do it, or to give you the role of a deputy."),
    "not_leader",
    THIS_SPACE,
    party_cases(acting=True),
)


def _suspended_here(user: Any, partnership: Partnership) -> bool:
    return any(works_at(user, school) and school.state == State.SUSPENDED for school in parties_of(partnership))


suspended_here = Case(_suspended_here, not_suspended.code, not_suspended.why, not_suspended.next_step, MINE)
partner_speaks = Condition(
    lambda user, partnership: any(speaks_for(user, school) for school in parties_of(partnership)),
    institution_verified.why,
    institution_verified.next_step,
    institution_verified.code,
    MINE,
    [suspended_here],
)
partner_leads_and_speaks = Condition(
    lambda user, partnership: any(
        speaks_for(user, school) and leads(user, school) for school in parties_of(partnership)
    ),
    institution_verified.why,
    institution_verified.next_step,
    institution_verified.code,
    MINE,
    [suspended_here],
)
not_ended = Condition(
    lambda _user, partnership: partnership.state != Partnership.State.ENDED,
    _("This partnership has ended; it can be read, but not changed."),
    _("Its plan, its room and its agreement stay there to be read."),
    "partnership_ended",
    THIS_SPACE,
)

permit(
    "twinning.see_partnership",
    signed_in,
    sees(
        partnerships_visible_to,
        code="not_partner",
        why=_("A twin space is read by verified staff of its partners alone."),
        next_step=_("The twin spaces you are in stand in your list."),
        door=SPACES,
    ),
)
permit("twinning.edit_plan", signed_in, partner, not_ended, partner_speaks)
permit("twinning.end_partnership", signed_in, partner_leader, not_ended, partner_leads_and_speaks)
