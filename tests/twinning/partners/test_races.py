"""Two people at the same moment, on real connections."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from core.errors import Conflict
from tests.twinning.partners.conftest import School
from twinning.actions.agreements import draw_up_agreement, sign_agreement
from twinning.actions.answering import accept_proposal
from twinning.actions.sending import withdraw_proposal
from twinning.models import Agreement, Partnership, Proposal, ProposalState, Wish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
Race = Callable[..., list[Any]]


@pytest.fixture
def race() -> Race:
    """Run jobs at once, each on a connection of its own; give what each returned or raised, then `after`'s answer."""

    def run(*jobs: Callable[[], Any], after: Callable[[], Any]) -> list[Any]:
        return [*_all_at_once(jobs, threading.Barrier(len(jobs))), *_all_at_once([after], threading.Barrier(1))]

    return run


def _all_at_once(jobs: Any, start: threading.Barrier) -> list[Any]:
    found: list[Any] = [None] * len(jobs)

    def work(n: int) -> None:
        try:
            start.wait(10)
            found[n] = jobs[n]()
        except Exception as error:  # noqa: BLE001 - handed to the test
            found[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_two_accepts_at_once_open_one_partnership(
    ours: School, theirs: School, send: Callable[..., Proposal], race: Race
) -> None:
    proposal = send(ours, theirs)

    def accept() -> Partnership:
        return accept_proposal(proposal=proposal, by=theirs.leader)

    *results, partnerships = race(accept, accept, accept, after=Partnership.objects.count)
    assert partnerships == 1
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Conflict", "Partnership"]


def test_accept_and_withdraw_at_once_leave_one_answer(
    ours: School, theirs: School, send: Callable[..., Proposal], race: Race
) -> None:
    proposal = send(ours, theirs)
    *results, (state, partnerships) = race(
        lambda: accept_proposal(proposal=proposal, by=theirs.leader),
        lambda: withdraw_proposal(proposal=proposal, by=ours.leader),
        after=lambda: (Proposal.objects.get().state, Partnership.objects.count()),
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert (state, partnerships) in {(ProposalState.ACCEPTED, 1), (ProposalState.WITHDRAWN, 0)}


def test_five_proposals_at_once_stop_at_three(
    ours: School, found_school: Callable[..., School], send: Callable[..., Proposal], race: Race
) -> None:
    others = [found_school(f"School {n}") for n in range(5)]
    jobs = [lambda other=other: send(ours, other) for other in others]
    *results, sent = race(*jobs, after=Proposal.objects.count)
    assert sent == 3
    assert sum(isinstance(result, Conflict) for result in results) == 2


def test_crossing_proposals_at_once_leave_one(
    ours: School, theirs: School, send: Callable[..., Proposal], race: Race
) -> None:
    *results, sent = race(lambda: send(ours, theirs), lambda: send(theirs, ours), after=Proposal.objects.count)
    assert sent == 1
    assert sorted(type(result).__name__ for result in results) == ["Crossing", "Proposal"]


def test_a_double_click_at_once_sends_once(
    ours: School, theirs: School, send: Callable[..., Proposal], race: Race
) -> None:
    click = lambda: send(ours, theirs, client_key="one form")  # noqa: E731 - two clicks of the same
    first, second, sent = race(click, click, after=Proposal.objects.count)
    assert (sent, first) == (1, second)


def test_the_last_place_is_given_once(
    ours: School, theirs: School, found_school: Callable[..., School], send: Callable[..., Proposal], race: Race
) -> None:
    proposals = [send(ours, theirs), send(found_school("Third"), theirs)]
    jobs = [lambda one=one: accept_proposal(proposal=one, by=theirs.leader) for one in proposals]
    *results, (partnerships, state) = race(
        *jobs, after=lambda: (Partnership.objects.count(), Wish.objects.get(pk=theirs.wish.pk).state)
    )
    assert (partnerships, state) == (1, "closed")
    assert sum(isinstance(result, Conflict) for result in results) == 1


def test_both_sign_at_once_and_it_comes_into_force(
    ours: School, theirs: School, join: Callable[..., Partnership], race: Race
) -> None:
    agreement = draw_up_agreement(partnership=join(ours, theirs), by=ours.leader)
    jobs = [
        lambda one=one: sign_agreement(agreement=agreement, by=one.leader, name=f"Leader {one.school.pk}")
        for one in (ours, theirs)
    ]
    *results, (found, state) = race(*jobs, after=lambda: (Agreement.objects.get(), Partnership.objects.get().state))
    assert [type(result).__name__ for result in results] == ["Signature", "Signature"]
    assert found.in_force_at is not None
    assert state == "trial"
