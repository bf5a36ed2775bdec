"""The log of deeds that concern the reader, and their appeals against them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.appeals import appeal
from community.forms import AppealForm
from community.policy import ROWS_A_PAGE
from community.queries.appeals import appealable, decision_about, own_appeals
from community.showing.log import deed_row
from core.audit_reading import deeds_about, ground_for, names_of, sentence_of
from core.errors import Conflict, Invalid
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill


@require_safe
@login_required
def deeds(request: HttpRequest) -> HttpResponse:
    page = Paginator(deeds_about(request.user).select_related("by", "appeal"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    names = names_of(page)
    rows = [deed_row(deed, request.user, names) for deed in page]
    return render(request, "community/deeds.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def appeal_new(request: HttpRequest, deed: str, code: str) -> HttpResponse:
    decision = decision_about(request.user, deed, code)
    how = appealable(deed)
    if decision is None or how is None:
        raise Http404
    if asked := own_appeals(request.user).filter(deed=decision).first():
        return redirect("community:appeal", code=asked.code)
    form = AppealForm(request.POST or None)
    refill(form, request)
    if form.is_valid():
        try:
            made = appeal(deed=decision, by=request.user, words=form.cleaned_data["words"])
        except (Invalid, Conflict) as error:
            blame(form, error)
        else:
            messages.success(request, _("Sent. Somebody else looks at it; you will be told."))
            return redirect("community:appeal", code=made.code)
    context = {"form": form, "deed": decision, "said": sentence_of(decision), "seen": how.seen(decision)}
    return render(request, "community/appeal_new.html", {**context, "ground": ground_for(decision, request.user)})


@require_safe
@login_required
def own_appeal(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(own_appeals(request.user), code=code)
    how = appealable(found.deed.deed)
    context = {"appeal": found, "said": sentence_of(found.deed), "seen": how.seen(found.deed) if how else {}}
    return render(
        request,
        "community/appeal.html",
        {**context, "ground": ground_for(found.deed, request.user), "gone": found.deed.deed.endswith(".removed")},
    )
