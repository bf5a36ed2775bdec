"""Who joins an institution, invites to it, verifies its people, changes their roles and ends their places."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.rules import LEAVE_TO_OFFICE, signed_in
from core.permissions import HOME, Case, Condition, permit
from twinning.models import Role, Staff, State
from twinning.queries.people import leads, place_at, works_at
from twinning.queries.verification import verifies
from twinning.rules.reasons import MINE, institution_of, people_of, place_cases
from twinning.rules.shared import acts, not_suspended


def _is_leader(user: Any, thing: Any) -> bool:
    place = place_at(user, institution_of(thing))
    return place is not None and place.state == Staff.State.VERIFIED and place.role == Role.LEADER


leads_alone = Condition(
    _is_leader,
    _("Only the leader of this institution can hand over the lead."),
    _("Where the leader has left, the coordinator of your country names a new one."),
    "not_leader",
    people_of(institution_of),
    place_cases(),
)


def _ends_place(user: Any, place: Staff) -> bool:
    """One's own; a leader ends those of colleagues who have left, but never a leader's."""
    return place.user_id == user.pk or (leads(user, place.institution) and place.role != Role.LEADER)


own_or_led = Condition(
    _ends_place,
    _("A place is ended by the person, or by the leader of the institution."),
    _("Ask the leader to do it."),
    "others_place",
    HOME,
    [
        Case(
            lambda user, place: leads(user, place.institution) and place.role == Role.LEADER,
            "place_of_leader",
            _("The place of a leader is ended by the leader, who hands over first."),
            _("If the leader has left, the coordinator of your country names a new one."),
            people_of(institution_of),
        )
    ],
)
not_own_role = Condition(
    lambda user, place: user.pk != place.user_id,
    _("Nobody changes their own role."),
    _("Ask the leader to do it."),
    "oneself",
    people_of(institution_of),
    [
        Case(
            lambda _user, place: place.role == Role.LEADER,
            "oneself",
            _("Nobody changes their own role."),
            _("A leader hands over to a colleague."),
            people_of(institution_of),
        )
    ],
)
judges_person = Condition(
    verifies,
    _("The leader of the institution verifies people; the first one, a coordinator."),
    LEAVE_TO_OFFICE,
    "not_verifier",
    HOME,
    [
        Case(
            lambda user, place: place.user_id == user.pk,
            "oneself",
            _("Nobody decides about their own place."),
            _("We will tell you as soon as it is decided."),
            HOME,
        ),
        Case(
            lambda user, place: works_at(user, place.institution) and place.institution.state == State.SUSPENDED,
            not_suspended.code,
            not_suspended.why,
            not_suspended.next_step,
            MINE,
        ),
        Case(
            lambda user, place: leads(user, place.institution),
            "place_of_leader",
            _("Whoever asks to lead is verified by a leader, or by a coordinator of the country."),
            _("A deputy verifies deputies and teachers, but nobody who asks as a leader."),
            people_of(institution_of),
        ),
        Case(
            lambda user, place: works_at(user, place.institution),
            acts.code,
            acts.why,
            acts.next_step,
            people_of(institution_of),
        ),
    ],
)

permit("twinning.join_institution", signed_in)
permit("twinning.invite_colleague", signed_in, acts, not_suspended)
permit("twinning.verify_person", signed_in, judges_person)
permit("twinning.change_role", signed_in, acts, not_suspended, not_own_role)
permit("twinning.hand_over", signed_in, leads_alone, not_suspended)
permit("twinning.leave_institution", signed_in, own_or_led)
