"""The page that asks to accept the rules of the site, and leads on to the page that was asked for (`next`)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from accounts.actions.accepting_rules import accept_rules
from accounts.forms.accepting_rules import AcceptForm
from accounts.queries.site_rules import owes_rules
from accounts.views.settings import form_page
from core.errors import Invalid
from core.web.forms import blame


@form_page
@never_cache
@login_required
def accept(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    asked = request.POST if request.method == "POST" else request.GET
    onward = _onward(asked.get("next", ""))
    if not owes_rules(user):
        return redirect(onward)
    form = AcceptForm(request.POST or None, initial={"next": onward})
    if form.is_valid():
        try:
            accept_rules(user=user, by=user, version=form.cleaned_data["version"])
        except Invalid as error:
            blame(form, error)
            # The version that was read is not the one that stands: the form shows that one from now on.
            form.data = {**form.cleaned_data, "version": AcceptForm().fields["version"].initial}
        else:
            return redirect(onward)
    context = {"form": form, "before": user.rules_version, "onward": onward}
    return render(request, "accounts/accept_rules.html", context, status=400 if form.errors else 200)


def _onward(address: str) -> str:
    """A page of this site, never one of another."""
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and len(address) <= 2000  # noqa: PLR2004 - as the form
    return address if safe else reverse("accounts:home")
