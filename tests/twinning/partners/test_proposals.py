from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from community.models import Block, Notice
from core.errors import Conflict, Invalid, Refused
from core.models import Deed, OutboxRow
from tests.twinning.partners.conftest import School, expire, letter
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.sending import (
    Crossing,
    counter_proposal,
    mark_proposal_read,
    send_proposal,
    withdraw_proposal,
)
from twinning.models import Decision, Partnership, Proposal, ProposalState, Role, State, Wish
from twinning.queries.proposals import places_used, state_now

pytestmark = pytest.mark.django_db
Send = Callable[..., Proposal]
Found = Callable[..., School]


def test_send_writes_the_proposal_and_tells_the_other_side(ours: School, theirs: School, send: Send) -> None:
    proposal = send(ours, theirs)
    assert (proposal.sender, proposal.receiver) == (ours.school, theirs.school)
    assert proposal.state == "sent"
    assert proposal.expires_at - proposal.sent_at >= timedelta(days=14) - timedelta(minutes=1)
    assert proposal.plan[1] == {"term": "", "title": "Вода в бутылке", "due": ""}
    assert list(Notice.objects.values_list("user", "key")) == [(theirs.leader.pk, "twinning.proposal_received")]
    topics = set(OutboxRow.objects.filter(topic__startswith="proposals:").values_list("topic", "kind"))
    assert topics == {(f"proposals:{ours.school.code}", "sent"), (f"proposals:{theirs.school.code}", "sent")}
    assert list(Decision.objects.values_list("kind", "wish", "other")) == [("proposed", ours.wish.pk, theirs.wish.pk)]
    assert Deed.objects.filter(deed="twinning.send_proposal", by=ours.leader).count() == 1


def test_send_refuses_a_stranger_a_teacher_and_the_other_side(
    ours: School, theirs: School, make_user: Callable[..., User], make_staff: Callable[..., Any]
) -> None:
    teacher = make_user("Teacher")
    make_staff(teacher, ours.school, Role.TEACHER)
    for person in (make_user("Stranger"), teacher, theirs.leader):
        with pytest.raises(Refused):
            send_proposal(from_wish=ours.wish, to_wish=theirs.wish, by=person, **letter())
    assert (Proposal.objects.count(), Notice.objects.count(), OutboxRow.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("field", "spoilt"),
    [
        ("title", {"title": "   "}),
        ("title", {"title": "x" * 121}),
        ("work", {"work": "nonsense"}),
        ("starts", {"starts": timezone.localdate() - timedelta(days=1)}),
        ("ends", {"ends": timezone.localdate()}),
        ("ends", {"ends": timezone.localdate() + timedelta(days=900)}),
        ("words", {"words": "", "phrases": []}),
        ("words", {"words": "x" * 3001}),
        ("language", {"language": "<b>"}),
        ("phrases", {"phrases": [{"key": "insult", "params": {}}]}),
        ("plan", {"plan": [{"term": "nonsense", "title": "", "due": ""}]}),
        ("plan", {"plan": [{"term": "", "title": "", "due": ""}]}),
        ("plan", {"plan": [{"term": "meet", "title": "", "due": "2026-13-45"}]}),
        ("plan", {"plan": [{"term": "meet", "title": "", "due": "1999-01-01"}]}),
        ("plan", {"plan": [{"term": "meet", "title": "", "due": ""}] * 13}),
    ],
)
def test_send_refuses_nonsense(ours: School, theirs: School, send: Send, field: str, spoilt: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as caught:
        send(ours, theirs, **spoilt)
    assert caught.value.field == field
    assert Proposal.objects.count() == 0


def test_a_double_click_sends_once(ours: School, theirs: School, send: Send) -> None:
    first = send(ours, theirs, client_key="k1")
    assert send(ours, theirs, client_key="k1") == first
    assert Proposal.objects.count() == 1
    assert Notice.objects.count() == 1


def test_a_crossing_proposal_is_shown_instead_of_a_second(ours: School, theirs: School, send: Send) -> None:
    first = send(ours, theirs)
    for one, other in ((theirs, ours), (ours, theirs)):
        with pytest.raises(Crossing) as caught:
            send(one, other)
        assert caught.value.proposal == first
    assert Proposal.objects.count() == 1


def test_three_open_ones_are_the_most(ours: School, found_school: Found, send: Send) -> None:
    others = [found_school(f"School {n}") for n in range(4)]
    sent = [send(ours, other) for other in others[:3]]
    with pytest.raises(Conflict, match="three open proposals"):
        send(ours, others[3])
    assert places_used(ours.school) == 3
    withdraw_proposal(proposal=sent[0], by=ours.leader)
    expire(sent[1])
    assert places_used(ours.school) == 1
    assert send(ours, others[3]).state == "sent"


def test_an_expired_one_gives_its_place_up_to_a_new_one(ours: School, theirs: School, send: Send) -> None:
    old = send(ours, theirs)
    expire(old)
    assert state_now(old) == ProposalState.EXPIRED
    new = send(theirs, ours)
    old.refresh_from_db()
    assert (old.state, old.closed_at) == ("expired", old.expires_at)
    assert state_now(new) == ProposalState.SENT


@pytest.mark.parametrize("what", ["our wish", "their wish", "their state", "their leader", "their places", "block"])
def test_what_stands_in_the_way(ours: School, theirs: School, found_school: Found, send: Send, what: str) -> None:
    match what:
        case "our wish" | "their wish":
            wish = (ours if what == "our wish" else theirs).wish
            wish.state = Wish.State.CLOSED
            wish.save()
        case "their state":
            theirs.school.state = State.SUSPENDED
            theirs.school.save()
        case "their leader":
            theirs.school.staff.update(until=timezone.now())
        case "their places":
            third = found_school("Third")
            accept_proposal(proposal=send(third, theirs), by=theirs.leader)
            Wish.objects.filter(pk=theirs.wish.pk).update(state=Wish.State.OPEN)
        case "block":
            Block.objects.create(by=theirs.leader, blocked=ours.leader)
    before = Proposal.objects.count()
    with pytest.raises(Conflict):
        send(ours, theirs)
    assert Proposal.objects.count() == before


def test_withdraw_frees_the_place(ours: School, theirs: School, send: Send) -> None:
    proposal = withdraw_proposal(proposal=send(ours, theirs), by=ours.leader)
    assert (proposal.state, proposal.closed_by) == ("withdrawn", ours.leader)
    assert Notice.objects.filter(key="twinning.proposal_withdrawn", user=theirs.leader).count() == 1


def test_withdraw_refuses_the_receiver(ours: School, theirs: School, send: Send) -> None:
    proposal = send(ours, theirs)
    with pytest.raises(Refused):
        withdraw_proposal(proposal=proposal, by=theirs.leader)
    proposal.refresh_from_db()
    assert proposal.state == "sent"


@pytest.mark.parametrize("end", ["accepted", "declined", "withdrawn", "expired"])
def test_what_is_closed_stays_closed(ours: School, theirs: School, send: Send, end: str) -> None:
    proposal = send(ours, theirs)
    match end:
        case "accepted":
            accept_proposal(proposal=proposal, by=theirs.leader)
        case "declined":
            decline_proposal(proposal=proposal, by=theirs.leader, reason="time")
        case "withdrawn":
            withdraw_proposal(proposal=proposal, by=ours.leader)
        case "expired":
            expire(proposal)
    before = (Partnership.objects.count(), Proposal.objects.get().state, Proposal.objects.get().closed_at)
    with pytest.raises(Conflict):
        accept_proposal(proposal=proposal, by=theirs.leader)
    with pytest.raises(Conflict):
        decline_proposal(proposal=proposal, by=theirs.leader, reason="time")
    with pytest.raises(Conflict):
        withdraw_proposal(proposal=proposal, by=ours.leader)
    with pytest.raises(Conflict):
        counter_proposal(proposal=proposal, by=theirs.leader, **letter())
    after = Proposal.objects.get()
    assert (Partnership.objects.count(), after.state, after.closed_at) == before


def test_decline_keeps_the_reason(ours: School, theirs: School, send: Send) -> None:
    proposal = decline_proposal(proposal=send(ours, theirs), by=theirs.leader, reason="hours", words="Кийин!")
    assert (proposal.state, proposal.reason, proposal.reason_words) == ("declined", "hours", "Кийин!")
    assert Decision.objects.filter(kind="declined", reason="hours", wish=theirs.wish, other=ours.wish).count() == 1


def test_decline_refuses_the_sender_and_an_unknown_reason(ours: School, theirs: School, send: Send) -> None:
    proposal = send(ours, theirs)
    with pytest.raises(Refused):
        decline_proposal(proposal=proposal, by=ours.leader, reason="time")
    with pytest.raises(Invalid):
        decline_proposal(proposal=proposal, by=theirs.leader, reason="because")
    proposal.refresh_from_db()
    assert proposal.state == "sent"


def test_a_counter_is_a_new_proposal_the_other_way(ours: School, theirs: School, send: Send) -> None:
    old = send(ours, theirs)
    new = counter_proposal(proposal=old, by=theirs.leader, client_key="c", **letter(title="Water and ice"))
    again = counter_proposal(proposal=old, by=theirs.leader, client_key="c", **letter(title="Water and ice"))
    old.refresh_from_db()
    assert new == again
    assert (old.state, new.answers, new.sender, new.receiver) == ("countered", old, theirs.school, ours.school)
    assert accept_proposal(proposal=new, by=ours.leader).space.title == "Water and ice"


def test_a_counter_refuses_the_sender_and_nonsense(ours: School, theirs: School, send: Send) -> None:
    old = send(ours, theirs)
    with pytest.raises(Refused):
        counter_proposal(proposal=old, by=ours.leader, **letter())
    with pytest.raises(Invalid):
        counter_proposal(proposal=old, by=theirs.leader, **letter(title=""))
    old.refresh_from_db()
    assert (old.state, Proposal.objects.count()) == ("sent", 1)


def test_reading_is_marked_once_and_only_by_the_receiver(ours: School, theirs: School, send: Send) -> None:
    proposal = send(ours, theirs)
    with pytest.raises(Refused):
        mark_proposal_read(proposal=proposal, by=ours.leader)
    assert proposal.read_at is None
    mark_proposal_read(proposal=proposal, by=theirs.leader)
    first = proposal.read_at
    mark_proposal_read(proposal=proposal, by=theirs.leader)
    assert first is not None
    assert proposal.read_at == first
