"""Accepting an invitation gives a place at an institution, verified at once for a colleague whom a leader invited."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.permissions import require
from twinning.actions.steps.institution_notices import asks_again, no_longer_asks, tell_people, tell_verifiers
from twinning.actions.steps.standing import update_standings
from twinning.actions.steps.today_marks import claims_changed
from twinning.models import Institution, Invitation, Role, Staff, State
from twinning.queries.invitations import InvitationState, reached, state_of
from twinning.queries.people import forget_places, leads


def accept_invitation(*, invitation: Invitation, by: Any, role: str = "") -> Staff | None:
    """The place that the person has now; None where a partner must still find or add their institution.

    `role` is what an invited partner says of themselves; a colleague has the role that was offered. A colleague is
    verified by the invitation itself, if it reached the address it was sent to and the inviting person still leads.
    Somebody else who has the link asks as anybody may, and does not use it up: it stays good for whom it was meant.
    """
    require(by, "twinning.join_institution", invitation.institution)
    with transaction.atomic():
        locked = Invitation.objects.select_for_update(of=("self",)).select_related("by").get(pk=invitation.pk)
        if locked.used_by_id == by.pk and locked.used_at is not None:
            return _present_place(_target(locked), by)
        _check(locked, by, role)
        place = _place(locked, by, role)
        if not reached(locked, by):
            return place
        locked.used_by, locked.used_at = by, timezone.now()
        locked.save(update_fields=["used_by", "used_at"])
        record("twinning.accept_invitation", locked, by=by, concerns=[by, locked.by])
        if locked.by is not None:
            named = {"person_code": by.code, "dedupe": f"accepted:{locked.code}"}
            tell_people(
                [locked.by], "twinning.invitation_accepted", locked.institution, url="/my/invitations/", **named
            )
    forget_places(by)
    invitation.refresh_from_db()
    return place


def _check(invitation: Invitation, by: Any, role: str) -> None:
    sentences = {
        InvitationState.USED: _("This invitation has been used already."),
        InvitationState.WITHDRAWN: _("This invitation was taken back."),
        InvitationState.EXPIRED: _("This invitation has expired: it was good for fourteen days."),
    }
    state = state_of(invitation)
    if state != InvitationState.OPEN:
        raise Conflict(sentences[state], next_step=_("Ask the person who invited you for a new one."))
    if invitation.by_id == by.pk:
        raise Conflict(_("This is your own invitation: send it to the person whom you invite."))
    if role and role not in Role.values:
        raise Invalid(_("Choose leader, deputy or teacher."), field="role")


def _target(invitation: Invitation) -> Institution | None:
    colleague = invitation.kind == Invitation.Kind.COLLEAGUE
    institution = invitation.institution if colleague else invitation.to_institution
    while institution is not None and institution.merged_into is not None:
        institution = institution.merged_into
    return institution


def _place(invitation: Invitation, by: Any, role: str) -> Staff | None:
    target = _target(invitation)
    if target is None:
        return None
    institution = Institution.objects.select_for_update().get(pk=target.pk)
    if institution.state == State.SUSPENDED:
        raise Conflict(_("Nobody can join this institution at present."), next_step=_("Write to the coordinator."))
    place = _present_place(institution, by)
    if place is None:
        colleague = invitation.kind == Invitation.Kind.COLLEAGUE
        wanted = invitation.role if colleague else role or invitation.role
        place = Staff.objects.create(institution=institution, user=by, role=wanted)
        record("twinning.ask_to_join", institution, by=by, concerns=[by], data={"role": wanted})
        claims_changed(institution)
        asks_again(place)
    if place.state == Staff.State.ASKED:
        _verify(place, invitation) if _vouches(invitation, by) else tell_verifiers(place)
    return place


def _present_place(institution: Institution | None, by: Any) -> Staff | None:
    rows = Staff.objects.filter(institution=institution, user=by, until=None)
    return rows.exclude(state=Staff.State.REFUSED).first()


def _vouches(invitation: Invitation, by: Any) -> bool:
    """Whether the invitation verifies the person. A link passed on to another address only lets them ask."""
    if invitation.kind != Invitation.Kind.COLLEAGUE or invitation.by is None or not invitation.by.is_active:
        return False
    forget_places(invitation.by)
    return leads(invitation.by, invitation.institution) and reached(invitation, by)


def _verify(place: Staff, invitation: Invitation) -> None:
    place.role, place.state = invitation.role, Staff.State.VERIFIED
    place.decided_at, place.decided_by, place.ground = timezone.now(), invitation.by, "invitation"
    place.save(update_fields=["role", "state", "decided_at", "decided_by", "ground"])
    record(
        "twinning.verify_person",
        place.institution,
        by=invitation.by,
        concerns=[place.user],
        ground="invitation",
        data={"invitation": invitation.code, "role": invitation.role},
    )
    no_longer_asks(place)
    update_standings([place.user], by=invitation.by, why="invited")
    claims_changed(place.institution)
