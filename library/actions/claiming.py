"""Claims of a review, by one moderator at a time, and their notes. A claim expires CLAIM_KEPT after the last work."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.permissions import require
from library.actions.review_conflicts import Taken
from library.actions.steps.review_news import taken_over, tell_authors, tell_desk
from library.actions.steps.review_rounds import clean_note, locked_round, must_hold
from library.models import PracticeReview
from library.policy import CLAIM_RENEWED
from library.queries.review_queue import free_at, holder_of


def claim_review(*, review: PracticeReview, by: Any) -> PracticeReview:
    """Idempotent for one moderator. Raise Taken where another one has claimed it, Closed where the round is over."""
    require(by, "library.review", review)
    with transaction.atomic():
        practice, row = locked_round(review)
        holder = holder_of(row)
        if holder is not None and holder != by:
            raise Taken(holder, free_at(row))
        if holder == by:
            return _worked(row)
        row.moderator, row.claimed_at, row.released_at = by, timezone.now(), None
        _worked(row, "moderator", "claimed_at", "released_at")
        record("library.claim_review", practice, by=by, data={"round": row.round})
        taken_over(row)
        tell_authors(practice, "library.claimed", once=f"{row.code}:{by.code}")
        tell_desk(practice)
    return row


def release_review(*, review: PracticeReview, by: Any) -> PracticeReview:
    """Give the claim up. Without effect where nobody has claimed it."""
    require(by, "library.review", review)
    with transaction.atomic():
        practice, row = locked_round(review)
        if row.moderator_id is None:
            return row
        must_hold(row, by)
        row.moderator, row.released_at = None, timezone.now()
        row.save(update_fields=["moderator", "released_at"])
        record("library.release_review", practice, by=by, data={"round": row.round})
        tell_desk(practice)
    return row


def keep_note(*, review: PracticeReview, by: Any, note: str) -> PracticeReview:
    """Save the internal note of moderators, which authors never read. Renews the claim."""
    require(by, "library.review", review)
    with transaction.atomic():
        _practice, row = locked_round(review)
        must_hold(row, by)
        row.note = clean_note(note)
        return _worked(row, "note")


def keep_claim(*, review: PracticeReview, by: Any) -> None:
    """Renew the claim while its holder reads; written at most once in ten minutes."""
    require(by, "library.review", review)
    if holder_of(review) != by or (review.worked_at or review.asked_at) > timezone.now() - CLAIM_RENEWED:
        return
    mine = PracticeReview.objects.filter(pk=review.pk, moderator=by, decided_at=None, recalled_at=None)
    mine.update(worked_at=timezone.now())


def _worked(row: PracticeReview, *fields: str) -> PracticeReview:
    row.worked_at = timezone.now()
    row.save(update_fields=["worked_at", *fields])
    return row
