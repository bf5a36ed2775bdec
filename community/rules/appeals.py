"""Who may appeal against a decision, and who may answer an appeal."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.rules import listed_in, signed_in
from community.queries.appeals import appeals_to_judge, how_appealed
from community.rules.shared import LOG, OTHER_JUDGE, judge
from core.models import Deed
from core.permissions import Case, Condition, Door, permit

APPEALS: Final = Door(_("To the desk"), "community:appeals")


def _concerned(user: Any, deed: Deed) -> bool:
    return deed.by_id != user.pk and deed.concerns.filter(pk=user.pk).exists()


another = Condition(
    listed_in(appeals_to_judge),
    _("An appeal is answered by somebody who had no part in the decision."),
    OTHER_JUDGE,
    "part_in_decision",
    APPEALS,
)

permit(
    "community.appeal",
    signed_in,
    Condition(
        _concerned,
        _("Only the person whom a decision concerns can appeal against it."),
        _("Decisions that concern you stand in your own list."),
        "not_concerned",
        LOG,
        [
            Case(
                lambda user, deed: deed.by_id == user.pk,
                "own_decision",
                _("This is your own decision; there is nobody to appeal to against yourself."),
                _("Decisions that concern you stand in your own list."),
                LOG,
            )
        ],
    ),
    Condition(
        lambda _user, deed: how_appealed(deed) is not None,
        _("There is no appeal against this kind of decision."),
        _("The ground stands beside the decision in your list."),
        "no_appeal",
        LOG,
    ),
)
permit("community.see_appeal", signed_in, judge, another)
permit("community.answer_appeal", signed_in, judge, another)
