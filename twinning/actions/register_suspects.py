"""Deciding whether a row of a register and an institution near it are the same institution."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.findable import changed
from core.permissions import require
from twinning.actions.steps.today_marks import claims_changed
from twinning.models import Institution, RegisterIdentifier, RegisterRow
from twinning.policy import SHELF

KEEP, SAME = "keep", "same"


def decide_suspect(*, row: RegisterRow, by: Any, decision: str) -> None:
    """KEEP: they are two, the new one becomes visible. SAME: the new one is merged into the old, identifiers too."""
    require(by, "twinning.decide_register", row.register)
    if decision not in {KEEP, SAME}:
        raise Invalid(_("Choose whether these are two institutions or one."))
    with transaction.atomic():
        locked = RegisterRow.objects.select_for_update().get(pk=row.pk)
        if locked.verdict != "suspect" or locked.institution_id is None or locked.decision:
            raise Conflict(_("This has been decided already."))
        _carry_out(locked, decision, by=by)
    row.refresh_from_db()


def _carry_out(row: RegisterRow, decision: str, *, by: Any) -> None:
    school = Institution.objects.select_for_update().get(register_rows=row)
    if decision == SAME:
        if row.suspect_of_id is None:
            raise Conflict(_("The other institution is no longer there."))
        RegisterIdentifier.objects.filter(institution=school).update(institution_id=row.suspect_of_id)
        school.merged_into_id = row.suspect_of_id
    school.hidden = decision == SAME
    school.save(update_fields=["hidden", "merged_into"])
    changed(SHELF, school.code)
    row.decision, row.decided_by, row.decided_at = decision, by, timezone.now()
    row.save(update_fields=["decision", "decided_by", "decided_at"])
    record("twinning.decide_suspect", school, by=by, ground=decision, data={"row": row.number})
    claims_changed(school)
