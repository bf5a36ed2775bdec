"""Pages of the settings: overview, name, language and time zone, mails; and unsubscribing by a link."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import mail_settings
from accounts.actions.settings import change_settings
from accounts.forms.mail_settings import NoticesForm
from accounts.forms.settings import KeysForm, LanguageForm, NameForm
from accounts.models import Group, User
from accounts.queries.mail_settings import mail_settings_of, unsubscribing
from accounts.queries.offices import is_officer
from accounts.showing.time_zones import zone_text
from core.errors import Invalid
from core.language.own_names import own_name
from core.registry import menu_for
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    context = {
        "language": own_name(user.language),
        "zone": zone_text(user.time_zone, (get_language() or "en")[:2]),
        "more": [(reverse(entry.url_name), entry.label) for entry in menu_for(user, "settings")],
    }
    return render(request, "accounts/settings.html", context)


@form_page
@keeps_entry
def name(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = NameForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    refill(form, request)
    if form.is_valid() and _changed(request, form):
        return redirect("accounts:settings")
    return render(request, "accounts/name.html", {"form": form})


@form_page
@keeps_entry
def language(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = LanguageForm(request.POST or None, initial={"language": user.language, "time_zone": user.time_zone})
    refill(form, request)
    if form.is_valid() and _changed(request, form):
        return _in_language(form.cleaned_data["language"])
    return render(request, "accounts/language.html", {"form": form})


@form_page
@keeps_entry
def notices(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = NoticesForm(
        request.POST if request.method == "POST" else None,
        user=user,
        chosen=mail_settings_of(user),
        office=is_officer(user),
    )
    refill(form, request)
    if form.is_valid() and _mail_changed(request, form):
        return redirect("accounts:settings")
    return render(request, "accounts/notices.html", {"form": form})


@form_page
@keeps_entry
def keys(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = KeysForm(request.POST if request.method == "POST" else None, initial={"keys": user.keys})
    refill(form, request)
    if form.is_valid() and _changed(request, form):
        return redirect("accounts:settings")
    return render(request, "accounts/keys.html", {"form": form})


@csrf_exempt  # mail programs send this POST; the signed link is the permission, and all it does is end mails
@form_page
def end_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Without log-in: one button; the POST of a mail program (RFC 8058) ends the mails at once."""
    found = unsubscribing(token)
    if found is None:
        raise Http404
    chosen, what = found
    if request.method == "POST":
        mail_settings.end_mails(user=chosen.user, by=chosen.user, what=what)
    context = {"done": request.method == "POST", "group": Group(what).label if what in Group.values else ""}
    response = render(request, "accounts/end_mails.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _mail_changed(request: HttpRequest, form: NoticesForm) -> bool:
    user: Any = request.user
    values = dict(form.cleaned_data)
    try:
        change_settings(user=user, by=user, mail_notices=values.pop("mail_notices"))
        mail_settings.change_mail(user=user, by=user, **values)
    except Invalid as error:
        blame(form, error)
        return False
    messages.success(request, _("Saved."))
    return True


def _changed(request: HttpRequest, form: BaseForm) -> bool:
    user: Any = request.user
    try:
        change_settings(user=user, by=user, **form.cleaned_data)
    except Invalid as error:
        blame(form, error)
        return False
    with override(form.cleaned_data.get("language", get_language())):
        messages.success(request, _("Saved."))
    return True


def _in_language(code: str) -> HttpResponse:
    """Redirect to the settings in the new language, and set the cookie of the language."""
    response = HttpResponseRedirect(translate_url(reverse("accounts:settings"), code))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response
