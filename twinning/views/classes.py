"""Classes of the person's institutions: listed, described, changed, archived."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid, Stale
from core.permissions import allowed
from core.web.confirming import ask_first
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill
from core.web.time_widgets import Elsewhere
from twinning.actions import classes as verbs
from twinning.forms.classes import ClassForm
from twinning.models import Institution, SchoolClass
from twinning.policy import LARGE_CLASS
from twinning.queries.classes import own_classes, with_begun
from twinning.queries.partner_places import partners_of
from twinning.queries.people import own_institutions, waits_at
from twinning.showing.class_hours import elsewhere, lesson_rows, saved_sentence
from twinning.views.wishes import begin_wish

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def classes(request: HttpRequest) -> HttpResponse:
    schools, asked = own_institutions(request.user), waits_at(request.user)
    rows = list(with_begun(own_classes(request.user)))
    prepares = {school.pk for school in schools if allowed(request.user, "twinning.prepare_wish", school)}
    partners = partners_of(rows)
    offered = [
        (
            group,
            group.institution_id in prepares and not group.begun,
            lesson_rows(group, elsewhere(group.institution, partners.get(group.pk))),
        )
        for group in rows
    ]
    foremost = next((group for group, free, _lessons in offered if free), None)
    context = {"classes": offered, "foremost": foremost, "schools": schools, "asked": asked}
    return render(request, "twinning/classes.html", context)


@form_page
@keeps_entry
def new_class(request: HttpRequest) -> HttpResponse:
    """For the institution named in the address, the only one where the person has one."""
    schools = own_institutions(request.user)
    code = request.GET.get("institution", "")
    school = next((s for s in schools if s.code == code), None)
    if code and school is None:
        raise Http404
    if school is None and len(schools) == 1:
        school = schools[0]
    if school is None:
        context = {"schools": schools, "asked": waits_at(request.user), "next": next_of(request)}
        return render(request, "twinning/class_where.html", context)
    return _form_page(request, school, None)


@form_page
@keeps_entry
def school_class(request: HttpRequest, code: str) -> HttpResponse:
    found = own_class(request, code)
    if found.archived_at is not None:
        return render(request, "twinning/class_archived.html", {"group": found})
    return _form_page(request, found.institution, found)


@form_page
@login_required
def archive_class(request: HttpRequest, code: str) -> HttpResponse:
    found = own_class(request, code)
    if request.method != "POST":
        return ask_first(
            request,
            title=_("Archive this class?"),
            about=found.name,
            text=_("It is no longer offered for new wishes, and it cannot be taken back. What you did with it stays."),
            action=_("Archive the class"),
            back=reverse("twinning:class", args=[found.code]),
        )
    try:
        verbs.archive_class(school_class=found, by=request.user)
    except Conflict as fault:
        messages.error(request, f"{fault.text} {fault.next_step}".strip())
        return redirect("twinning:class", found.code)
    messages.success(request, _("The class is archived. What you did with it stays."))
    return redirect("twinning:classes")


def own_class(request: HttpRequest, code: str) -> SchoolClass:
    """A class of the person's own institution; to all others there is none."""
    return get_object_or_404(own_classes(request.user, archived=True), code=code)


def _form_page(request: HttpRequest, school: Institution, group: SchoolClass | None) -> HttpResponse:
    there = _there(group)
    form = ClassForm(request.POST or None, institution=school, school_class=group, there=there)
    refill(form, request)
    if request.method == "POST" and form.is_valid():
        done = _save(request, school, group, form)
        if done is not None:
            return done
    context = {
        "form": form,
        "school": school,
        "group": group,
        "next": next_of(request),
        "large": group is not None and group.size > LARGE_CLASS,
        "leads_to_wish": group is None
        and not next_of(request)
        and allowed(request.user, "twinning.prepare_wish", school),
    }
    return render(request, "twinning/class.html", context, status=400 if form.errors else 200)


def _save(request: HttpRequest, school: Institution, group: SchoolClass | None, form: ClassForm) -> HttpResponse | None:
    version = form.cleaned_data["version"] or 0
    try:
        saved = verbs.save_class(
            institution=school, by=request.user, school_class=group, version=version, **form.mine()
        )
    except Stale as stale:
        return _both(request, school, group, form, stale)
    except (Invalid, Conflict) as fault:
        blame(form, fault)
        return None
    messages.success(request, saved_sentence(form.mine()["lessons"], form.there))
    if form.cleaned_data["size"] > LARGE_CLASS:
        messages.info(request, _("More than 45 pupils: for live lessons, two groups work better than one."))
    return redirect(_onward(request, saved) if group is None else next_of(request) or "twinning:classes")


def _onward(request: HttpRequest, saved: SchoolClass) -> str:
    """From a new class: to where it was missing, straight to its wish, or to the list with the button for one."""
    if onward := next_of(request):
        return onward
    if allowed(request.user, "twinning.prepare_wish", saved.institution):
        if "wish" in request.POST:
            try:
                return begin_wish(request, saved.institution, saved)
            except Conflict as fault:
                messages.error(request, str(fault.text))
        messages.info(
            request, _("Next, write a wish for it: what you look for, and with whom. The button stands below.")
        )
    return reverse("twinning:classes")


def _both(
    request: HttpRequest, school: Institution, group: SchoolClass | None, form: ClassForm, stale: Stale
) -> HttpResponse:
    """Somebody was faster: what was typed, ready to be saved over theirs, and beside it what stands there now."""
    now = get_object_or_404(own_classes(request.user), pk=group.pk if group else None)
    sent: Any = form.data
    data = sent.copy()
    data["version"] = str(now.version)
    there = _there(now)
    mine = ClassForm(data, institution=school, school_class=now, there=there)
    theirs = ClassForm(institution=school, school_class=now, there=there, auto_id="their_%s")
    context = {"form": mine, "theirs": theirs, "school": school, "group": now, "next": next_of(request), "stale": stale}
    return render(request, "twinning/class.html", context, status=409)


def _there(group: SchoolClass | None) -> Elsewhere | None:
    return elsewhere(group.institution, partners_of([group]).get(group.pk)) if group else None


def next_of(request: HttpRequest) -> str:
    """Where to go on afterwards: a path of this site, or nothing."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""
