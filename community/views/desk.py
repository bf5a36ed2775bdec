"""The desk's pile of reports."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.safety import answer_report, look_at_report
from community.forms import AnswerForm
from community.models import Report
from community.queries.safety import open_reports, reportable, reports_visible_to
from community.queries.showing import shown_message, when
from core.errors import Invalid
from core.formats import format_relative
from core.forms import blame
from core.kept import keeps_entry, refill
from core.permissions import allowed
from core.terms import label

SOON = timedelta(hours=8)


@require_safe
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    if not allowed(request.user, "community.see_report"):
        raise Http404
    rows = [_row(found) for found in open_reports(request.user).order_by("due_at")[:100]]
    return render(request, "desk/reports.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def report(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(reports_visible_to(request.user), code=code)
    form = AnswerForm(request.POST or None)
    refill(form, request)
    if found.answered_at is None and form.is_valid():
        try:
            answer_report(report=found, by=request.user, **form.cleaned_data)
        except Invalid as error:
            blame(form, error)
        else:
            messages.success(request, _("Answered. Both people are told."))
            return redirect("community:reports")
    around = [
        {**shown_message(m, request.user, {}, frozenset()), "menu": [], "reported": m.code == found.object_id}
        for m in look_at_report(report=found, by=request.user)
    ]
    context = {
        "report": found,
        "form": form,
        "around": around,
        "row": _row(found),
        "reason": label("report", found.reason),
    }
    return render(request, "desk/report.html", context)


def _row(found: Report) -> dict[str, Any]:
    """As templates/components/queue_row.html wants it."""
    left = found.due_at - timezone.now()
    how = reportable(found.object_type)
    return {
        "due": format_relative(found.due_at),
        "due_detail": when(found.due_at),
        "due_state": "late" if left < timedelta(0) else "soon" if left < SOON else "",
        "title": label("report", found.reason),
        "url": reverse("community:report", args=[found.code]),
        "meta": how.label if how else found.object_type,
        "tags": [],
        "actions": [{"label": _("Look and answer"), "url": reverse("community:report", args=[found.code])}],
    }
