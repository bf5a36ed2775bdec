"""Loads the newest text of a practice under a row lock, and saves it. Every verb that changes a text uses these."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict, Stale
from library.models import Practice, PracticeReview


def locked(practice: Practice) -> Practice:
    """The row, locked. Call within a transaction. Raise Conflict where it has been deleted."""
    # Only the row: PostgreSQL locks no joined table from its outer side.
    row = Practice.objects.select_for_update(of=("self",)).filter(pk=practice.pk).first()
    if row is None:
        raise Conflict(_("This practice has been deleted."))
    return row


def newest_of(row: Practice, *, version: int | None = None) -> Practice:
    """The latest text. Raise Stale where a form holds an older `version`, Conflict while it is in review.

    Never call `refresh_from_db()` on it: that would replace the newest text by the public one.
    """
    if row.state == Practice.State.SUBMITTED:
        raise Conflict(
            _("A moderator is reading this practice, so it cannot be changed now."),
            next_step=_("Recall it to draft, change it and submit it again."),
        )
    if version is not None and row.version != version:
        raise Stale(_("This practice was changed elsewhere since you opened it. Look at both and save again."))
    newest: Practice = row.get_latest_revision_as_object()
    return newest


def put_back(newest: Practice, *, by: Any, state: str | None = None) -> None:
    """Save the text as a revision; also as the row, while the practice is not public."""
    newest.version += 1
    newest.changed_at = timezone.now()
    newest.state = state or (Practice.State.DRAFT if newest.state == Practice.State.PUBLISHED else newest.state)
    latest = newest.latest_revision
    if not newest.live:
        newest.save()  # first, so that new children have their keys in the revision
    newest.save_revision(user=by, clean=False, overwrite_revision=latest if _may_overwrite(newest, by) else None)
    whole = {name: getattr(newest, name) for name in ("version", "changed_at", "state", "step")}
    Practice.objects.filter(pk=newest.pk).update(**whole)


def _may_overwrite(newest: Practice, by: Any) -> bool:
    """Whether the latest revision may be replaced: autosave must not add one every few seconds."""
    latest = newest.latest_revision
    if latest is None or latest.user_id != getattr(by, "pk", None) or newest.live_revision_id == latest.pk:
        return False
    return not (
        latest.task_states.exists() or PracticeReview.objects.filter(revision=latest, practice=newest.pk).exists()
    )
