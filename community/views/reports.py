"""Reporting something, and the answer to a report: for everybody."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.reports import report
from community.forms import ReportForm
from community.models import Report
from community.queries.appealed_decisions import was_overturned
from community.queries.appeals import decision_about
from community.queries.reports import reportable
from core.errors import Invalid
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def report_this(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    how = reportable(kind)
    thing = how.find(request.user, code) if how else None
    if how is None or thing is None:
        raise Http404
    form = ReportForm(request.POST or None)
    refill(form, request)
    if form.is_valid():
        try:
            report(object_type=kind, code=code, by=request.user, **form.cleaned_data)
        except Invalid as error:
            blame(form, error)
        else:
            return redirect("community:reported", kind=kind, code=code)
    context = {"form": form, "label": how.label, "seen": how.seen(thing), "about": how.about(thing)}
    return render(request, "community/report.html", context)


@require_safe
@login_required
def reported(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """What happens next, and whether one wants to see more of this person."""
    found = Report.objects.filter(by=request.user, object_type=kind, object_id=code).order_by("-pk").first()
    if found is None:
        raise Http404
    return render(request, "community/reported.html", {"report": found})


@require_safe
@login_required
def verdict(request: HttpRequest, code: str) -> HttpResponse:
    """The answer, for the one who reported and the one concerned. Neither learns of the other here."""
    answered = Report.objects.exclude(answered_at=None)
    found = answered.filter(code=code, by=request.user) | answered.filter(
        code=code, about=request.user, verdict__in=["removed", "warned"]
    )
    shown = get_object_or_404(found)
    own = shown.about_id == request.user.pk
    decision = decision_about(request.user, f"community.{shown.verdict}", shown.code) if own else None
    context = {"report": shown, "own": own, "decision": decision, "taken_back": was_overturned(shown)}
    return render(request, "community/verdict.html", context)
