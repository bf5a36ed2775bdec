"""My data: take it along, or delete the account."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actions.erasing import delete_account
from accounts.forms.settings import DeleteForm
from accounts.queries.personal_data import data_of, file_name, packed
from accounts.views.settings import form_page
from core.errors import KoepueroeError
from core.permissions import require, why_not
from core.web.forms import blame


def _has_no_password(request: HttpRequest) -> bool:
    return not (request.user.is_authenticated and request.user.has_usable_password())


@form_page
@login_required
@reauthentication_required(allow_get=True, app="allauth.account")  # type: ignore[untyped-decorator]
def data(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if request.method != "POST":
        return render(request, "accounts/data.html")
    require(user, "accounts.take_data", user)
    found = data_of(user)
    page = render_to_string("accounts/my_data.html", {"rooms": found, "person": user})
    response = HttpResponse(packed(found, page), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(user)}"'
    return response


@form_page
@login_required
@reauthentication_required(enabled=_has_no_password, app="allauth.account")  # type: ignore[untyped-decorator]
def delete(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = DeleteForm(request.POST or None, user=user)
    if form.is_valid():
        try:
            delete_account(user=user, by=user)
        except KoepueroeError as error:
            blame(form, error)
        else:
            logout(request)
            messages.success(request, _("Your account is deleted. Thank you for the time you were here."))
            return redirect(f"/{get_language()}/")
    return render(
        request, "accounts/delete.html", {"form": form, "refusal": why_not(user, "accounts.delete_account", user)}
    )
