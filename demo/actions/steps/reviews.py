"""Plants the review of each practice (claimed, sent back, corrected, published, taken down) with its dates."""

from datetime import datetime
from typing import Any, Final

from accounts.models import User
from community.judging.answer_deadlines import due_of
from demo.actions.steps.backdating import ago, happened
from library.actions.claiming import claim_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.submitting import submit_practice
from library.actions.taking_down import take_down
from library.actions.writing import save_step
from library.models import STEPS, Practice, PracticeReview

DECIDED: Final = frozenset({"published", "returned", "resubmitted", "taken_down"})
SENT_BACK: Final = frozenset({"returned", "resubmitted"})
HALF_A_DAY: Final = 0.5


def plant_review(practice: Practice, text: dict[str, Any], *, moderator: User, by: User) -> None:
    state = text["state"]
    if state == "claimed":
        with happened(text["claimed"]):
            claim_review(review=_open(practice), by=moderator)
    if state not in DECIDED:
        return
    decided = text["days"] - text["read"]
    with happened(decided + HALF_A_DAY):
        claim_review(review=_open(practice), by=moderator)
    with happened(decided):
        if state in SENT_BACK:
            return_practice(review=_open(practice), by=moderator, **text["review"])
        else:
            publish_practice(review=_open(practice), by=moderator)
    if state == "resubmitted":
        _mend(practice, text, by)
    elif state == "taken_down":
        down = text["down"]
        with happened(down["days"]):
            words = {name: down[name] for name in ("reason", "words", "language")}
            take_down(practice=_fresh(practice), by=moderator, **words)


def _mend(practice: Practice, text: dict[str, Any], by: User) -> None:
    with happened(text["again"]):
        row = _fresh(practice)
        facts = {name: text[name] for name in text["before"]}
        row = save_step(practice=row, by=by, version=row.version, step=STEPS[-1], facts=facts)
        submit_practice(practice=_fresh(row), by=by, version=row.version, answer=text["answer"])


def set_back(practice: Practice, text: dict[str, Any]) -> None:
    """Set the timestamps of a practice, its revisions and reviews back: verbs write the present time."""
    row = _fresh(practice)
    asked = [ago(text["days"]), *([ago(text["again"])] if "again" in text else [])]
    decided = ago(text["days"] - text["read"]) if text["state"] in DECIDED else None
    last = ago(text["down"]["days"]) if "down" in text else max(filter(None, [*asked, decided]))
    facts: dict[str, datetime] = {"created_at": asked[0], "changed_at": last}
    if row.submitted_at is not None:
        facts["submitted_at"] = asked[-1]
    if row.edition and decided is not None:
        facts.update(first_published_at=decided, last_published_at=decided)
    Practice.objects.filter(pk=row.pk).update(**facts)
    for revision, when in zip(row.revisions.order_by("pk"), [*asked, asked[-1]], strict=False):
        row.revisions.filter(pk=revision.pk).update(created_at=when)
    row.stored.update(at=asked[0])
    for state in row.workflow_states.all():
        state.task_states.update(started_at=asked[0])
        row.workflow_states.filter(pk=state.pk).update(created_at=asked[0])
    for review, when in zip(row.reviews.order_by("round"), asked, strict=False):
        _set_review_back(review, when, text)


def _set_review_back(review: PracticeReview, asked: datetime, text: dict[str, Any]) -> None:
    review.asked_at, review.due_at = asked, due_of("", asked)
    if review.decided_at is not None:
        decided = text["days"] - text["read"]
        review.claimed_at, review.decided_at = ago(decided + HALF_A_DAY), ago(decided)
        review.worked_at = review.decided_at
    elif review.claimed_at is not None:
        review.claimed_at = review.worked_at = ago(text["claimed"])
    review.save(update_fields=["asked_at", "due_at", "claimed_at", "worked_at", "decided_at"])


def _open(practice: Practice) -> PracticeReview:
    return PracticeReview.objects.get(practice=practice, decided_at=None, recalled_at=None)


def _fresh(practice: Practice) -> Practice:
    return Practice.objects.get(pk=practice.pk)
