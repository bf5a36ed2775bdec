"""Nobody writes, signs or verifies in the name of an institution that is suspended."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import OfficeKind, User
from community.actions.messages import send_message
from community.models import Message
from core.errors import Conflict, Refused
from core.permissions import permissions
from tests.twinning.partners.conftest import School, letter
from twinning.actions.agreements import draw_up_agreement, sign_agreement
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.consents import sign_rules
from twinning.actions.institution_verification import suspend, verify_institution
from twinning.actions.invitations import invite_colleague, invite_partner
from twinning.actions.partnerships import end_partnership
from twinning.actions.people import change_role, hand_over
from twinning.actions.person_verification import refuse_person, verify_person
from twinning.actions.plans import add_plan_item
from twinning.actions.sending import counter_proposal, send_proposal
from twinning.actions.wishes import open_wish
from twinning.models import Agreement, Partnership, PlanItem, Proposal, Role, RulesConsent, Signature, Staff, Wish
from twinning.queries.agreements import agreements_to_sign
from twinning.queries.proposals import waiting_for

ASKED = Staff.State.ASKED
MAIL = {"email": "new@example.org", "language": "en"}


@pytest.fixture
def pause(make_officer: Callable[..., User]) -> Callable[[School], None]:
    def pause(one: School) -> None:
        suspend(
            institution=one.school, ground="complaints", by=make_officer(OfficeKind.COORDINATOR, one.school.country)
        )
        one.leader = User.objects.get(pk=one.leader.pk)
        for thing in (one.school, one.wish):
            thing.refresh_from_db()

    return pause


def test_letters_and_wishes(ours: School, theirs: School, send: Callable[..., Proposal], pause: Any) -> None:
    proposal = send(theirs, ours)
    draft = Wish.objects.create(institution=ours.school, by=ours.leader, language="en")
    pause(ours)
    proposal, draft, by = Proposal.objects.get(pk=proposal.pk), Wish.objects.get(pk=draft.pk), ours.leader
    verbs: list[Callable[[], Any]] = [
        lambda: send_proposal(from_wish=ours.wish, to_wish=theirs.wish, by=by, **letter()),
        lambda: counter_proposal(proposal=proposal, by=by, **letter()),
        lambda: accept_proposal(proposal=proposal, by=by),
        lambda: decline_proposal(proposal=proposal, by=by, reason="time"),
        lambda: open_wish(wish=draft, by=by),
    ]
    for verb in verbs:
        with pytest.raises(Refused):
            verb()
    assert (Proposal.objects.get().state, Partnership.objects.count(), list(waiting_for(by))) == ("sent", 0, [])
    with pytest.raises(Conflict):
        send_proposal(from_wish=theirs.wish, to_wish=ours.wish, by=theirs.leader, **letter())


def test_partnerships(ours: School, theirs: School, join: Callable[..., Partnership], pause: Any) -> None:
    partnership = join(ours, theirs)
    agreement = draw_up_agreement(partnership=partnership, by=ours.leader)
    sign_agreement(agreement=agreement, by=ours.leader, name="Leader", latin_name="Leader")
    plan = PlanItem.objects.count()
    pause(ours)
    partnership, agreement, by = Partnership.objects.get(), Agreement.objects.get(), ours.leader
    say = {"room": partnership.space.room, "text": "Hello", "language": "en", "client_id": "suspended-1"}
    verbs: list[Callable[[], Any]] = [
        lambda: draw_up_agreement(partnership=partnership, by=by),
        lambda: sign_agreement(agreement=agreement, by=by, name="Leader", latin_name="Leader"),
        # What was signed before does not come into force by the other side's name.
        lambda: sign_agreement(agreement=agreement, by=theirs.leader, name="Partner", latin_name="Partner"),
        lambda: add_plan_item(partnership=partnership, by=by, term="meet"),
        lambda: end_partnership(partnership=partnership, by=by, reason="done"),
        lambda: send_message(by=by, **say),
    ]
    for verb in verbs:
        with pytest.raises(Refused):
            verb()
    agreement.refresh_from_db()
    assert (Signature.objects.count(), agreement.in_force_at, PlanItem.objects.count()) == (1, None, plan)
    assert (Message.objects.count(), list(agreements_to_sign(by))) == (0, [])
    add_plan_item(partnership=partnership, by=theirs.leader, term="meet")
    assert PlanItem.objects.count() == plan + 1


def test_a_second_verified_school_gives_no_voice_for_the_first(
    ours: School, theirs: School, join: Any, pause: Any, make_institution: Any, make_staff: Any
) -> None:
    room = join(ours, theirs).space.room
    make_staff(ours.leader, make_institution("Second"))
    pause(ours)
    with pytest.raises(Refused):
        send_message(room=room, by=ours.leader, text="Hello", language="en", client_id="second-school")
    assert Message.objects.count() == 0


def test_people(ours: School, pause: Any, make_user: Any, make_staff: Any, make_officer: Any) -> None:
    place = make_staff(make_user(), ours.school, Role.TEACHER, ASKED)
    colleague = make_staff(make_user(), ours.school, Role.TEACHER)
    RulesConsent.objects.all().delete()
    pause(ours)
    place, colleague = Staff.objects.get(pk=place.pk), Staff.objects.get(pk=colleague.pk)
    school, by = ours.school, ours.leader
    verbs: list[Callable[[], Any]] = [
        lambda: verify_person(place=place, ground="known", by=by),
        lambda: refuse_person(place=place, reason="person", words="", by=by),
        lambda: change_role(place=colleague, role=Role.DEPUTY, by=by),
        lambda: hand_over(institution=school, to=colleague, by=by),
        lambda: invite_colleague(institution=school, by=by, role=Role.TEACHER, **MAIL),
        lambda: invite_partner(institution=school, by=by, **MAIL),
        lambda: sign_rules(institution=school, by=by, name="Leader"),
    ]
    for verb in verbs:
        with pytest.raises(Refused):
            verb()
    roles = Staff.objects.order_by("pk").values_list("role", "state")
    assert list(roles) == [("leader", "verified"), ("teacher", "asked"), ("teacher", "verified")]
    assert RulesConsent.objects.count() == 0
    coordinator = make_officer(OfficeKind.COORDINATOR, "KG")
    verify_person(place=place, ground="called", by=coordinator)
    verify_institution(institution=school, ground="settled", by=coordinator)
    change_role(place=Staff.objects.get(pk=colleague.pk), role=Role.DEPUTY, by=User.objects.get(pk=by.pk))


# Seeing, leaving, taking back and preparing at home write nothing in the name of an institution.
AT_HOME = {
    "twinning.add_institution",
    "twinning.decide_match",
    "twinning.edit_class",
    "twinning.edit_institution",
    "twinning.join_institution",
    "twinning.leave_institution",
    "twinning.prepare_wish",
    "twinning.withdraw_proposal",
}
BY_OFFICE = {"verify_institution", "suspend_institution", "merge_institutions", "import_register", "decide_register"}


def test_every_other_permission_is_tried_above() -> None:
    """A new verb stands in one of these tests, or among those that write nothing to others."""
    tried = {"open_wish", "send_proposal", "answer_proposal", "sign_agreement", "edit_plan", "end_partnership"}
    tried |= {"verify_person", "change_role", "hand_over", "invite_colleague", "invite_partner", "sign_rules"}
    tried |= {"publish_facts"}  # tests/twinning/test_waiting_facts.py
    known = AT_HOME | {f"twinning.{name}" for name in tried | BY_OFFICE}
    ours = {name for name in permissions() if name.startswith("twinning.") and not name.startswith("twinning.see_")}
    assert ours == known
