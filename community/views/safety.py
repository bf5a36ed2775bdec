"""Reporting and blocking, for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from community.actions.safety import block, report, unblock
from community.forms import ReportForm
from community.models import Report
from community.queries.appeals import decision_about
from community.queries.decisions import was_overturned
from community.queries.reportables import find_person
from community.queries.safety import blocks_of, reportable
from core.errors import Invalid
from core.web.decorators import post_only
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


@require_safe
@login_required
def blocks(request: HttpRequest) -> HttpResponse:
    return render(request, "community/blocks.html", {"blocks": list(blocks_of(request.user))})


@login_required
@post_only("community:blocks")
def block_person(request: HttpRequest, code: str) -> HttpResponse:
    person = find_person(request.user, code)
    if person is None:
        raise Http404
    block(by=request.user, whom=person)
    messages.success(request, _("Blocked. You read nothing more of this person, and they cannot write to you."))
    return redirect("community:blocks")


@login_required
@post_only("community:blocks")
def unblock_person(request: HttpRequest, code: str) -> HttpResponse:
    person = get_object_or_404(User, code=code, blocked_by__by=request.user)
    unblock(by=request.user, whom=person)
    return redirect("community:blocks")
