"""Takes a reported practice down, and restores it after an appeal. Registered by review_queue and log."""

from typing import Any

from django.utils.translation import gettext as _

from community.models import Report
from core.errors import Conflict
from library.actions.taking_down import restore, take_down
from library.models import Practice


def take_down_reported(code: str, by: Any) -> None:
    """The verdict "removed" about a reported practice: its reason and answer are those of the take-down."""
    report = (
        Report.objects.filter(object_type="practice", object_id=code, answered_by=by).order_by("answered_at").last()
    )
    practice = Practice.objects.filter(code=code).first()
    if report is None or practice is None:
        raise Conflict(_("This practice is not here any more."))
    said = {"reason": report.reason, "words": report.answer, "language": by.language}
    take_down(practice=practice, by=by, report=report.code, **said)


def restore_reported(code: str, by: Any) -> None:
    """An appeal against the verdict "removed" was right."""
    restore(practice=Practice.objects.get(code=code), by=by, words=str(_("A second look found that it may stay.")))
