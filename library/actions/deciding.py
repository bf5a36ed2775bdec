"""The verdict of a review: returned with a reason, or published. Only these verbs advance Wagtail's workflow."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from core.audit import record
from core.errors import Conflict, Invalid, Refused, Stale
from core.findable import changed
from core.language.text_lengths import check_length
from core.models import Term
from core.permissions import require
from core.terms import terms_of
from core.text import clean
from library.actions.review_conflicts import Closed
from library.actions.steps.review_news import changes_of, people_of, tell_authors, tell_desk
from library.actions.steps.review_rounds import clean_note, locked_round, must_hold
from library.judging.preflight_findings import errors_of
from library.models import Practice, PracticeReview
from library.policy import WORDS_CHARACTERS
from library.queries.preflight import findings

VERDICT = PracticeReview.Verdict


def return_practice(
    *, review: PracticeReview, by: Any, reason: str, words: str, language: str, note: str = ""
) -> PracticeReview:
    """Return it to its authors, who read the reason and the words; the note is for moderators alone.

    Idempotent for the same moderator. Raise Taken, Closed, or Invalid where the reason or the words are missing.
    """
    require(by, "library.review", review)
    why, said = _reason(reason), _words(words, language, needed=True)
    with transaction.atomic():
        opened = _opened(review, by, VERDICT.RETURNED)
        if opened is None:
            return _fresh(review)
        practice, row = opened
        title = str(row.snapshot.get("title") or practice.title)
        _by_wagtail(practice, by, "reject")
        row.reason, row.words, row.language = why, said, language
        _end(row, by, VERDICT.RETURNED, note)
        _move(practice, Practice.State.RETURNED)
        data = {"round": row.round, "reason": why.code}
        record("library.return_practice", practice, by=by, concerns=people_of(practice), ground=said, data=data)
        asks = changes_of(practice)
        tell_authors(practice, "library.returned", once=row.code, reason=why.code, title=title, asks=asks)
    return row


def publish_practice(
    *, review: PracticeReview, by: Any, words: str = "", language: str = "", note: str = ""
) -> PracticeReview:
    """Publish what the moderator has read. Raise Stale where there is a newer text, Invalid where an error is left.

    Where an administrator has set a further step, the practice goes back into the queue for that one instead.
    """
    require(by, "library.review", review)
    said = _words(words, language, needed=False)
    with transaction.atomic():
        opened = _opened(review, by, VERDICT.PUBLISHED)
        if opened is None:
            return _fresh(review)
        practice, row = opened
        _check_text(practice, row)
        Practice.objects.filter(pk=practice.pk).update(edition=F("edition") + 1)
        if not _by_wagtail(practice, by, "approve"):
            return _one_step_further(practice, row, by, note)
        row.words, row.language = said, language if said else ""
        _end(row, by, VERDICT.PUBLISHED, note)
        _move(practice, Practice.State.PUBLISHED)
        data = {"round": row.round, "edition": practice.edition}
        record("library.publish_practice", practice, by=by, concerns=people_of(practice), ground=said, data=data)
        tell_authors(practice, "library.published", once=row.code)
        changed("practices", practice.code)
    return row


def _opened(review: PracticeReview, by: Any, verdict: str) -> tuple[Practice, PracticeReview] | None:
    """None where this moderator has given the same verdict already."""
    try:
        practice, row = locked_round(review)
    except Closed as over:
        if over.review.verdict == verdict and over.review.moderator_id == by.pk:
            return None
        raise
    if practice.state != Practice.State.SUBMITTED:
        raise Conflict(_("This practice is not in review any more."))
    must_hold(row, by)
    return practice, row


def _check_text(practice: Practice, row: PracticeReview) -> None:
    if row.revision_id is None or row.revision_id != practice.latest_revision_id:
        raise Stale(_("The text has changed since it was submitted. Send it back, so that it is read anew."))
    if errors_of(findings(practice.get_latest_revision_as_object())):
        raise Invalid(_("The check still finds an error. Send the practice back with the reason."))


def _by_wagtail(practice: Practice, by: Any, action: str) -> bool:
    """`approve()` of Wagtail checks no permission, so the task is asked first. True when the workflow has ended."""
    state = practice.current_workflow_task_state
    if state is None:
        if action == "reject":
            return True  # an administrator has ended the workflow meanwhile: the author still gets an answer
        raise Conflict(_("The workflow of this practice was ended by an administrator. Send it back instead."))
    task = state.task.specific
    if action not in {name for name, _label, _more in task.get_actions(practice, by)}:
        raise Refused(_("You cannot decide about this practice."))
    task.on_action(state, by, action)
    practice.refresh_from_db()
    status = WorkflowState.objects.values_list("status", flat=True).get(pk=state.workflow_state_id)
    return bool(status != WorkflowState.STATUS_IN_PROGRESS)


def _one_step_further(practice: Practice, row: PracticeReview, by: Any, note: str) -> PracticeReview:
    Practice.objects.filter(pk=practice.pk).update(edition=F("edition") - 1)
    row.moderator, row.released_at, row.note = None, timezone.now(), clean_note(note)
    row.save(update_fields=["moderator", "released_at", "note"])
    record("library.approve_step", practice, by=by, data={"round": row.round})
    tell_desk(practice)
    return row


def _end(row: PracticeReview, by: Any, verdict: str, note: str) -> None:
    row.verdict, row.note, row.moderator = verdict, clean_note(note), by
    row.decided_at = row.worked_at = timezone.now()
    row.save()


def _move(practice: Practice, state: str) -> None:
    """Update these columns alone: the public text of the row must not change."""
    practice.state, practice.changed_at = state, timezone.now()
    practice.version += 1
    practice.save(update_fields=["state", "changed_at", "version"])
    tell_desk(practice)


def _reason(code: str) -> Term:
    found = terms_of("review_reason").filter(code=code).first()
    if found is None:
        raise Invalid(_("Choose a reason."), field="reason")
    return found


def _words(words: str, language: str, *, needed: bool) -> str:
    said = clean(words, multiline=True)
    if needed and not said:
        raise Invalid(_("Say to the author what is missing and what to do next."), field="words")
    check_length(said, most=WORDS_CHARACTERS, field="words")
    if said and language not in dict(settings.LANGUAGES):
        raise Invalid(_("Choose the language of your text."), field="language")
    return said


def _fresh(review: PracticeReview) -> PracticeReview:
    return PracticeReview.objects.get(pk=review.pk)
