"""Both sides learn once that a proposal has expired; the expiry itself stays computed."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from community.models import Notice
from tests.twinning.partners.conftest import School, expire
from twinning.actions.duties.expiry import tell_of_expiry
from twinning.actions.sending import withdraw_proposal
from twinning.models import Proposal, ProposalState

Send = Callable[..., Proposal]


def told() -> set[tuple[str, str]]:
    rows = Notice.objects.filter(key="twinning.proposal_expired").select_related("user")
    return {(row.user.name, row.params["school"]["en"]) for row in rows}


def test_both_sides_are_told_once(ours: School, theirs: School, send: Send) -> None:
    proposal = send(ours, theirs)
    assert (tell_of_expiry(), told()) == (0, set())
    expire(proposal)
    assert [tell_of_expiry() for _ in range(3)] == [1, 0, 0]
    assert told() == {("Leader of Ak-Talaa", "Tartu Kool"), ("Leader of Tartu Kool", "Ak-Talaa")}
    assert Notice.objects.filter(key="twinning.proposal_expired").count() == 2
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SENT


def test_one_that_a_new_one_has_closed_is_told_too(ours: School, theirs: School, send: Send) -> None:
    expire(send(ours, theirs))
    send(ours, theirs)
    assert Proposal.objects.filter(state=ProposalState.EXPIRED).count() == 1
    assert tell_of_expiry() == 1


def test_nothing_is_told_of_answered_or_long_gone_ones(ours: School, theirs: School, send: Send) -> None:
    withdrawn = send(ours, theirs)
    withdraw_proposal(proposal=withdrawn, by=ours.leader)
    expire(withdrawn)
    expire(send(ours, theirs))
    assert tell_of_expiry(timezone.now() + timedelta(days=10)) == 0
    assert told() == set()
