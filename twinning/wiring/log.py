"""The sentences of this room's deeds, as the people concerned read them."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core.audit_reading import add_deeds, add_things
from core.models import Deed
from core.terms import label
from twinning.models import Institution, Partnership, Proposal
from twinning.queries.institution_names import with_names
from twinning.showing.institution_names import shown_name


def offer() -> None:
    _institutions()
    _registers()
    _wishes()
    _partnerships()
    add_things("twinning.institution", _institution_names)
    add_things("twinning.proposal", lambda codes: dict(_titles(Proposal, "title", codes)))
    add_things("twinning.partnership", lambda codes: dict(_titles(Partnership, "space__title", codes)))


def _institutions() -> None:
    add_deeds(
        {
            "twinning.add_institution": _("The institution was added"),
            "twinning.ask_to_join": _("Somebody asked to join"),
            "twinning.suspend_institution": _("The institution was suspended"),
            "twinning.merge_institutions": _("Two entries of this institution were joined"),
            "twinning.sign_rules": _("The rules of safe work were signed"),
            "twinning.hand_over": _("The leader handed over"),
            "twinning.propose_facts": _("Changes of the institution’s page were written and wait"),
            "twinning.take_over_facts": _("Changes that waited came onto the institution’s page"),
            "twinning.leave_out_facts": _("Changes that waited were left out of the institution’s page"),
            "twinning.edit_institution": _("The page of the institution was changed"),
            "twinning.set_name": _("A name of the institution was set"),
            "twinning.add_holiday": _("Free days were added"),
            "twinning.remove_holiday": _("Free days were taken away"),
            "twinning.change_role": _("The role at the institution was changed"),
            "twinning.leave_institution": _("The place at the institution ended"),
            "twinning.invite": _("Somebody was invited"),
            "twinning.withdraw_invitation": _("An invitation was withdrawn"),
            "twinning.accept_invitation": _("An invitation was accepted"),
        }
    )
    add_deeds({"twinning.verify_institution": _("The institution was verified")}, public=_check)
    add_deeds({"twinning.verify_person": _("A person was verified")}, ground=_invited)
    refused = {
        "twinning.refuse_person": _("A person was refused"),
        "twinning.refuse_institution": _("The institution was refused"),
    }
    add_deeds(refused, ground=lambda deed: _reason("refusal", deed))


def _registers() -> None:
    add_deeds(
        {
            "twinning.upload_register": _("A register was uploaded"),
            "twinning.checking_register": _("A register was checked"),
            "twinning.running_register": _("The import of a register was started"),
            "twinning.imported_register": _("A register was imported"),
        }
    )
    # The ground is a word of the program ("same" or "other"), said in the sentence of the desk.
    add_deeds({"twinning.decide_suspect": _("A line of a register was compared")}, ground=lambda _deed: "")


def _wishes() -> None:
    add_deeds(
        {
            "twinning.add_class": _("A class was added"),
            "twinning.change_class": _("A class was changed"),
            "twinning.archive_class": _("A class was put away"),
            "twinning.create_wish": _("A wish was begun"),
            "twinning.open_wish": _("A wish was opened"),
            "twinning.close_wish": _("A wish was closed"),
            "twinning.delete_draft": _("The draft of a wish was deleted"),
            "twinning.relax_wish": _("A condition of a wish was eased"),
        }
    )


def _partnerships() -> None:
    add_deeds(
        {
            "twinning.send_proposal": _("A proposal was sent"),
            "twinning.counter_proposal": _("A proposal was answered with changes"),
            "twinning.withdraw_proposal": _("A proposal was withdrawn"),
            "twinning.accept_proposal": _("A proposal was accepted"),
            "twinning.open_partnership": _("A partnership was opened"),
            "twinning.bring_colleague": _("A colleague was brought into the partnership"),
            "twinning.add_plan_item": _("A milestone was added to the plan"),
            "twinning.edit_plan_item": _("A milestone of the plan was changed"),
            "twinning.finish_plan_item": _("A milestone of the plan was marked as done"),
            "twinning.reopen_plan_item": _("A milestone of the plan was opened again"),
            "twinning.drop_plan_item": _("A milestone was taken out of the plan"),
            "twinning.draw_up_agreement": _("An agreement was drawn up"),
            "twinning.sign_agreement": _("An agreement was signed"),
        }
    )
    add_deeds({"twinning.agreement_in_force": _("An agreement came into force")}, by_site=True)
    add_deeds({"twinning.decline_proposal": _("A proposal was declined")}, ground=lambda deed: _reason("decline", deed))
    add_deeds(
        {"twinning.end_partnership": _("The partnership was ended")}, ground=lambda deed: label("end", deed.ground)
    )


def _check(deed: Deed) -> str:
    """How it was checked. Empty for deeds that were recorded before this was asked."""
    return label("check", deed.data["check"]) if deed.data.get("check") else ""


def _invited(deed: Deed) -> str:
    return str(_("by invitation")) if deed.ground == "invitation" else deed.ground


def _reason(scheme: str, deed: Deed) -> str:
    """The reason of the vocabulary, and the words beside it."""
    return "\n".join(filter(None, [label(scheme, deed.data["reason"]) if "reason" in deed.data else "", deed.ground]))


def _institution_names(codes: Sequence[str]) -> dict[str, str]:
    rows = with_names(Institution.objects.filter(code__in=codes))
    return {school.code: str(shown_name(school)) for school in rows}


def _titles(model: type[Proposal] | type[Partnership], field: str, codes: Sequence[str]) -> list[tuple[str, str]]:
    return list(model._default_manager.filter(code__in=codes).values_list("code", field))  # noqa: SLF001 - Django's documented API
