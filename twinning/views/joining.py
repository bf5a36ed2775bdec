"""How a newcomer comes to a school: find it by its name, ask to join, or add it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Conflict, Invalid
from core.terms import terms_of
from core.text import clean
from core.web.forms import blame
from core.web.query_params import count_page, shorten, words_of
from core.web.saved_forms import keeps_entry, refill
from twinning.actions.institutions import add_institution
from twinning.actions.people import ask_to_join, leave
from twinning.forms.institutions import AddForm, JoinForm
from twinning.models import Institution
from twinning.policy import QUERY_CHARACTERS, SCHOOLS_FOUND_TO_JOIN
from twinning.queries.directory import for_list
from twinning.queries.institution_search import find_institutions
from twinning.queries.institutions import similar_institutions
from twinning.queries.invitations import token_of, waiting_for
from twinning.queries.people import place_at, places_of, prepared_by_newcomers
from twinning.queries.visibility import institutions_visible_to
from twinning.showing.institution_rows import institution_row
from twinning.views.institution import own_place, visible_institution

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@keeps_entry
def find_school(request: HttpRequest) -> HttpResponse:
    """Registered institutions are offered first, so that no school stands here twice."""
    text, fault = words_of(request.GET, "q", most=QUERY_CHARACTERS)
    shorten(request, texts=("q",), longest=QUERY_CHARACTERS)
    if text:
        count_page(request)
    found = _found(request, text) if text and not fault else []
    kinds = {term.pk: term.label for term in terms_of("kind")} if found else {}
    waiting = waiting_for(request.user).prefetch_related("institution__names")
    context = {
        "text": text,
        "fault": fault,
        "rows": [{**institution_row(school, kinds), "code": school.code} for school in found],
        "invitations": [(one.institution, reverse("twinning:invitation", args=[token_of(one)])) for one in waiting],
        "places": places_of(request.user),
    }
    return render(request, "twinning/find_school.html", context)


def _found(request: HttpRequest, text: str) -> list[Institution]:
    visible = institutions_visible_to(request.user)
    ids = find_institutions(text, visible)[:SCHOOLS_FOUND_TO_JOIN]
    schools = {school.pk: school for school in for_list(visible.filter(pk__in=ids))}
    return [schools[pk] for pk in ids if pk in schools]


@form_page
@keeps_entry
def join(request: HttpRequest, code: str) -> HttpResponse:
    school = visible_institution(request, code)
    form = JoinForm(request.POST or None)
    refill(form, request)
    if place_at(request.user, school) is not None:
        return redirect("twinning:my")
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_join(institution=school, by=request.user, **form.cleaned_data)
            messages.success(request, _("You have asked to join. We tell you as soon as somebody has decided."))
            return redirect("twinning:my")
        except (Invalid, Conflict) as fault:
            blame(form, fault)
    row = institution_row(school, {school.kind_id: school.kind.label})
    context = {"form": form, "school": school, "row": row, "closed": not prepared_by_newcomers(school)}
    return render(request, "twinning/join.html", context, status=400 if form.errors else 200)


@form_page
@keeps_entry
def add(request: HttpRequest) -> HttpResponse:
    """Before it is added, what may be the same institution is shown; "none of these" goes on."""
    form = AddForm(request.POST or None, initial={"name": clean(request.GET.get("name", ""))})
    refill(form, request)
    alike: list[Institution] = []
    if request.method == "POST" and form.is_valid():
        alike = [] if form.cleaned_data["other"] else _alike(request, form)
        if not alike:
            done = _add(request, form)
            if done is not None:
                return done
    kinds = {term.pk: term.label for term in terms_of("kind")} if alike else {}
    rows = [{**institution_row(school, kinds), "code": school.code} for school in alike]
    status = 400 if form.errors else 409 if alike else 200
    return render(request, "twinning/add_school.html", {"form": form, "alike": rows}, status=status)


def _alike(request: HttpRequest, form: AddForm) -> list[Institution]:
    data: dict[str, Any] = form.cleaned_data
    found = similar_institutions(
        name=data["name"], also=data["latin_name"], country=data["country"], place=data["place"], by=request.user
    )
    # One that this person added a moment ago is the same form, sent twice.
    return [school for school in found if place_at(request.user, school) is None]


def _add(request: HttpRequest, form: AddForm) -> HttpResponse | None:
    data = form.cleaned_data
    try:
        add_institution(
            facts=form.facts(), role=data["role"], subject=data["subject"], words=data["words"], by=request.user
        )
    except (Invalid, Conflict) as fault:
        blame(form, fault)
        return None
    messages.success(request, _("Your institution is added and waits for verification. You can prepare already."))
    return redirect("twinning:my")


@form_page
@keeps_entry
def leave_place(request: HttpRequest, code: str) -> HttpResponse:
    """Asked once before it is done."""
    place = own_place(request, code)
    if request.method == "POST":
        leave(place=place, by=request.user)
        messages.success(request, _("You have left. What you wrote there stays."))
        return redirect("accounts:home")
    return render(request, "twinning/leave.html", {"place": place})
