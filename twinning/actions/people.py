"""A person's place at an institution: asked for, changed, handed over, left."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.actions.rooms import leave_room
from community.queries.rooms import rooms_visible_to
from core.audit import record
from core.errors import Conflict, Invalid
from core.permissions import require
from core.text import clean
from twinning.actions.steps.institution_notices import asks_again, no_longer_asks, tell_place, tell_verifiers
from twinning.actions.steps.standing import update_standings
from twinning.actions.steps.today_marks import claims_changed
from twinning.actions.steps.waiting_facts import forget_preparations, put_away
from twinning.models import Institution, Role, Staff, State
from twinning.policy import PLACES_ASKED_AT_ONCE
from twinning.queries.people import forget_places
from twinning.queries.visibility import institutions_visible_to, partnerships_visible_to


def ask_to_join(*, institution: Institution, role: str, by: Any, subject: str = "", words: str = "") -> Staff:
    """Idempotent: a place that is there already is returned. A listed institution stays listed."""
    require(by, "twinning.join_institution", institution)
    if role not in Role.values:
        raise Invalid(_("Choose leader, deputy or teacher."), field="role")
    with transaction.atomic():
        institution = Institution.objects.select_for_update().get(pk=institution.pk)
        _check_open(institution, by)
        place = _present_place(institution, by)
        if place is not None:
            return place
        _check_not_too_many(by)
        place = Staff.objects.create(
            institution=institution,
            user=by,
            role=role,
            subject=clean(subject)[:120],
            words=clean(words, multiline=True)[:2000],
        )
        record("twinning.ask_to_join", institution, by=by, concerns=[by], data={"role": role})
        claims_changed(institution)
        asks_again(place)
        tell_verifiers(place)
    forget_places(by)
    return place


def _check_open(institution: Institution, by: Any) -> None:
    if institution.state == State.SUSPENDED or not institutions_visible_to(by).filter(pk=institution.pk).exists():
        raise Conflict(_("Nobody can join this institution at present."), next_step=_("Write to the coordinator."))


def _present_place(institution: Institution, by: Any) -> Staff | None:
    rows = Staff.objects.filter(institution=institution, user=by, until=None)
    return rows.exclude(state=Staff.State.REFUSED).first()


def _check_not_too_many(by: Any) -> None:
    asked = Staff.objects.filter(user=by, until=None, state=Staff.State.ASKED).count()
    if asked >= PLACES_ASKED_AT_ONCE:
        raise Conflict(
            _("You have asked to join five institutions already and wait for their answers."),
            next_step=_("Take one back on the page “My institution”, or wait."),
        )


def leave(*, place: Staff, by: Any) -> None:
    """End a place, or one only asked for. What the person wrote stays, but for what they prepared while they asked."""
    require(by, "twinning.leave_institution", place)
    with transaction.atomic():
        place = _locked(place)
        if place.state == Staff.State.ASKED:
            place.words = place.subject = ""
        forget_preparations(place)
        place.until = timezone.now()
        place.save(update_fields=["until", "words", "subject"])
        put_away(place.institution)
        record("twinning.leave_institution", place.institution, by=by, concerns=[place.user])
        no_longer_asks(place)
        update_standings([place.user], by=by, why="left")
        claims_changed(place.institution)
        _leave_rooms(place)
        if by.pk != place.user_id:
            tell_place(place, "twinning.place_ended")
    forget_places(by)


def _leave_rooms(place: Staff) -> None:
    """Remove them from the rooms of the institution, unless they work for another party of the partnership.

    Each room is left by the person themselves (`by`): whoever ended the place need not be a member of it.
    """
    theirs = rooms_visible_to(place.user).filter(twin_space__partnership__parties__institution=place.institution)
    stays = partnerships_visible_to(place.user).values("pk")
    for room in theirs.exclude(twin_space__partnership__in=stays).distinct():
        leave_room(room=room, user=place.user, by=place.user)


def change_role(*, place: Staff, role: str, by: Any) -> None:
    """Deputy or teacher. To become leader there is `hand_over` alone: both roles change in one transaction."""
    require(by, "twinning.change_role", place)
    if role not in {Role.DEPUTY, Role.TEACHER}:
        raise Invalid(_("Choose deputy or teacher; the leader hands over."), field="role")
    with transaction.atomic():
        place = _locked(place)
        if place.state != Staff.State.VERIFIED or place.role == Role.LEADER:
            raise Conflict(_("The role of this person cannot be changed."))
        before, place.role = place.role, role
        place.save(update_fields=["role"])
        record(
            "twinning.change_role", place.institution, by=by, concerns=[place.user], data={"from": before, "to": role}
        )
        claims_changed(place.institution)
    forget_places(by)


def hand_over(*, institution: Institution, to: Staff, by: Any) -> None:
    """The leader becomes a deputy, a verified colleague the leader."""
    require(by, "twinning.hand_over", institution)
    with transaction.atomic():
        own = Staff.objects.select_for_update().filter(institution=institution, user=by, until=None)
        leader = own.filter(role=Role.LEADER, state=Staff.State.VERIFIED).first()
        colleague = _locked(to)
        if leader is None:
            raise Conflict(_("Only the leader can hand over the lead."))
        if colleague.institution_id != institution.pk or colleague.state != Staff.State.VERIFIED or colleague == leader:
            raise Invalid(_("Choose a verified colleague."), field="to")
        leader.role, colleague.role = Role.DEPUTY, Role.LEADER
        leader.save(update_fields=["role"])
        colleague.save(update_fields=["role"])
        record("twinning.hand_over", institution, by=by, concerns=[by, colleague.user])
        claims_changed(institution)
    forget_places(by)


def _locked(place: Staff) -> Staff:
    """The row as it is now; raise Conflict where the person has left or was refused."""
    rows = Staff.objects.select_for_update(of=("self",)).select_related("institution", "user")
    found = rows.filter(pk=place.pk, until=None).exclude(state=Staff.State.REFUSED).first()
    if found is None:
        raise Conflict(_("This place has ended already."))
    return found
