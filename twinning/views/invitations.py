"""Inviting colleagues and partners, and the page that the link leads to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid
from core.permissions import why_not
from core.web.confirming import ask_first
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill
from twinning.actions import invitations as verbs
from twinning.forms.invitations import ColleagueForm, PartnerForm
from twinning.models import Institution
from twinning.policy import INVITATIONS_A_PAGE
from twinning.queries.institution_names import with_names
from twinning.queries.invitations import invitations_visible_to, led_institutions
from twinning.queries.visibility import institutions_visible_to
from twinning.showing.invitations import invitation_rows

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    rows = invitations_visible_to(request.user).select_related("institution", "to_institution", "by")
    page = page_of(request, rows.prefetch_related("institution__names", "to_institution__names"), INVITATIONS_A_PAGE)
    context = {"page": page, "rows": invitation_rows(page), "schools": led_institutions(request.user)}
    return render(request, "twinning/invitations.html", context)


@form_page
@keeps_entry
def invite_colleague(request: HttpRequest, code: str) -> HttpResponse:
    school = _led(request, code)
    form = ColleagueForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.invite_colleague(institution=school, by=request.user, **form.mine())
        except (Invalid, Conflict) as fault:
            blame(form, fault)
        else:
            messages.success(request, _("The invitation is on its way. It is good for fourteen days."))
            return redirect("twinning:invitations")
    context = {"form": form, "school": school, "refused": why_not(request.user, "twinning.invite_colleague", school)}
    return render(request, "twinning/invite_colleague.html", context, status=400 if form.errors else 200)


@form_page
@keeps_entry
def invite_partner(request: HttpRequest, code: str) -> HttpResponse:
    school = _led(request, code)
    partner = _partner(request)
    form = PartnerForm(request.POST or None, initial={"language": "en"})
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.invite_partner(institution=school, by=request.user, to_institution=partner, **form.mine())
        except (Invalid, Conflict) as fault:
            blame(form, fault)
        else:
            messages.success(request, _("The invitation is on its way. It is good for fourteen days."))
            return redirect("twinning:invitations")
    refused = why_not(request.user, "twinning.invite_partner", school)
    context = {"form": form, "school": school, "partner": partner, "refused": refused}
    return render(request, "twinning/invite_partner.html", context, status=400 if form.errors else 200)


@require_safe
@login_required
def invite_to(request: HttpRequest, code: str) -> HttpResponse:
    """From the page of a listed institution: which of mine invites it?"""
    partner = get_object_or_404(institutions_visible_to(request.user), code=code)
    schools = led_institutions(request.user)
    if len(schools) == 1:
        return redirect(f"{reverse('twinning:invite_partner', args=[schools[0].code])}?to={partner.code}")
    return render(request, "twinning/invite_to.html", {"partner": partner, "schools": schools})


@form_page
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    invitation = get_object_or_404(invitations_visible_to(request.user), code=code)
    if request.method != "POST":
        return ask_first(
            request,
            title=_("Take this invitation back?"),
            about=invitation.email,
            text=_("Its link will work no more. You can invite anew."),
            action=_("Take back"),
            back=reverse("twinning:invitations"),
        )
    try:
        verbs.withdraw_invitation(invitation=invitation, by=request.user)
    except Conflict as fault:
        messages.error(request, str(fault.text))
    else:
        messages.success(request, _("The invitation is taken back; its link says so."))
    return redirect("twinning:invitations")


def _led(request: HttpRequest, code: str) -> Institution:
    """An institution that the person leads; to all others this page does not exist."""
    school = next((s for s in led_institutions(request.user) if s.code == code), None)
    if school is None:
        raise Http404
    return school


def _partner(request: HttpRequest) -> Institution | None:
    code: Any = request.GET.get("to", "")
    return get_object_or_404(with_names(institutions_visible_to(request.user)), code=code) if code else None
