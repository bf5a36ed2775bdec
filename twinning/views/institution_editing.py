"""What an institution says of itself, and its own free days."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.errors import Conflict, Invalid, Stale
from core.language.formats import format_range
from core.permissions import allowed, require
from core.web.confirming import ask_first
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill
from twinning.actions import institutions as verbs
from twinning.forms.institutions import FactsForm, FreeDaysForm
from twinning.models import Institution, InstitutionHoliday
from twinning.queries.institution_facts import free_days_as, said_by
from twinning.views.institution import visible_institution

_WAITS = gettext_lazy("Saved. It waits for the coordinator; until then the page stays as it is.")
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@keeps_entry
def edit(request: HttpRequest, code: str) -> HttpResponse:
    school = visible_institution(request, code)
    require(request.user, "twinning.edit_institution", school)
    form = FactsForm(request.POST or None, institution=school, said=said_by(request.user, school))
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.edit_institution(
                institution=school, facts=form.facts(), version=form.cleaned_data["version"], by=request.user
            )
            messages.success(
                request, _("Saved.") if allowed(request.user, "twinning.publish_facts", school) else _WAITS
            )
            return redirect("twinning:institution", school.code)
        except Stale:
            return _both(request, school)
        except (Invalid, Conflict) as fault:
            blame(form, fault)
    context = _context(form, school, waits=not allowed(request.user, "twinning.publish_facts", school))
    return render(request, "twinning/edit.html", context, status=400 if form.errors else 200)


def _context(form: FactsForm, school: Institution, **more: Any) -> dict[str, Any]:
    names = [form[f"name_{code}"] for code in form.name_languages]
    return {"form": form, "school": school, "name_fields": names, **more}


def _both(request: HttpRequest, school: Institution) -> HttpResponse:
    """Somebody was faster: what was typed stays in the form, beside it stands what is there now."""
    now = visible_institution(request, school.code)
    theirs = FactsForm(institution=now)
    data: Any = request.POST.copy()
    data["version"] = str(now.version)
    mine = FactsForm(data, institution=now)
    mine.is_valid()
    waits = not allowed(request.user, "twinning.publish_facts", now)
    context = _context(mine, now, changed=_changed(mine, theirs), waits=waits)
    return render(request, "twinning/edit.html", context, status=409)


def _changed(mine: Form, theirs: Form) -> list[tuple[Any, str, str]]:
    """(label, there now, typed) of each field in which the two differ."""
    rows = []
    for name in mine.fields:
        there, typed = _words(theirs, name, theirs[name].initial), _words(mine, name, mine[name].value())
        if name != "version" and there != typed:
            rows.append((mine.fields[name].label, there, typed))
    return rows


def _words(form: Form, name: str, value: Any) -> str:
    """What a field says, as the reader sees it."""
    many = value if isinstance(value, list | tuple) else [value]
    chosen = [str(one) for one in many if one is not None]
    choices = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", [])}
    return ", ".join(choices.get(one, one) for one in chosen if one) or "—"


@form_page
@keeps_entry
def free_days(request: HttpRequest, code: str) -> HttpResponse:
    school = visible_institution(request, code)
    require(request.user, "twinning.edit_institution", school)
    form = FreeDaysForm(request.POST or None)
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.add_holiday(institution=school, by=request.user, **form.cleaned_data)
            return redirect("twinning:free_days", school.code)
        except (Invalid, Conflict) as fault:
            blame(form, fault)
    context = {
        "form": form,
        "school": school,
        "days": _free_days(request, school),
        "waits": not allowed(request.user, "twinning.publish_facts", school),
    }
    return render(request, "twinning/free_days.html", context, status=400 if form.errors else 200)


def _free_days(request: HttpRequest, school: Institution) -> list[InstitutionHoliday]:
    """As this person has said them: those that wait have no row yet."""
    there = {(day.starts.isoformat(), day.ends.isoformat()): day for day in school.holidays.all()}
    return [
        there.get((starts, ends))
        or InstitutionHoliday(starts=date.fromisoformat(starts), ends=date.fromisoformat(ends), title=title)
        for starts, ends, title in free_days_as(request.user, school)
    ]


@form_page
@login_required
def remove_free_days(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """By the number of their row; those that wait have none (0) and are named by their days."""
    school = visible_institution(request, code)
    require(request.user, "twinning.edit_institution", school)
    days = _free_days(request, school)
    said = request.POST if request.method == "POST" else request.GET
    named = (said.get("starts"), said.get("ends"))
    found = next((d for d in days if (d.pk == number if number else (str(d.starts), str(d.ends)) == named)), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        when = format_range(found.starts, found.ends)
        return ask_first(
            request,
            title=_("Remove these days?"),
            about=f"{when}: {found.title}" if found.title else when,
            text=_("From then on they count as days of school."),
            action=_("Remove"),
            back=reverse("twinning:free_days", args=[school.code]),
            fields={"starts": found.starts.isoformat(), "ends": found.ends.isoformat()},
        )
    found.institution = school
    verbs.remove_holiday(holiday=found, by=request.user)
    return redirect("twinning:free_days", school.code)
