"""One moderator at a time: claim, let go, keep a note. A claim without work ends by itself after 48 hours."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict
from core.language.lengths import check_length
from core.permissions import require
from core.text import clean
from library.actions.review_news import tell_authors, tell_desk
from library.actions.texts import locked
from library.models import Practice, PracticeReview
from library.queries.desk import free_at, holder_of, is_open

NOTE: Final = 2000
OFTEN: Final = timedelta(minutes=10)


class Taken(Conflict):
    """Another moderator has it until `until`."""

    code = "taken"

    def __init__(self, holder: Any, until: datetime) -> None:
        super().__init__(
            _("Another moderator has claimed this practice: %(name)s.") % {"name": holder},
            next_step=_("It becomes free by itself after 48 hours without work."),
        )
        self.holder, self.until = holder, until


class Closed(Conflict):
    """The round is over: decided by somebody, or taken back by its author."""

    code = "closed"

    def __init__(self, review: PracticeReview) -> None:
        by_author = review.recalled_at is not None
        super().__init__(
            _("The author has taken this practice back to change it.")
            if by_author
            else _("This practice was decided meanwhile.")
        )
        self.review = review


def claim_review(*, review: PracticeReview, by: Any) -> PracticeReview:
    """Claimed twice by one moderator is once. Raise Taken where another has it, Closed where it is over."""
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
        tell_authors(practice, "library.claimed", once=f"{row.code}:{by.code}")
        tell_desk()
    return row


def release_review(*, review: PracticeReview, by: Any) -> PracticeReview:
    """Back into the queue for everybody. What nobody has stays so."""
    require(by, "library.review", review)
    with transaction.atomic():
        practice, row = locked_round(review)
        if row.moderator_id is None:
            return row
        must_hold(row, by)
        row.moderator, row.released_at = None, timezone.now()
        row.save(update_fields=["moderator", "released_at"])
        record("library.release_review", practice, by=by, data={"round": row.round})
        tell_desk()
    return row


def keep_note(*, review: PracticeReview, by: Any, note: str) -> PracticeReview:
    """What moderators say among themselves; authors never read it. To keep one is work on the claim."""
    require(by, "library.review", review)
    with transaction.atomic():
        _practice, row = locked_round(review)
        must_hold(row, by)
        row.note = clean_note(note)
        return _worked(row, "note")


def keep_claim(*, review: PracticeReview, by: Any) -> None:
    """The holder reads on: the 48 hours begin anew, written down every ten minutes at most."""
    require(by, "library.review", review)
    if holder_of(review) != by or (review.worked_at or review.asked_at) > timezone.now() - OFTEN:
        return
    mine = PracticeReview.objects.filter(pk=review.pk, moderator=by, decided_at=None, recalled_at=None)
    mine.update(worked_at=timezone.now())


def locked_round(review: PracticeReview) -> tuple[Practice, PracticeReview]:
    """The practice, then its round, under their locks. Raise Closed where the round is over."""
    practice = locked(review.practice)
    row = PracticeReview.objects.select_for_update(of=("self",)).select_related("moderator").get(pk=review.pk)
    if not is_open(row):
        raise Closed(row)
    return practice, row


def must_hold(row: PracticeReview, by: Any) -> None:
    """Who claimed it and went to sleep may go on while nobody else has it."""
    if row.moderator_id == by.pk:
        return
    holder = holder_of(row)
    if holder is not None:
        raise Taken(holder, free_at(row))
    raise Conflict(_("Claim this practice first, so that no two moderators work on it at once."))


def clean_note(note: str) -> str:
    said = clean(note, multiline=True)
    check_length(said, most=NOTE, field="note")
    return said


def _worked(row: PracticeReview, *fields: str) -> PracticeReview:
    row.worked_at = timezone.now()
    row.save(update_fields=["worked_at", *fields])
    return row
