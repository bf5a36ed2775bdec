"""The people of an institution: the leader verifies, gives roles, hands over."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Conflict, Invalid
from core.permissions import allowed, why_not
from core.web.confirming import ask_first
from core.web.forms import blame
from core.web.saved_forms import keeps_entry, refill
from twinning.actions.people import change_role, hand_over, leave
from twinning.actions.person_verification import refuse_person, verify_person
from twinning.forms.verification import GroundForm, RefuseForm, RoleForm
from twinning.models import Institution, Role, Staff
from twinning.queries.people import place_at, verified_staff, works_at
from twinning.queries.verification import people_asking
from twinning.views.institution import visible_institution

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _own(request: HttpRequest, code: str) -> Institution:
    """404 for everybody who is not verified there: to them there is no such page."""
    school = visible_institution(request, code)
    if not works_at(request.user, school):
        raise Http404
    return school


@require_safe
@login_required
def people(request: HttpRequest, code: str) -> HttpResponse:
    school = _own(request, code)
    acts = allowed(request.user, "twinning.invite_colleague", school)
    context = {
        "school": school,
        "place": place_at(request.user, school),
        "people": verified_staff(school).order_by("role", "pk"),
        "asking": people_asking(school) if acts else [],
        "acts": acts,
    }
    return render(request, "twinning/people.html", context)


@form_page
@keeps_entry
def person(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """One colleague: verify or refuse who asks, change the role of who is verified, hand over to them."""
    school = _own(request, code)
    if not allowed(request.user, "twinning.invite_colleague", school):
        raise Http404
    rows = Staff.objects.filter(institution=school, until=None).exclude(state=Staff.State.REFUSED)
    found = rows.exclude(user=request.user).select_related("user", "institution").filter(code=place).first()
    if found is None:
        get_object_or_404(Staff, institution=school, code=place)
        messages.info(request, _("This has been decided, or the place has ended. Here are the people there are now."))
        return _back(request, "twinning:people", school.code)
    if found.state == Staff.State.ASKED:
        more = {"school": school, "refused": why_not(request.user, "twinning.verify_person", found)}
        return decide_person(request, found, "twinning/person.html", more, "twinning:people", school.code)
    if request.POST.get("deed") in {"verify", "refuse"}:  # sent a second time, or from a second window
        messages.info(request, _("This person is verified already. Nothing was changed."))
        return _back(request, "twinning:people", school.code)
    return _colleague(request, school, found)


def _back(request: HttpRequest, *onward: str) -> HttpResponse:
    """To where the form was sent from."""
    return redirect("accounts:home") if request.POST.get("back") == "today" else redirect(*onward)


def decide_person(
    request: HttpRequest, place: Staff, template: str, more: dict[str, Any], *onward: str
) -> HttpResponse:
    """Two forms on one page; which was sent says the button. Used at the desk too."""
    sent = request.POST.get("deed", "")
    verify = GroundForm(request.POST if sent == "verify" else None, prefix="verify")
    refuse = RefuseForm(request.POST if sent == "refuse" else None, prefix="refuse")
    form: Any = {"verify": verify, "refuse": refuse}.get(sent)
    if form is None:
        refill(verify, request)
        refill(refuse, request)
    elif form.is_valid():
        verb: Any = verify_person if sent == "verify" else refuse_person
        try:
            verb(place=place, by=request.user, **form.cleaned_data)
            messages.success(request, _("Decided; the person is told."))
            return _back(request, *onward)
        except (Invalid, Conflict) as fault:
            blame(form, fault)
    context = {"place": place, "verify": verify, "refuse": refuse, **more}
    return render(request, template, context, status=400 if form is not None and form.errors else 200)


_ASKED: Final = frozenset({"hand_over", "end"})


def _ask(request: HttpRequest, school: Institution, place: Staff, deed: str) -> HttpResponse:
    said = {
        "hand_over": (
            _("Hand over the leadership?"),
            _("This person becomes the leader, you become a deputy. Only they can give it back."),
            _("Hand over the leadership"),
        ),
        "end": (
            _("Has this person left?"),
            _("They can no longer act for the institution. What they wrote there stays."),
            _("End this place"),
        ),
    }
    title, text, action = said[deed]
    back = reverse("twinning:person", args=[school.code, place.code])
    fields = {"deed": deed}
    return ask_first(request, title=title, about=str(place.user), text=text, action=action, back=back, fields=fields)


def _colleague(request: HttpRequest, school: Institution, found: Staff) -> HttpResponse:
    sent = request.POST.get("deed", "")
    form = RoleForm(request.POST if sent == "role" else None, initial={"role": found.role})
    if sent in {"hand_over", "end"} or (sent == "role" and form.is_valid()):
        try:
            if sent == "role":
                change_role(place=found, role=form.cleaned_data["role"], by=request.user)
            elif sent == "end":
                leave(place=found, by=request.user)
            else:
                hand_over(institution=school, to=found, by=request.user)
            messages.success(request, _("Saved."))
            return redirect("twinning:people", school.code)
        except (Invalid, Conflict) as fault:
            messages.error(request, str(fault.text))
    own = place_at(request.user, school)
    if request.method != "POST" and request.GET.get("deed") in _ASKED:
        return _ask(request, school, found, request.GET["deed"])
    context = {
        "school": school,
        "place": found,
        "form": form if found.role != Role.LEADER else None,
        "may_hand_over": own is not None and own.role == Role.LEADER,
    }
    return render(request, "twinning/colleague.html", context, status=400 if form.errors else 200)
