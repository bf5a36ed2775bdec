"""The desk queues of reports and appeals: rows, tabs, the column with the due time."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Appeal, Report
from community.policy import DUE_SOON
from community.queries.appeals import appealable
from community.queries.reports import reportable
from community.showing.names_and_times import when
from core.language.formats import format_relative
from core.terms import label


def pile_tabs(page: str, pile: str) -> list[dict[str, Any]]:
    """As templates/components/tabs.html wants them."""
    url = reverse(f"community:{page}")
    labels = {"open": _("Open"), "mine": _("Answered by me"), "answered": _("All answered")}
    return [
        {"label": said, "url": url if name == "open" else f"{url}?show={name}", "current": name == pile}
        for name, said in labels.items()
    ]


def due_cells(due: datetime, answered: datetime | None) -> dict[str, str]:
    """The first column of a row: until when, or since when it is answered."""
    if answered is not None:
        return {"due": _("answered"), "due_detail": when(answered), "due_state": ""}
    left = due - timezone.now()
    state = "late" if left < timedelta(0) else "soon" if left < DUE_SOON else ""
    return {"due": format_relative(due), "due_detail": when(due), "due_state": state}


def report_row(found: Report) -> dict[str, Any]:
    """As templates/components/queue_row.html wants it."""
    how, url = reportable(found.object_type), reverse("community:report", args=[found.code])
    verdicts = {"removed": _("removed"), "warned": _("author warned"), "kept": _("stays")}
    return {
        **due_cells(found.due_at, found.answered_at),
        "title": label("report", found.reason),
        "url": url,
        "meta": how.label if how else found.object_type,
        "tags": [{"label": verdicts[found.verdict]}] if found.verdict else [],
        "actions": [] if found.verdict else [{"label": _("Look and answer"), "url": url}],
    }


def appeal_row(found: Appeal) -> dict[str, Any]:
    """As templates/components/queue_row.html wants it."""
    url = reverse("community:desk_appeal", args=[found.code])
    outcomes = {"upheld": _("the decision stands"), "overturned": _("the decision was taken back")}
    how = appealable(found.deed.deed)
    return {
        **due_cells(found.due_at, found.answered_at),
        "title": str(how.label).capitalize() if how else found.deed.deed,
        "url": url,
        "meta": _("Decided %(when)s") % {"when": when(found.deed.at)},
        "tags": [{"label": outcomes[found.outcome]}] if found.outcome else [],
        "actions": [] if found.outcome else [{"label": _("Look and answer"), "url": url}],
    }
