"""Who may do what with institutions, wishes, proposals and partnerships: the table of the house, as conditions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import OfficeKind
from accounts.queries.offices import holds, is_administrator
from core.permissions import Condition, permit
from twinning.models import Institution, Partnership, Proposal, Role, Staff, State
from twinning.queries import visible
from twinning.queries.facts import waiting_facts_visible_to
from twinning.queries.people import leaders_of, leads, place_at, speaks_for, works_at
from twinning.queries.verification import verifies

signed_in = Condition(
    lambda user, _thing: bool(getattr(user, "is_authenticated", False) and user.is_active),
    _("Please sign in first."),
)


def _institution(thing: Any) -> Institution:
    if isinstance(thing, Institution):
        return thing
    if isinstance(thing, Proposal):
        return thing.sender
    owner: Institution = thing.institution
    return owner


def _sees(rows: Any) -> Condition:
    return Condition(lambda user, thing: rows(user).filter(pk=thing.pk).exists(), _("You cannot see this."))


coordinates = Condition(
    lambda user, thing: holds(user, OfficeKind.COORDINATOR, _institution(thing).country) or is_administrator(user),
    _("Only the coordinator of this country can do this."),
)
no_own_interest = Condition(
    lambda user, thing: place_at(user, _institution(thing)) is None,
    _("You work at this institution, so another coordinator must decide."),
    _("Ask a colleague who is a coordinator as well."),
)
belongs = Condition(
    lambda user, thing: place_at(user, _institution(thing)) is not None,
    _("Only people of this institution can do this."),
    _("If you work there, ask to join it on its page."),
)
is_verified_staff = Condition(
    lambda user, thing: works_at(user, _institution(thing)),
    _("Only verified staff of this institution can do this."),
    _("The leader of the institution, or a coordinator where there is none yet, verifies you; we will tell you."),
)
acts = Condition(
    lambda user, thing: leads(user, _institution(thing)),
    _("Only the leader or a deputy of this institution can do this."),
    _("Ask the leader to do it, or to give you the role of a deputy."),
)
institution_verified = Condition(
    lambda _user, thing: _institution(thing).state == State.VERIFIED,
    _("Your institution is not verified yet. Until then you can read and prepare, but not write to others."),
    _("A coordinator of your country looks at it, usually within three working days; we will tell you."),
)
not_suspended = Condition(
    lambda _user, thing: _institution(thing).state != State.SUSPENDED,
    _("Your institution is suspended: nobody can act in its name at present."),
    _("A coordinator of your country looks at it again; write to them."),
)
rules_signed = Condition(
    lambda _user, thing: _institution(thing).consents.exists(),
    _("Your institution has not signed the rules of safe work yet."),
    _("The leader or a deputy signs them once, on the page of the institution."),
)


def _may_prepare(user: Any, thing: Any) -> bool:
    """Leaders and deputies decide. Where nobody leads yet, who waits prepares, and only what is their own."""
    institution = _institution(thing)
    place = place_at(user, institution)
    if place is None:
        return False
    if leads(user, institution):
        return True
    waits = place.state == Staff.State.ASKED and institution.state != State.SUSPENDED
    own = isinstance(thing, Institution) or thing.by_id == user.pk
    return waits and own and not leaders_of(institution).exists()


def _is_leader(user: Any, thing: Any) -> bool:
    place = place_at(user, _institution(thing))
    return place is not None and place.state == Staff.State.VERIFIED and place.role == Role.LEADER


leads_alone = Condition(
    _is_leader,
    _("Only the leader of this institution can hand over."),
    _("Where the leader has left, the coordinator of your country names a new one."),
)
tends = Condition(
    lambda user, thing: works_at(user, _institution(thing)) or _may_prepare(user, thing),
    _("Only verified staff of this institution can do this."),
    _("The leader of the institution, or a coordinator where there is none yet, verifies you; we will tell you."),
)
prepares = Condition(
    _may_prepare,
    _("Only the leader or a deputy of this institution can do this."),
    _("Ask the leader to do it, or to give you the role of a deputy."),
)


def _ends_place(user: Any, place: Staff) -> bool:
    """One's own; a leader ends those of colleagues who have left, but never a leader's."""
    return place.user_id == user.pk or (leads(user, place.institution) and place.role != Role.LEADER)


own_or_led = Condition(
    _ends_place,
    _("A place is ended by the person, or by the leader of the institution."),
    _("Ask the leader to do it."),
)


def _receives(user: Any, proposal: Proposal) -> bool:
    return leads(user, proposal.receiver)


def _parties(partnership: Partnership) -> list[Institution]:
    return [party.institution for party in partnership.parties.all() if party.until is None]


partner = Condition(
    lambda user, partnership: any(works_at(user, school) for school in _parties(partnership)),
    _("Only verified staff of the partners can do this."),
)
partner_leader = Condition(
    lambda user, partnership: any(leads(user, school) for school in _parties(partnership)),
    _("Only a leader or a deputy of the partners can do this."),
)
partner_speaks = Condition(
    lambda user, partnership: any(speaks_for(user, school) for school in _parties(partnership)),
    institution_verified.why,
    institution_verified.next_step,
)
partner_leads_and_speaks = Condition(
    lambda user, partnership: any(speaks_for(user, school) and leads(user, school) for school in _parties(partnership)),
    institution_verified.why,
    institution_verified.next_step,
)
all_verified = Condition(
    lambda _user, partnership: all(school.state == State.VERIFIED for school in _parties(partnership)),
    _("One of the partners is suspended at present, so nothing can be signed."),
    _("Signing goes on as soon as a coordinator has verified it again."),
)
not_ended = Condition(
    lambda _user, partnership: partnership.state != Partnership.State.ENDED,
    _("This partnership has ended; it can be read, but not changed."),
)

# Institutions and people
permit("twinning.see_institution", _sees(visible.institutions_visible_to))
permit("twinning.add_institution", signed_in)
permit("twinning.join_institution", signed_in)
# What waits is decided when the institution is verified: of one that is, only who leads it says anything.
permit(
    "twinning.edit_institution",
    signed_in,
    prepares,
    Condition(
        lambda user, thing: _institution(thing).state != State.VERIFIED or leads(user, _institution(thing)), acts.why
    ),
)
permit("twinning.publish_facts", signed_in, acts, institution_verified)
permit("twinning.see_waiting_facts", signed_in, _sees(waiting_facts_visible_to))
permit("twinning.sign_rules", signed_in, acts, not_suspended)
permit("twinning.invite_colleague", signed_in, acts, not_suspended)
permit("twinning.invite_partner", signed_in, acts, institution_verified)
permit("twinning.verify_institution", signed_in, coordinates, no_own_interest)
permit("twinning.suspend_institution", signed_in, coordinates, no_own_interest)
permit("twinning.merge_institutions", signed_in, coordinates, no_own_interest)
permit(
    "twinning.verify_person",
    signed_in,
    Condition(
        verifies,
        _("The leader of the institution verifies people; the first one, a coordinator."),
        _("A deputy verifies deputies and teachers, but nobody who asks as a leader."),
    ),
)
permit(
    "twinning.change_role",
    signed_in,
    acts,
    not_suspended,
    Condition(lambda u, p: u.pk != p.user_id, _("Nobody changes their own role."), _("Ask the leader to do it.")),
)
permit("twinning.hand_over", signed_in, leads_alone, not_suspended)
permit("twinning.leave_institution", signed_in, own_or_led)
permit(
    "twinning.import_register",
    signed_in,
    Condition(
        lambda user, country: holds(user, OfficeKind.COORDINATOR, country) or is_administrator(user), coordinates.why
    ),
)
permit("twinning.see_register", signed_in, _sees(visible.registers_visible_to))
permit(
    "twinning.decide_register",
    signed_in,
    Condition(
        lambda user, r: holds(user, OfficeKind.COORDINATOR, r.country) or is_administrator(user), coordinates.why
    ),
)

# Classes and wishes
permit("twinning.edit_class", signed_in, tends)
permit("twinning.see_wish", signed_in, _sees(visible.wishes_visible_to))
permit("twinning.prepare_wish", signed_in, prepares)
permit("twinning.open_wish", signed_in, acts, institution_verified)
permit("twinning.see_suggestions", signed_in, tends)
permit("twinning.decide_match", signed_in, acts)

# Proposals
permit("twinning.see_proposal", signed_in, _sees(visible.proposals_visible_to))
permit("twinning.send_proposal", signed_in, acts, institution_verified, rules_signed)
permit(
    "twinning.answer_proposal",
    signed_in,
    Condition(_receives, _("Only the leader or a deputy of the institution that received it can answer.")),
    Condition(
        lambda user, p: p.by_id != user.pk and not leads(user, p.sender),
        _("You act for the institution that sent this as well, so somebody else must answer it."),
        _("Ask a leader or a deputy of the institution that received it."),
    ),
    Condition(
        lambda _u, p: p.receiver.state == State.VERIFIED, institution_verified.why, institution_verified.next_step
    ),
    Condition(lambda _u, p: p.receiver.consents.exists(), rules_signed.why, rules_signed.next_step),
)
permit("twinning.withdraw_proposal", signed_in, acts)

# Partnerships
permit("twinning.see_partnership", signed_in, _sees(visible.partnerships_visible_to))
permit("twinning.edit_plan", signed_in, partner, not_ended, partner_speaks)
permit("twinning.sign_agreement", signed_in, partner_leader, not_ended, partner_leads_and_speaks, all_verified)
permit("twinning.end_partnership", signed_in, partner_leader, not_ended, partner_leads_and_speaks)
