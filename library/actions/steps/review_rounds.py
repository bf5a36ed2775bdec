"""Locks a round of review, and checks its claim. The calling verb has checked the permission."""

from typing import Any

from django.utils.translation import gettext as _

from core.errors import Conflict
from core.language.text_lengths import check_length
from core.text import clean
from library.actions.review_conflicts import Closed, Taken
from library.actions.steps.practice_texts import locked
from library.models import Practice, PracticeReview
from library.policy import NOTE_CHARACTERS
from library.queries.review_queue import free_at, holder_of, is_open


def locked_round(review: PracticeReview) -> tuple[Practice, PracticeReview]:
    """The practice and its round, locked in this order. Raise Closed where the round is over."""
    practice = locked(review.practice)
    row = PracticeReview.objects.select_for_update(of=("self",)).select_related("moderator").get(pk=review.pk)
    if not is_open(row):
        raise Closed(row)
    return practice, row


def must_hold(row: PracticeReview, by: Any) -> None:
    """Raise Taken where another moderator holds it, Conflict where nobody does. Whose claim has expired may go on."""
    if row.moderator_id == by.pk:
        return
    holder = holder_of(row)
    if holder is not None:
        raise Taken(holder, free_at(row))
    raise Conflict(_("Claim this practice first, so that no two moderators work on it at once."))


def clean_note(note: str) -> str:
    said = clean(note, multiline=True)
    check_length(said, most=NOTE_CHARACTERS, field="note")
    return said
