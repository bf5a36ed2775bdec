"""Who may report a trial of a practice, hide such a report, enter an evaluation, and translate a practice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.rules import sees, signed_in
from community.rules.shared import LOG
from core.permissions import Condition, permit
from library.models import Adoption, Practice
from library.queries.adoptions import adoptions_visible_to, may_try_for
from library.queries.conflicts_of_interest import has_interest
from library.queries.practices import practices_visible_to
from library.rules.shared import DESK, OTHER_MODERATOR, PAGE, draft, no_interest, officer, published
from twinning.queries.people import leads, place_at, speaks_for
from twinning.queries.visibility import acts_for_verified
from twinning.rules.reasons import MINE
from twinning.rules.standing import standing_cases


def _acts_elsewhere(user: Any, practice: Practice) -> bool:
    return bool(may_try_for(user, practice))


def _tells_for(user: Any, adoption: Adoption) -> bool:
    school = adoption.institution
    return speaks_for(user, school) and (adoption.by_id == user.pk or leads(user, school))


of_a_verified_institution = Condition(
    lambda user, _practice: acts_for_verified(user),
    _("Only verified staff of verified institutions can tell that they tried a practice."),
    _("The leader of your institution, or a coordinator of your country, verifies you; we will tell you."),
    "not_verified",
    MINE,
    standing_cases,
)
of_another_institution = Condition(
    _acts_elsewhere,
    _("Your institution has a part in this practice. What others say of it counts."),
    _("What other schools tell stands on its page."),
    "own_practice",
    PAGE,
)
tells_for = Condition(
    _tells_for,
    _("Only the person who wrote this, or a leader of their institution, can change it."),
    _("Ask that person, or the leader."),
    "not_author",
    PAGE,
)
not_hidden = Condition(
    lambda _user, adoption: adoption.state != Adoption.State.HIDDEN,
    _("A moderator has hidden this, so it cannot be changed."),
    _("The ground stands among the deeds that concern you; there you can ask for a second look."),
    "hidden_trial",
    LOG,
)

permit(
    "library.see_adoption",
    sees(
        adoptions_visible_to,
        code="trial_hidden",
        why=_("What this school told of its trial is not shown at present."),
        next_step=_("What other schools tell stands on the page of the practice."),
        door=PAGE,
    ),
)
permit(
    "library.adopt",
    signed_in,
    sees(practices_visible_to, **draft),
    published,
    of_a_verified_institution,
    of_another_institution,
)
permit("library.change_adoption", signed_in, tells_for, not_hidden)
apart = Condition(
    lambda user, adoption: (
        place_at(user, adoption.institution) is None
        and adoption.by_id != user.pk
        and not has_interest(user, adoption.practice)
    ),
    _("You have a part in this: it is yours, of your school, or about your practice."),
    OTHER_MODERATOR,
    "own_part",
    DESK,
)
permit("library.hide_adoption", signed_in, officer, apart)
permit("library.evaluate", signed_in, officer, published, no_interest)
permit("library.translate", signed_in, sees(practices_visible_to, **draft), published, of_a_verified_institution)
