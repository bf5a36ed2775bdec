"""The rules of safe work: for everybody to read, for an institution to sign."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Invalid
from core.permissions import why_not
from core.web.forms import blame, renew
from core.web.saved_forms import keeps_entry, refill
from twinning.actions.consents import RULES_VERSION, sign_rules
from twinning.forms.consents import SignForm
from twinning.models import RulesConsent
from twinning.queries.people import places_of
from twinning.views.classes import next_of


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "twinning/rules.html", {"version": RULES_VERSION})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """For people of the institution; to all others the page does not exist."""
    user: Any = request.user
    school = next((p.institution for p in places_of(user) if p.institution.code == code), None)
    if school is None:
        raise Http404
    form = SignForm(request.POST or None, initial={"version": RULES_VERSION, "name": user.name})
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            sign_rules(institution=school, by=user, **form.mine())
        except Invalid as fault:
            if form.cleaned_data["version"] != RULES_VERSION:
                renew(form, version=RULES_VERSION)
            blame(form, fault)
        else:
            messages.success(request, _("The rules are signed for your institution."))
            return redirect(next_of(request) or request.path)
    context = {
        "form": form,
        "school": school,
        "version": RULES_VERSION,
        "consent": RulesConsent.objects.filter(institution=school, version=RULES_VERSION).first(),
        "refused": why_not(user, "twinning.sign_rules", school),
        "next": next_of(request),
    }
    return render(request, "twinning/sign_rules.html", context, status=400 if form.errors else 200)
