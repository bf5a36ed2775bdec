"""Random histories of proposals between five schools: whatever people try, the rules of the model hold."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import KoepueroeError
from tests.twinning.partners.conftest import School, letter
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.partnerships import end_partnership
from twinning.actions.sending import counter_proposal, send_proposal, withdraw_proposal
from twinning.models import Partnership, Proposal, ProposalState, TwinSpace, Wish
from twinning.queries.open_wishes import places_taken
from twinning.queries.proposals import places_used, state_now

pytestmark = pytest.mark.django_db
CLOSED = set(ProposalState) - {ProposalState.SENT}
VERBS = ("send", "accept", "decline", "counter", "withdraw", "expire", "end", "reopen")
steps = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 4), st.integers(0, 4)), max_size=16)


class _Undone(Exception):
    """Each history begins from the same database."""


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=steps)
def test_no_history_breaks_the_rules(schools: list[School], history: list[tuple[str, int, int]]) -> None:
    with pytest.raises(_Undone), transaction.atomic():
        seen: dict[int, ProposalState] = {}
        for verb, one, other in history:
            _try(verb, schools, one, other)
            _check(schools, seen)
        raise _Undone


@pytest.fixture
def schools(found_school: Callable[..., School]) -> list[School]:
    return [found_school(f"School {n}", partners=1 + n % 2) for n in range(5)]


def _try(verb: str, schools: list[School], one: int, other: int) -> None:
    """What may be refused is refused with a sentence; nothing else may be raised."""
    try:
        with transaction.atomic():
            _do(verb, schools, one, other)
    except KoepueroeError as error:
        assert str(error.text)


def _do(verb: str, schools: list[School], one: int, other: int) -> None:
    people = {school.school.pk: school.leader for school in schools}
    if verb == "send":
        ours, theirs = (Wish.objects.get(pk=schools[n].wish.pk) for n in (one, other))
        send_proposal(from_wish=ours, to_wish=theirs, by=schools[one].leader, **letter())
        return
    if verb == "reopen":
        Wish.objects.filter(pk=schools[one].wish.pk).update(state=Wish.State.OPEN)
        return
    if verb == "end":
        _end(people, one)
        return
    _answer(verb, people, one * 5 + other)


def _end(people: dict[int, Any], n: int) -> None:
    partnership = Partnership.objects.order_by("pk")[n : n + 1].first()
    if partnership is not None:
        leader = people[partnership.parties.all()[0].institution_id]
        end_partnership(partnership=partnership, by=leader, reason="time")


def _answer(verb: str, people: dict[int, Any], n: int) -> None:
    rows = list(Proposal.objects.order_by("pk"))
    if not rows:
        return
    proposal = rows[n % len(rows)]
    receiver, sender = people[proposal.receiver_id], people[proposal.sender_id]
    match verb:
        case "accept":
            accept_proposal(proposal=proposal, by=receiver)
        case "decline":
            decline_proposal(proposal=proposal, by=receiver, reason="time")
        case "counter":
            counter_proposal(proposal=proposal, by=receiver, **letter())
        case "withdraw":
            withdraw_proposal(proposal=proposal, by=sender)
        case "expire":
            Proposal.objects.filter(pk=proposal.pk, state="sent").update(
                expires_at=timezone.now() - timedelta(seconds=1)
            )


def _check(schools: list[School], seen: dict[int, ProposalState]) -> None:
    pairs = set()
    for proposal in Proposal.objects.all():
        state = state_now(proposal)
        assert seen.get(proposal.pk, ProposalState.SENT) in {ProposalState.SENT, state}, "a closed one stays closed"
        seen[proposal.pk] = state
        assert (proposal.closed_at is None) == (proposal.state == ProposalState.SENT)
        assert (state == ProposalState.ACCEPTED) == hasattr(proposal, "partnership")
        if state == ProposalState.SENT:
            assert (proposal.wish_low, proposal.wish_high) not in pairs
            pairs.add((proposal.wish_low, proposal.wish_high))
    assert all(places_used(school.school) <= 3 for school in schools)
    wishes = list(Wish.objects.filter(pk__in=[school.wish.pk for school in schools]))
    taken = places_taken(wishes)
    assert all(taken.get(wish.pk, 0) <= wish.partners for wish in wishes)
    assert Partnership.objects.count() == TwinSpace.objects.count()
