"""Permissions of this room: conditions with their refusals, joined to the names of verbs. Import registers them."""

from django.utils.translation import gettext_lazy as _

from core.permissions import name_deeds
from twinning.rules import (  # noqa: F401 - importing registers the permissions
    agreements,
    institutions,
    partnerships,
    people,
    proposals,
    registers,
    wishes,
)

# What each deed is called where it is refused.
name_deeds(
    {
        "twinning.add_institution": _("Add an institution"),
        "twinning.answer_proposal": _("Answer the proposal"),
        "twinning.change_role": _("Change a role"),
        "twinning.decide_match": _("Decide about a match"),
        "twinning.decide_register": _("Decide about the register"),
        "twinning.edit_class": _("Change the class"),
        "twinning.edit_institution": _("Change the facts of the institution"),
        "twinning.edit_plan": _("Change the plan"),
        "twinning.end_partnership": _("End the partnership"),
        "twinning.hand_over": _("Hand over the lead"),
        "twinning.import_register": _("Import a register"),
        "twinning.invite_colleague": _("Invite a colleague"),
        "twinning.invite_partner": _("Invite a partner"),
        "twinning.join_institution": _("Join an institution"),
        "twinning.leave_institution": _("End a place at the institution"),
        "twinning.merge_institutions": _("Join two entries of an institution"),
        "twinning.open_wish": _("Open the wish"),
        "twinning.prepare_wish": _("Change the wish"),
        "twinning.publish_facts": _("Publish the facts of the institution"),
        "twinning.see_suggestions": _("See who fits"),
        "twinning.send_proposal": _("Send a proposal"),
        "twinning.sign_agreement": _("Sign the agreement"),
        "twinning.sign_rules": _("Sign the rules"),
        "twinning.suspend_institution": _("Suspend the institution"),
        "twinning.verify_institution": _("Verify the institution"),
        "twinning.verify_person": _("Verify a person"),
        "twinning.withdraw_proposal": _("Withdraw the proposal"),
    }
)
