"""Two moderators press at the same moment: one has it, the other reads who."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from accounts.models import User
from core.audit_reading import deeds_of
from library.actions.claiming import claim_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.review_conflicts import Closed, Taken
from library.actions.submitting import recall_practice
from library.models import Practice, PracticeReview
from tests.community.committing import committing, lines_closed

__all__ = ["lines_closed"]
pytestmark = committing


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Each in a thread and connection of its own, all beginning together."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            gate.wait(30)
            return work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def test_two_claims_are_one(review: PracticeReview, moderator: User, second: User) -> None:
    found = at_once(*(lambda by=by: claim_review(review=fresh(review), by=fresh(by)) for by in (moderator, second)))
    assert sorted(type(answer).__name__ for answer in found) == ["PracticeReview", "Taken"]
    assert deeds_of(review.practice).filter(deed="library.claim_review").count() == 1
    assert Taken in {type(answer) for answer in found}


def test_a_verdict_pressed_twice_is_one(review: PracticeReview, moderator: User) -> None:
    claim_review(review=review, by=moderator)
    work = lambda: publish_practice(review=fresh(review), by=fresh(moderator))  # noqa: E731 - the same work twice
    found = at_once(work, work, work)
    assert [answer.verdict for answer in found] == ["published"] * 3
    assert (
        fresh(review.practice).edition,
        deeds_of(review.practice).filter(deed="library.publish_practice").count(),
    ) == (
        1,
        1,
    )


def test_a_verdict_and_a_recall_at_once_leave_one_of_them(
    review: PracticeReview, teacher: User, moderator: User
) -> None:
    claim_review(review=review, by=moderator)
    said = {"reason": "quality", "words": "More, please.", "language": "en"}
    found = at_once(
        lambda: return_practice(review=fresh(review), by=fresh(moderator), **said),
        lambda: recall_practice(practice=Practice.objects.get(pk=review.practice_id), by=fresh(teacher)),
    )
    state = fresh(review.practice).state
    assert state in {"returned", "draft"}
    assert (type(found[0]) is Closed) == (state == "draft")
