"""Who may do what with institutions, wishes, proposals and partnerships: the permission matrix as predicates."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_coordinator
from accounts.rules import LEAVE_TO_OFFICE, sees, signed_in
from core.permissions import HOME, Case, Condition, Door, name_deeds, permit
from twinning.models import Institution, Partnership, Proposal, Role, Staff, State
from twinning.queries import visible
from twinning.queries.facts import waiting_facts_visible_to
from twinning.queries.people import leaders_of, leads, place_at, speaks_for, works_at
from twinning.queries.verification import verifies
from twinning.rules.reasons import (
    COORDINATOR_LOOKS,
    DESK,
    DIRECTORY,
    MINE,
    PROPOSALS,
    SPACES,
    WISHES,
    acting_cases,
    institution_of,
    parties_of,
    party_cases,
    people_of,
    place_cases,
    standing_cases,
    unverified_case,
)


def _receiver(proposal: Proposal) -> Institution:
    return proposal.receiver


coordinates = Condition(
    lambda user, thing: is_coordinator(user, institution_of(thing).country),
    _("Only the coordinator of this country can do this."),
    LEAVE_TO_OFFICE,
    "not_coordinator",
)
no_own_interest = Condition(
    lambda user, thing: place_at(user, institution_of(thing)) is None,
    _("You work at this institution, so another coordinator must decide."),
    _("Ask a colleague who is a coordinator as well."),
    "own_institution",
    DESK,
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
    _("Your institution is not verified yet. Until then you can read and prepare, but not write to others."),
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


def _is_leader(user: Any, thing: Any) -> bool:
    place = place_at(user, institution_of(thing))
    return place is not None and place.state == Staff.State.VERIFIED and place.role == Role.LEADER


leads_alone = Condition(
    _is_leader,
    _("Only the leader of this institution can hand over."),
    _("Where the leader has left, the coordinator of your country names a new one."),
    "not_leader",
    people_of(institution_of),
    place_cases(),
)
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


def _receives(user: Any, proposal: Proposal) -> bool:
    return leads(user, proposal.receiver)


receives = Condition(
    _receives,
    _("Only the leader or a deputy of the institution that received it can answer."),
    _("Ask the leader to do it, or to give you the role of a deputy."),
    "not_leader",
    PROPOSALS,
    [
        Case(
            lambda user, proposal: works_at(user, proposal.sender) and not works_at(user, proposal.receiver),
            "own_proposal",
            _("Your institution wrote this proposal, so the other side answers it."),
            _("You are told as soon as they answer."),
            PROPOSALS,
        ),
        *acting_cases(_receiver),
    ],
)
one_side = Condition(
    lambda user, p: p.by_id != user.pk and not leads(user, p.sender),
    _("You act for the institution that sent this as well, so somebody else must answer it."),
    _("Ask a leader or a deputy of the institution that received it."),
    "both_sides",
    people_of(_receiver),
)
receiver_verified = Condition(
    lambda _user, proposal: proposal.receiver.state == State.VERIFIED,
    institution_verified.why,
    institution_verified.next_step,
    institution_verified.code,
    MINE,
    unverified_case(_receiver),
)
receiver_signed = Condition(
    lambda _user, proposal: proposal.receiver.consents.exists(),
    rules_signed.why,
    rules_signed.next_step,
    rules_signed.code,
    Door(
        rules_signed.door.label,
        lambda _user, proposal: reverse("twinning:sign_rules", args=[proposal.receiver.code]),
        returns=True,
    ),
)
sends = Condition(
    acts.test,
    acts.why,
    acts.next_step,
    acts.code,
    acts.door,
    [
        Case(
            lambda user, proposal: works_at(user, proposal.receiver) and not works_at(user, proposal.sender),
            "not_sender",
            _("The other side wrote this proposal; only they can take it back."),
            _("A leader or a deputy of yours can answer it, also with no."),
            PROPOSALS,
        ),
        *acting_cases(),
    ],
)

THIS_SPACE = Door(_("To the twin space"), lambda _user, found: reverse("twinning:space", args=[found.code]))
partner = Condition(
    lambda user, partnership: any(works_at(user, school) for school in parties_of(partnership)),
    _("Only verified staff of the partners can do this."),
    _("The leader of the institution, or a coordinator where there is none yet, verifies you; we will tell you."),
    "waits",
    MINE,
    party_cases(acting=False),
)
partner_leader = Condition(
    lambda user, partnership: any(leads(user, school) for school in parties_of(partnership)),
    _("Only a leader or a deputy of the partners can do this."),
    _("Ask the leader to do it, or to give you the role of a deputy."),
    "not_leader",
    THIS_SPACE,
    party_cases(acting=True),
)


def _suspended_here(user: Any, partnership: Partnership) -> bool:
    return any(works_at(user, school) and school.state == State.SUSPENDED for school in parties_of(partnership))


suspended_here = Case(_suspended_here, not_suspended.code, not_suspended.why, not_suspended.next_step, MINE)
partner_speaks = Condition(
    lambda user, partnership: any(speaks_for(user, school) for school in parties_of(partnership)),
    institution_verified.why,
    institution_verified.next_step,
    institution_verified.code,
    MINE,
    [suspended_here],
)
partner_leads_and_speaks = Condition(
    lambda user, partnership: any(
        speaks_for(user, school) and leads(user, school) for school in parties_of(partnership)
    ),
    institution_verified.why,
    institution_verified.next_step,
    institution_verified.code,
    MINE,
    [suspended_here],
)
all_verified = Condition(
    lambda _user, partnership: all(school.state == State.VERIFIED for school in parties_of(partnership)),
    _("One of the partners is not verified at present, so nothing can be signed."),
    _("Signing goes on as soon as a coordinator has verified it."),
    "partner_unverified",
    THIS_SPACE,
    [
        Case(
            lambda _user, partnership: any(school.state == State.SUSPENDED for school in parties_of(partnership)),
            "partner_suspended",
            _("One of the partners is suspended at present, so nothing can be signed."),
            _("Signing goes on as soon as a coordinator has verified it again."),
            THIS_SPACE,
        )
    ],
)
not_ended = Condition(
    lambda _user, partnership: partnership.state != Partnership.State.ENDED,
    _("This partnership has ended; it can be read, but not changed."),
    _("Its plan, its room and its agreement stay there to be read."),
    "partnership_ended",
    THIS_SPACE,
)
coordinates_country = Condition(
    is_coordinator,
    coordinates.why,
    coordinates.next_step,
    coordinates.code,
)
coordinates_register = Condition(
    lambda user, register: is_coordinator(user, register.country),
    coordinates.why,
    coordinates.next_step,
    coordinates.code,
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

# Institutions and people
permit(
    "twinning.see_institution",
    sees(
        visible.institutions_visible_to,
        code="institution_hidden",
        why=_("This institution is not shown at present."),
        next_step=_("All that are shown stand in the list."),
        door=DIRECTORY,
    ),
)
permit("twinning.add_institution", signed_in)
permit("twinning.join_institution", signed_in)
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
permit("twinning.invite_colleague", signed_in, acts, not_suspended)
permit("twinning.invite_partner", signed_in, acts, institution_verified)
permit("twinning.verify_institution", signed_in, coordinates, no_own_interest)
permit("twinning.suspend_institution", signed_in, coordinates, no_own_interest)
permit("twinning.merge_institutions", signed_in, coordinates, no_own_interest)
permit("twinning.verify_person", signed_in, judges_person)
permit("twinning.change_role", signed_in, acts, not_suspended, not_own_role)
permit("twinning.hand_over", signed_in, leads_alone, not_suspended)
permit("twinning.leave_institution", signed_in, own_or_led)
permit("twinning.import_register", signed_in, coordinates_country)
permit(
    "twinning.see_register",
    signed_in,
    sees(
        visible.registers_visible_to,
        code="not_coordinator",
        why=_("Only the coordinator of this country can do this."),
        next_step=LEAVE_TO_OFFICE,
        door=HOME,
    ),
)
permit("twinning.decide_register", signed_in, coordinates_register)

# Classes and wishes
permit("twinning.edit_class", signed_in, tends)
permit(
    "twinning.see_wish",
    signed_in,
    sees(
        visible.wishes_visible_to,
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

# Proposals
permit(
    "twinning.see_proposal",
    signed_in,
    sees(
        visible.proposals_visible_to,
        code="not_party",
        why=_("A proposal is read by verified staff of the two institutions alone."),
        next_step=_("The proposals of your institution stand in your list."),
        door=PROPOSALS,
    ),
)
permit("twinning.send_proposal", signed_in, acts, institution_verified, rules_signed)
permit("twinning.answer_proposal", signed_in, receives, one_side, receiver_verified, receiver_signed)
permit("twinning.withdraw_proposal", signed_in, sends)

# Partnerships
permit(
    "twinning.see_partnership",
    signed_in,
    sees(
        visible.partnerships_visible_to,
        code="not_partner",
        why=_("A twin space is read by verified staff of its partners alone."),
        next_step=_("The twin spaces you are in stand in your list."),
        door=SPACES,
    ),
)
permit("twinning.edit_plan", signed_in, partner, not_ended, partner_speaks)
permit("twinning.sign_agreement", signed_in, partner_leader, not_ended, partner_leads_and_speaks, all_verified)
permit("twinning.end_partnership", signed_in, partner_leader, not_ended, partner_leads_and_speaks)

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
