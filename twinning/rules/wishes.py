"""Who changes classes and wishes, reads wishes, and sees and decides what matching found for them."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import sees, signed_in
from core.permissions import Case, permit
from twinning.queries.visibility import wishes_visible_to
from twinning.rules.reasons import WISHES
from twinning.rules.shared import acts, institution_verified, prepares, tends
from twinning.rules.standing import standing_cases

permit("twinning.edit_class", signed_in, tends)
permit(
    "twinning.see_wish",
    signed_in,
    sees(
        wishes_visible_to,
        Case(
            lambda _user, wish: wish.state != wish.State.OPEN,
            "wish_not_open",
            _("This wish is not open. Until it is, only the people of its institution read it."),
            _("Your own wishes stand in your list."),
            WISHES,
        ),
        *standing_cases,
        code="wish_closed_circle",
        why=_(
            "Open wishes are read by verified staff of verified institutions, while its own institution is verified."
        ),
        next_step=_("Your own wishes stand in your list."),
        door=WISHES,
    ),
)
permit("twinning.prepare_wish", signed_in, prepares)
permit("twinning.open_wish", signed_in, acts, institution_verified)
permit("twinning.see_suggestions", signed_in, tends)
permit("twinning.decide_match", signed_in, acts)
