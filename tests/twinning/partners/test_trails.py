"""The list of proposals: what waits for whom, and the way of each in three dots."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.twinning.partners.conftest import School, expire
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.sending import mark_proposal_read, withdraw_proposal
from twinning.models import Partnership, Proposal, Role
from twinning.showing.proposals import row_for

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Send = Callable[..., Proposal]


def trail(user: User, proposal: Proposal) -> list[tuple[str, bool, bool]]:
    proposal.refresh_from_db()
    return [(str(step.word), step.done, step.here) for step in row_for(user, proposal).trail]


def test_sent_read_and_until_when(ours: School, theirs: School, send: Send) -> None:
    proposal = send(ours, theirs)
    assert trail(ours.leader, proposal) == [
        ("sent", True, True),
        ("not read yet", False, False),
        ("answer by", False, False),
    ]
    mark_proposal_read(proposal=proposal, by=theirs.leader)
    assert trail(theirs.leader, proposal) == [("came", True, False), ("read", True, True), ("answer by", False, False)]
    (_sent, read, until) = row_for(ours.leader, proposal).trail
    assert (read.at, until.at) == (proposal.read_at, proposal.expires_at)


def test_its_end_is_named_with_its_day(ours: School, theirs: School, send: Send) -> None:
    accepted = send(ours, theirs)
    accept_proposal(proposal=accepted, by=theirs.leader)
    assert trail(ours.leader, accepted)[1:] == [("read", True, False), ("accepted", True, True)]
    assert row_for(ours.leader, accepted).trail[2].at == accepted.closed_at


def test_withdrawn_or_expired_unread_it_stays_unread(ours: School, theirs: School, send: Send) -> None:
    withdrawn = send(ours, theirs)
    withdraw_proposal(proposal=withdrawn, by=ours.leader)
    assert trail(ours.leader, withdrawn)[1:] == [("not read", False, False), ("withdrawn", True, True)]
    expired = send(ours, theirs)
    expire(expired)
    assert trail(theirs.leader, expired)[1:] == [("not read", False, False), ("expired", True, True)]
    assert row_for(ours.leader, expired).trail[2].at == expired.expires_at


def test_a_declined_one_was_read(ours: School, theirs: School, send: Send) -> None:
    declined = send(ours, theirs)
    decline_proposal(proposal=declined, by=theirs.leader, reason="time", words="")
    assert trail(ours.leader, declined)[1:] == [("read", True, False), ("declined", True, True)]


def test_only_what_ends_within_two_days_presses(ours: School, theirs: School, send: Send, signed_in: SignIn) -> None:
    proposal, client = send(ours, theirs), signed_in(theirs.leader)
    assert 'class="soon"' not in client.get(reverse("twinning:proposals")).text
    Proposal.objects.filter(pk=proposal.pk).update(expires_at=timezone.now() + timedelta(hours=30))
    assert 'class="soon"' in client.get(reverse("twinning:proposals")).text


def test_what_is_open_stands_first_by_whose_turn_it_is(
    ours: School, found_school: Callable[..., School], send: Send, signed_in: SignIn, join: Callable[..., Partnership]
) -> None:
    one, two, three = (found_school(f"Kool {n}", country="EE") for n in range(3))
    waiting, written = send(one, ours), send(ours, two)
    join(three, ours)
    page = signed_in(ours.leader).get(reverse("twinning:proposals"))
    shown = [[row.proposal for row in page.context[name]] for name in ("waiting", "written")]
    assert shown == [[waiting], [written]]
    assert [row.other for row in page.context["behind"]] == [three.school]
    assert page.context["head"].tabs[1]["count"] == "2"


def test_who_may_withdraw_finds_it_in_the_row(
    ours: School,
    theirs: School,
    send: Send,
    signed_in: SignIn,
    make_user: Callable[..., User],
    make_staff: Callable[..., object],
) -> None:
    proposal, teacher = send(ours, theirs), make_user("Teacher")
    make_staff(teacher, ours.school, Role.TEACHER)
    door = reverse("twinning:proposal_withdraw", args=[proposal.code])
    found = [
        door in signed_in(person).get(reverse("twinning:proposals")).text
        for person in (ours.leader, theirs.leader, teacher)
    ]
    assert found == [True, False, False]
