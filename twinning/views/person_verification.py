"""The desk's queue of people, and the page on which one decides about one of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from core.permissions import allowed, why_not
from core.web.pagination import page_of
from core.web.saved_forms import keeps_entry
from twinning.models import Staff
from twinning.policy import DESK_ROWS_A_PAGE
from twinning.queries.institution_facts import waiting_at
from twinning.queries.institutions import trail_of
from twinning.queries.register_evidence import register_entries
from twinning.queries.verification import (
    institutions_to_decide,
    judges_people_of,
    people_to_verify,
    waits_for_decision,
)
from twinning.showing.institution_log import trail_lines
from twinning.showing.known_facts import known_of
from twinning.showing.verification_queues import waiting_person
from twinning.views.desk import check_desk
from twinning.views.people import decide_person


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    check_desk(request)
    page = page_of(request, people_to_verify(request.user), DESK_ROWS_A_PAGE)
    rows = [waiting_person(place) for place in page.object_list]
    return render(request, "desk/people.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_entry
def person(request: HttpRequest, code: str) -> HttpResponse:
    place = people_to_verify(request.user).filter(code=code).first()
    if place is None:
        return _settled(request, code)
    school = place.institution
    more = {
        "row": waiting_person(place),
        "school": school,
        "email": place.user.email,
        "known": known_of(school, list(waiting_at(school))),
        "entries": register_entries(school, request.user),
        "both": waits_for_decision(school) and allowed(request.user, "twinning.verify_institution", school),
    }
    return decide_person(request, place, "desk/person.html", more, "twinning:desk_people")


def _settled(request: HttpRequest, code: str) -> HttpResponse:
    """Decided by somebody, or for others to decide: what became of it, for those at whose desk it lay."""
    rows = Staff.objects.filter(institution__in=institutions_to_decide(request.user))
    place = get_object_or_404(rows.select_related("institution", "user"), code=code)
    school = place.institution
    if not judges_people_of(request.user, school):
        raise Http404
    lines = trail_of(school, whole=True).filter(data__place=place.code)
    asks = place.state == Staff.State.ASKED and place.until is None
    context = {
        "place": place,
        "school": school,
        "refusal": why_not(request.user, "twinning.verify_person", place) if asks else None,
        "trail": trail_lines(lines, reader=request.user, inside=False, judges=True),
    }
    return render(request, "desk/person_settled.html", context)
