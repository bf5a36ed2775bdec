"""The desk of offices, for administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.offices import end_office, give_office
from accounts.forms.offices import OfficeForm
from accounts.models import Office
from accounts.queries.offices import offices_now
from accounts.views.settings import form_page
from core.errors import KoepueroeError
from core.permissions import require
from core.web.confirming import ask_first
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill


@form_page
@keeps_entry
def offices(request: HttpRequest) -> HttpResponse:
    require(request.user, "accounts.see_offices")
    form = OfficeForm(request.POST or None)
    refill(form, request)
    if form.is_valid() and _given(request, form):
        return redirect("accounts:offices")
    return render(request, "accounts/offices.html", {"form": form, "offices": offices_now()})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def end(request: HttpRequest, number: int) -> HttpResponse:
    require(request.user, "accounts.see_offices")
    office = get_object_or_404(Office.objects.select_related("user"), pk=number)
    if request.method != "POST":
        return ask_first(
            request,
            title=_("Take this person out of office?"),
            about=f"{office.user}, {office.get_office_display()}",
            text=_("From now on this person can do nothing more with it. The log keeps what they did."),
            action=_("End the office"),
            back=reverse("accounts:offices"),
        )
    end_office(office=office, by=request.user)
    messages.success(request, _("The office has ended."))
    return redirect("accounts:offices")


def _given(request: HttpRequest, form: OfficeForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    if form.person is None:
        return False
    try:
        give_office(
            user=form.person, office=said["office"], country=said["country"], ground=said["ground"], by=request.user
        )
    except KoepueroeError as error:
        blame(form, error)
        return False
    messages.success(request, _("The office is given."))
    return True
