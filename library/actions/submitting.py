"""Submits a practice for review and recalls it. Only these verbs start and cancel Wagtail's workflow."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from community.judging.answer_deadlines import due_of
from core.audit import record
from core.errors import Conflict, Invalid, Stale
from core.limits import spend
from core.permissions import require
from core.text import clean
from library.actions.steps.practice_texts import locked
from library.actions.steps.review_news import sent_again, taken_over, tell_desk, tell_moderators
from library.judging.preflight_findings import Finding, errors_of
from library.models import Practice, PracticeBand, PracticeReview
from library.policy import ANSWER_CHARACTERS
from library.queries.duplicates import duplicates, marks_of
from library.queries.preflight import findings
from library.queries.snapshots import snapshot_of
from library.rules.limits import SUBMIT


class NotReady(Invalid):
    """The pre-flight found errors; `found` says each with its field and step."""

    code = "not_ready"

    def __init__(self, found: list[Finding]) -> None:
        super().__init__(_("Something is still missing. Each is said beside its field."))
        self.found = found


def submit_practice(*, practice: Practice, by: Any, version: int, answer: str = "") -> PracticeReview:
    """Ask for a review of the newest text. Idempotent: gives the open review.

    Raise NotReady with what is missing, Stale where a form holds an older version. `answer` is read by the moderator.
    """
    require(by, "library.submit", practice)
    with transaction.atomic():
        row = locked(practice)
        review: PracticeReview | None = row.reviews.filter(decided_at=None, recalled_at=None).first()
        if row.state == Practice.State.SUBMITTED and review is not None:
            return review
        if row.version != version:
            raise Stale(_("This practice was changed elsewhere since you opened it. Look at it once more."))
        if row.state == Practice.State.PUBLISHED:
            raise Conflict(_("This practice is published, and nothing in it was changed since."))
        found = _checked(row)
        spend(SUBMIT, by.pk)
        review = _ask(row, by, found, clean(answer, multiline=True)[:ANSWER_CHARACTERS])
        _start(row, by)
        record("library.submit_practice", row, by=by, data={"round": review.round})
        sent_again(row)
        tell_moderators(review)
        tell_desk(row)
    return review


def recall_practice(*, practice: Practice, by: Any) -> None:
    """Make a submitted practice a draft again. Idempotent."""
    require(by, "library.recall", practice)
    with transaction.atomic():
        row = locked(practice)
        if row.state != Practice.State.SUBMITTED:
            return
        for review in row.reviews.filter(decided_at=None, recalled_at=None):
            review.recalled_at = timezone.now()
            review.save(update_fields=["recalled_at"])
            taken_over(review)
        state = row.current_workflow_state
        if state is not None:
            state.cancel(user=by)
        _move(row, Practice.State.DRAFT)
        record("library.recall_practice", row, by=by)
        tell_desk(row)


def _checked(row: Practice) -> list[Finding]:
    newest: Practice = row.get_latest_revision_as_object()
    found = findings(newest)
    if errors_of(found):
        raise NotReady(found)
    return [*found, *duplicates(newest)]


def _ask(row: Practice, by: Any, found: list[Finding], answer: str) -> PracticeReview:
    newest: Practice = row.get_latest_revision_as_object()
    if newest.latest_revision is None:
        newest.save_revision(user=by, clean=False)
    now = timezone.now()
    row.latest_revision, row.submitted_at = newest.latest_revision, now
    _move(row, Practice.State.SUBMITTED)
    PracticeBand.objects.filter(practice=row).delete()
    bands = enumerate(marks_of(newest))
    PracticeBand.objects.bulk_create(PracticeBand(practice=row, band=band, mark=mark) for band, mark in bands)
    last = row.reviews.aggregate(n=Max("round"))["n"] or 0
    return PracticeReview.objects.create(
        practice=row,
        round=last + 1,
        asked_by=by,
        asked_at=now,
        due_at=due_of("", now),
        revision=newest.latest_revision,
        snapshot=snapshot_of(newest),
        findings=[finding.stored() for finding in found],
        answer=answer,
    )


def _start(row: Practice, by: Any) -> None:
    """A practice that was sent back goes on in the round it was in; Wagtail allows one open workflow for each thing."""
    state = row.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
        return
    workflow = row.get_workflow()
    if state is not None or workflow is None:
        raise Conflict(_("The review cannot be started now. Your practice is kept; tell a moderator."))
    workflow.start(row, by)


def _move(row: Practice, state: str) -> None:
    """Update these columns alone: the public text of the row must not change."""
    row.state, row.changed_at = state, timezone.now()
    row.version += 1
    row.save(update_fields=["state", "changed_at", "version", "submitted_at"])
