"""Who sees, enters, changes, verifies, suspends and merges institutions, and signs the rules in their name."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import sees, signed_in
from core.permissions import Condition, permit
from twinning.models import State
from twinning.queries.institution_facts import waiting_facts_visible_to
from twinning.queries.people import leads, place_at
from twinning.queries.visibility import institutions_visible_to
from twinning.rules.reasons import DESK, DIRECTORY, institution_of
from twinning.rules.shared import acts, coordinates, institution_verified, not_suspended, prepares

no_own_interest = Condition(
    lambda user, thing: place_at(user, institution_of(thing)) is None,
    _("You work at this institution, so another coordinator must decide."),
    _("Ask a colleague who is a coordinator as well."),
    "own_institution",
    DESK,
)
# What waits is decided when the institution is verified: of one that is, only who leads it says anything.
settled = Condition(
    lambda user, thing: institution_of(thing).state != State.VERIFIED or leads(user, institution_of(thing)),
    acts.why,
    acts.next_step,
    acts.code,
    acts.door,
    acts.cases,
)

permit(
    "twinning.see_institution",
    sees(
        institutions_visible_to,
        code="institution_hidden",
        why=_("This institution is not shown at present."),
        next_step=_("All that are shown stand in the list."),
        door=DIRECTORY,
    ),
)
permit("twinning.add_institution", signed_in)
permit("twinning.edit_institution", signed_in, prepares, settled)
permit("twinning.publish_facts", signed_in, acts, institution_verified)
permit(
    "twinning.see_waiting_facts",
    signed_in,
    sees(
        waiting_facts_visible_to,
        code="others_facts",
        why=_("What was said of an institution before its verification is read by its writer and the coordinator."),
        next_step=_("Once the institution is verified, everybody reads it."),
        door=DIRECTORY,
    ),
)
permit("twinning.sign_rules", signed_in, acts, not_suspended)
permit("twinning.invite_partner", signed_in, acts, institution_verified)
permit("twinning.verify_institution", signed_in, coordinates, no_own_interest)
permit("twinning.suspend_institution", signed_in, coordinates, no_own_interest)
permit("twinning.merge_institutions", signed_in, coordinates, no_own_interest)
