"""The desk's queue of institutions, and the page on which one decides about one of them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid, Stale
from core.permissions import allowed
from core.web.confirming import ask_first
from core.web.forms import blame
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry, refill
from twinning.actions.institution_verification import refuse_institution, suspend, verify_with_people
from twinning.actions.merging import merge
from twinning.forms.verification import RefuseForm, SuspendForm, VerifyForm
from twinning.models import Institution, Staff, State
from twinning.policy import DESK_ROWS_A_PAGE
from twinning.queries.institution_facts import facts_of, seen_mark, waiting_at
from twinning.queries.institution_names import with_names
from twinning.queries.institutions import similar_institutions, trail_of
from twinning.queries.register_evidence import numbers_in_registers, register_entries
from twinning.queries.verification import (
    institutions_to_decide,
    institutions_to_verify,
    people_asking,
    waits_for_decision,
)
from twinning.showing.institution_facts import differences
from twinning.showing.institution_log import trail_lines
from twinning.showing.institution_names import shown_name
from twinning.showing.institution_rows import institution_row
from twinning.showing.known_facts import known_of
from twinning.showing.verification_queues import waiting_institution
from twinning.views.desk import check_desk

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def institutions(request: HttpRequest) -> HttpResponse:
    check_desk(request)
    page = page_of(request, institutions_to_verify(request.user), DESK_ROWS_A_PAGE)
    rows = [waiting_institution(school) for school in page.object_list]
    return render(request, "desk/institutions.html", {"page": page, "rows": rows})


@form_page
@keeps_entry
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """Verify, refuse, suspend, or join with one that is here already."""
    school = get_object_or_404(with_names(institutions_to_decide(request.user)).select_related("kind"), code=code)
    sent = request.POST.get("deed", "")
    if sent == "merge":
        return _merge(request, school)
    if "keep" in request.GET:
        return _ask_merge(request, school)
    forms = _forms(request, school, sent)
    if sent in forms and forms[sent].is_valid():
        done = _decide(request, school, sent, forms[sent])
        if done is not None:
            return done
    elif sent not in forms:
        for form in forms.values():
            refill(form, request)
    context = {"school": school, **forms, **_about(request, school)}
    return render(request, "desk/institution.html", context, status=400 if sent in forms else 200)


def _forms(request: HttpRequest, school: Institution, sent: str) -> dict[str, Any]:
    data = {sent: request.POST}
    return {
        "verify": VerifyForm(data.get("verify"), prefix="verify", school=school, people=_for_me(request, school)),
        "refuse": RefuseForm(data.get("refuse"), prefix="refuse"),
        "suspend": SuspendForm(data.get("suspend"), prefix="suspend"),
    }


def _for_me(request: HttpRequest, school: Institution) -> list[Staff]:
    """Who asks there and whom this person may verify."""
    return [one for one in people_asking(school) if allowed(request.user, "twinning.verify_person", one)]


def _decide(request: HttpRequest, school: Institution, sent: str, form: Any) -> HttpResponse | None:
    verbs: dict[str, Any] = {"verify": verify_with_people, "refuse": refuse_institution, "suspend": suspend}
    try:
        said = form.decision() if sent == "verify" else form.cleaned_data
        verbs[sent](institution=school, by=request.user, **said)
    except (Invalid, Conflict) as fault:
        if isinstance(fault, Stale):
            form.data = {**form.data.dict(), form.add_prefix("seen"): seen_mark(school)}
        blame(form, fault)
        return None
    messages.success(request, _("Decided; the people there are told."))
    return redirect("twinning:desk_institutions")


def _ask_merge(request: HttpRequest, school: Institution) -> HttpResponse:
    keep = get_object_or_404(with_names(institutions_to_decide(request.user)), code=request.GET["keep"])
    return ask_first(
        request,
        title=_("Merge the two?"),
        about=f"{shown_name(school).text} → {shown_name(keep).text}",
        text=_("The first goes; its people and what they did move to the second. It cannot be taken back."),
        action=_("Merge them"),
        back=reverse("twinning:decide_institution", args=[school.code]),
        fields={"deed": "merge", "keep": keep.code},
    )


def _merge(request: HttpRequest, school: Institution) -> HttpResponse:
    keep = get_object_or_404(institutions_to_decide(request.user), code=request.POST.get("keep", ""))
    try:
        kept = merge(keep=keep, gone=school, ground=request.POST.get("ground", ""), by=request.user)
    except (Invalid, Conflict) as fault:
        messages.error(request, str(fault.text))
        return redirect("twinning:decide_institution", school.code)
    messages.success(request, _("The two are one now."))
    return redirect("twinning:decide_institution", kept.code)


def _about(request: HttpRequest, school: Institution) -> dict[str, Any]:
    name = shown_name(school)
    alike = similar_institutions(name=name.text, also=school.latin_name, country=school.country, by=request.user)
    alike = [other for other in alike if other.pk != school.pk]
    now, numbers = facts_of(school), numbers_in_registers(alike)
    waiting = [(one, differences(one, now)) for one in waiting_at(school)]
    claimed = waits_for_decision(school)
    return {
        "row": institution_row(school, {school.kind_id: school.kind.label}),
        "waiting": waiting,
        "asking": [(one, allowed(request.user, "twinning.verify_person", one)) for one in people_asking(school)],
        "alike": [
            {**institution_row(other, {}), "code": other.code, "numbers": numbers.get(other.pk, [])} for other in alike
        ],
        "known": known_of(school, [one for one, _facts in waiting]),
        "entries": register_entries(school, request.user),
        "may_verify": claimed or school.state == State.SUSPENDED,
        "may_refuse": claimed,
        "may_suspend": school.state == State.VERIFIED,
        "trail": trail_lines(trail_of(school, whole=True)[:30], reader=request.user, inside=False, judges=True),
    }
