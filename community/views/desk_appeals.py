"""The desk queue of appeals."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.appeals import answer_appeal, look_at_appeal
from community.forms import AppealAnswerForm
from community.policy import ROWS_A_PAGE
from community.queries.appeals import appealable, appeals_to_judge
from community.showing.desk import appeal_row, pile_tabs
from community.views.desk_reports import chosen_pile
from core.audit_reading import ground_for, sentence_of
from core.errors import Conflict, Invalid
from core.permissions import allowed
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill


@require_safe
@login_required
def appeals(request: HttpRequest) -> HttpResponse:
    if not allowed(request.user, "community.see_report"):
        raise Http404
    rows, pile = appeals_to_judge(request.user), chosen_pile(request)
    if pile == "open":
        rows = rows.filter(answered_at=None).order_by("due_at", "pk")
    else:
        rows = rows.exclude(answered_at=None).order_by("-answered_at", "-pk")
    if pile == "mine":
        rows = rows.filter(answered_by=request.user)
    page = page_of(request, rows, ROWS_A_PAGE)
    context = {
        "page": page,
        "rows": [appeal_row(found) for found in page.object_list],
        "tabs": pile_tabs("appeals", pile),
    }
    return render(request, "desk/appeals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(appeals_to_judge(request.user), code=code)
    form = AppealAnswerForm(request.POST or None)
    refill(form, request)
    if found.answered_at is None and form.is_valid():
        try:
            answer_appeal(appeal=found, by=request.user, **form.cleaned_data)
        except (Invalid, Conflict) as error:
            blame(form, error)
        else:
            messages.success(request, _("Answered. The person is told."))
            return redirect("community:appeals")
    look_at_appeal(appeal=found, by=request.user)
    how = appealable(found.deed.deed)
    ground = ground_for(found.deed, request.user, judges=True)
    context = {"appeal": found, "form": form, "said": sentence_of(found.deed), "ground": ground}
    return render(request, "desk/appeal.html", {**context, "seen": how.seen(found.deed) if how else {}})
