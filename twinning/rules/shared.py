"""What the rules of this room share: conditions on the institution that somebody acts or prepares something for."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_coordinator
from accounts.rules import LEAVE_TO_OFFICE
from core.permissions import Case, Condition, Door
from twinning.models import Institution, Staff, State
from twinning.queries.people import leaders_of, leads, place_at, works_at
from twinning.rules.reasons import (
    COORDINATOR_LOOKS,
    MINE,
    acting_cases,
    institution_of,
    people_of,
    place_cases,
    unverified_case,
)

coordinates = Condition(
    lambda user, thing: is_coordinator(user, institution_of(thing).country),
    _("Only the coordinator of this country can do this."),
    LEAVE_TO_OFFICE,
    "not_coordinator",
)
acts = Condition(
    lambda user, thing: leads(user, institution_of(thing)),
    _("Only the leader or a deputy of this institution can do this."),
    _("Ask the leader to do it, or to give you the role of a deputy."),
    "not_leader",
    people_of(institution_of),
    acting_cases(),
)
institution_verified = Condition(
    lambda _user, thing: institution_of(thing).state == State.VERIFIED,
    _(
        "Your institution is not verified yet. Until then you can read everything and prepare classes and wishes;"
        " only writing to others waits."
    ),
    _("A coordinator of your country looks at it, usually within three working days; we will tell you."),
    "institution_unverified",
    MINE,
    unverified_case(institution_of),
)
not_suspended = Condition(
    lambda _user, thing: institution_of(thing).state != State.SUSPENDED,
    _("Your institution is suspended: nobody can act in its name at present."),
    COORDINATOR_LOOKS,
    "institution_suspended",
    MINE,
)
# Whoever reads this may sign: it is asked after `acts`.
rules_signed = Condition(
    lambda _user, thing: institution_of(thing).consents.exists(),
    _("Your institution has not signed the rules of safe work yet."),
    _("Read them and sign for your institution, once. Then you go on where you were."),
    "rules_unsigned",
    Door(
        _("Read and sign"),
        lambda _user, thing: reverse("twinning:sign_rules", args=[institution_of(thing).code]),
        returns=True,
    ),
)


def _may_prepare(user: Any, thing: Any) -> bool:
    """Leaders and deputies decide. Where nobody leads yet, who waits prepares, and only what is their own."""
    institution = institution_of(thing)
    place = place_at(user, institution)
    if place is None:
        return False
    if leads(user, institution):
        return True
    waits = place.state == Staff.State.ASKED and institution.state != State.SUSPENDED
    own = isinstance(thing, Institution) or thing.by_id == user.pk
    return waits and own and not leaders_of(institution).exists()


STAFF_ALONE = _("Only verified staff of this institution can do this.")
others_draft = Case(
    lambda user, thing: not isinstance(thing, Institution) and getattr(thing, "by_id", None) != user.pk,
    "others_draft",
    _("Somebody else who waits for verification prepared this. Each of you prepares and reads their own."),
    _("As soon as you are verified, you work on it together."),
    MINE,
)


def _with_drafts(cases: list[Case]) -> list[Case]:
    """Who waits where nobody leads may prepare, so the reason is not that they wait."""
    first, rest = cases[0], cases[1:]
    return [first, Case(_prepares_own, others_draft.code, others_draft.why, others_draft.next_step, MINE), *rest]


def _prepares_own(user: Any, thing: Any) -> bool:
    school = institution_of(thing)
    return others_draft.when(user, thing) and _may_prepare(user, school) and not leads(user, school)


tends = Condition(
    lambda user, thing: works_at(user, institution_of(thing)) or _may_prepare(user, thing),
    STAFF_ALONE,
    _("The leader of the institution, or a coordinator where there is none yet, verifies you; we will tell you."),
    "not_staff",
    MINE,
    _with_drafts(place_cases()),
)
prepares = Condition(
    _may_prepare, acts.why, acts.next_step, "not_leader", people_of(institution_of), _with_drafts(acting_cases())
)
