"""The desk queue of reports."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.reports import answer_report, look_at_report
from community.forms import AnswerForm
from community.policy import ROWS_A_PAGE
from community.queries.reports import answered_reports, open_reports, reports_visible_to
from community.showing.desk import pile_tabs, report_row
from community.showing.rooms import shown_message
from core.errors import Invalid
from core.permissions import allowed
from core.terms import label
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill


@require_safe
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    if not allowed(request.user, "community.see_report"):
        raise Http404
    pile = chosen_pile(request)
    found = open_reports(request.user).order_by("due_at", "pk") if pile == "open" else answered_reports(request.user)
    if pile == "mine":
        found = found.filter(answered_by=request.user)
    page = page_of(request, found, ROWS_A_PAGE)
    context = {"page": page, "rows": [report_row(one) for one in page.object_list], "tabs": pile_tabs("reports", pile)}
    return render(request, "desk/reports.html", context)


def chosen_pile(request: HttpRequest) -> str:
    asked = request.GET.get("show", "")
    return asked if asked in {"mine", "answered"} else "open"


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
        "row": report_row(found),
        "reason": label("report", found.reason),
    }
    return render(request, "desk/report.html", context)
