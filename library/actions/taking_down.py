"""Takes a published practice down (unpublishes it for a reason), and restores it."""

from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction

from core.audit import record
from core.audit_reading import deeds_of
from core.errors import Conflict, Invalid
from core.findable import changed
from core.language.text_lengths import check_length
from core.permissions import require
from core.terms import labels_of
from core.text import clean
from library.actions.steps.practice_texts import locked
from library.actions.steps.review_news import people_of, taken_over, tell_authors, tell_desk
from library.models import Practice
from library.policy import WORDS_CHARACTERS

DOWN: Final = "library.take_down"


def take_down(
    *, practice: Practice, by: Any, reason: str, words: str, language: str = "", report: str = ""
) -> Practice:
    """From now on only its authors, its school and moderators can read it. Idempotent.

    `reason` is one of the reasons of reports, `report` the code of the one that it answers. A review that is open
    ends; newer words of its authors are kept.
    """
    require(by, "library.take_down", practice)
    said = _said(words)
    if reason not in labels_of("report"):
        raise Invalid(_("Choose a reason."), field="reason")
    with transaction.atomic():
        row = locked(practice)
        if row.state == Practice.State.TAKEN_DOWN:
            return row
        _end_review(row, by)
        spoken = language if language in dict(settings.LANGUAGES) else row.language
        data = {"reason": reason, "language": spoken, "report": report}
        data |= {"state": row.state, "revision": row.live_revision_id}
        row.state, row.changed_at = Practice.State.TAKEN_DOWN, timezone.now()
        row.version += 1
        UnpublishAction(row, user=by).execute()
        deed = record(DOWN, row, by=by, concerns=people_of(row), ground=said, data=data)
        tell_authors(row, "library.taken_down", once=str(deed.pk), reason=reason)
        tell_desk(row)
        changed("practices", row.code)
    return row


def restore(*, practice: Practice, by: Any, words: str) -> Practice:
    """Publish the text that was public, in the same edition. Raise Conflict where it is not taken down."""
    require(by, "library.restore", practice)
    said = _said(words)
    with transaction.atomic():
        row = locked(practice)
        if row.state != Practice.State.TAKEN_DOWN:
            raise Conflict(_("This practice is not taken down."))
        down = deeds_of(row).filter(deed=DOWN).order_by("pk").last()
        data = down.data if down is not None else {}
        row.live, row.state, row.changed_at = True, _state_after(data), timezone.now()
        row.live_revision = row.revisions.filter(pk=data.get("revision")).first()
        row.has_unpublished_changes = row.state != Practice.State.PUBLISHED
        row.version += 1
        row.save(
            update_fields=["live", "state", "changed_at", "live_revision", "has_unpublished_changes", "version"],
        )
        deed = record("library.restore", row, by=by, concerns=people_of(row), ground=said)
        tell_authors(row, "library.restored", once=str(deed.pk))
        tell_desk(row)
        changed("practices", row.code)
    return row


def _said(words: str) -> str:
    said = clean(words, multiline=True)
    if not said:
        raise Invalid(_("Give the reason in up to 2,000 characters; the authors read it."), field="words")
    check_length(said, most=WORDS_CHARACTERS, field="words")
    return said


def _end_review(row: Practice, by: Any) -> None:
    for review in row.reviews.filter(decided_at=None, recalled_at=None):
        review.recalled_at = timezone.now()
        review.save(update_fields=["recalled_at"])
        taken_over(review)
    state = row.current_workflow_state
    if state is not None:
        state.cancel(user=by)


def _state_after(data: dict[str, Any]) -> str:
    """As it was; what had been in review is a draft, because that review has ended."""
    before = str(data.get("state", Practice.State.PUBLISHED))
    return Practice.State.DRAFT.value if before == Practice.State.SUBMITTED else before
