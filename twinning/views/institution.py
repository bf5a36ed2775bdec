"""The page of an institution, and the page of one's own places."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.language.formats import format_list, weekday_name
from core.locales import language_of
from core.permissions import allowed
from core.terms import label
from twinning.forms.institutions import CONNECTIVITY
from twinning.models import Institution, Role, Staff, State
from twinning.queries.classes import own_classes
from twinning.queries.free_days import coming_free_days
from twinning.queries.institution_facts import facts_of, waiting_of
from twinning.queries.institutions import role_counts, sees_names, trail_of
from twinning.queries.people import own_institutions, place_at, places_of, verified_staff, works_at
from twinning.queries.verification import colleagues_to_verify, institutions_to_decide, refusal_of, refused_places
from twinning.queries.visibility import institutions_visible_to
from twinning.queries.wishes import own_wishes
from twinning.showing.institution_facts import FactDifference, differences
from twinning.showing.institution_log import trail_lines
from twinning.showing.institution_names import shown_name
from twinning.showing.institution_rows import language_list, state_tag


def visible_institution(request: HttpRequest, code: str) -> Institution:
    rows = institutions_visible_to(request.user).select_related("kind")
    return get_object_or_404(rows.prefetch_related("names", "levels", "themes", "languages"), code=code)


@require_safe
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """What everybody may know; more for its own people and for those who decide about it."""
    merged = Institution.objects.filter(code=code).exclude(merged_into=None).select_related("merged_into").first()
    if merged is not None and merged.merged_into is not None:
        return redirect("twinning:institution", merged.merged_into.code)
    found = visible_institution(request, code)
    user: Any = request.user
    inside = allowed(user, "twinning.edit_class", found)
    decides = institutions_to_decide(user).filter(pk=found.pk).exists()
    context = {
        "school": found,
        "name": shown_name(found),
        "other_names": _other_names(found),
        "tags": [state_tag(found)],
        "facts": _facts(found),
        "free_days": coming_free_days(found, language=language_of()),
        "waiting": _waiting(user, found),
        "place": place_at(user, found),
        "may_edit": allowed(user, "twinning.edit_institution", found),
        "may_decide": decides,
        "may_join": found.state != State.SUSPENDED and place_at(user, found) is None,
        "classes": own_classes(user).filter(institution=found) if inside else None,
        "trail": _trail(found, user, judges=decides),
        **_people(user, found),
    }
    return render(request, "twinning/institution.html", context)


def _trail(found: Institution, user: Any, *, judges: bool) -> list[dict[str, Any]]:
    """Whoever has only asked to join reads the log as strangers do: anybody can ask."""
    inside = works_at(user, found)
    deeds = trail_of(found, whole=inside or judges)[:20]
    return trail_lines(deeds, reader=user, inside=inside, judges=judges)


def _other_names(found: Institution) -> list[tuple[str, str]]:
    shown = shown_name(found).text
    others = [(name.text, name.language) for name in found.names.all() if name.text != shown]
    if found.latin_name and found.latin_name not in {shown, *(text for text, _lang in others)}:
        others.append((found.latin_name, ""))
    return others


def _facts(found: Institution) -> list[tuple[str, str]]:
    """(what, its words) of everything that is known."""
    here = datetime.now(ZoneInfo(found.time_zone))
    days = format_list(weekday_name(int(day)) for day in found.school_days)
    known = "" if found.connectivity is None else dict(CONNECTIVITY)[str(found.connectivity)]
    facts = (
        (_("Kind"), found.kind.label),
        (_("Levels of education"), format_list(term.label for term in found.levels.all())),
        (_("Working languages"), language_list(found)),
        (_("Themes"), format_list(term.label for term in found.themes.all())),
        (_("Days of teaching"), days),
        (_("Internet at the school"), str(known)),
        (_("Time there now"), f"{here:%H:%M}"),
    )
    return [(what, words) for what, words in facts if words]


def _waiting(user: Any, found: Institution) -> list[FactDifference]:
    """What the reader has written about it and nobody has decided yet."""
    waiting = waiting_of(user, found)
    return differences(waiting, facts_of(found)) if waiting is not None else []


def _people(user: Any, found: Institution) -> dict[str, Any]:
    """Names for colleagues and partners, counts by role for everybody else."""
    if sees_names(user, found):
        return {"people": list(verified_staff(found).order_by("pk")), "asking": _asking(user, found)}
    labels = dict(Role.choices)
    counts = role_counts(found)
    return {"counts": [(labels[Role(role)], counts[role]) for role in Role.values if role in counts]}


def _asking(user: Any, found: Institution) -> int:
    return colleagues_to_verify(user, [found]).count()


@require_safe
@login_required
def my(request: HttpRequest) -> HttpResponse:
    """One's places: present ones with what can be done there, refused ones with the reason."""
    user: Any = request.user
    places = places_of(user)
    refused = [
        {"place": place, "reason": label("refusal", code), "words": words}
        for place in refused_places(user)
        for code, words in [refusal_of(place)]
    ]
    if not places and not refused:
        return redirect("twinning:find_school")
    rows = [_own(user, place) for place in places]
    return render(request, "twinning/my.html", {"rows": rows, "refused": refused, "places": places})


def _own(user: Any, place: Staff) -> dict[str, Any]:
    school = place.institution
    prepares = school in own_institutions(user) and allowed(user, "twinning.edit_class", school)
    return {
        "place": place,
        "school": school,
        "tags": [state_tag(school)],
        "may_edit": allowed(user, "twinning.edit_institution", school),
        "may_prepare": prepares,
        "may_act": allowed(user, "twinning.invite_colleague", school),
        "asking": colleagues_to_verify(user, [school]).count() if place.role != Role.TEACHER else 0,
        "signed": school.consents.exists(),
        "beginning": _beginning(user, school) if prepares else "",
        "alone": place.role == Role.LEADER and verified_staff(school).count() == 1,
    }


def _beginning(user: Any, school: Institution) -> str:
    """What whoever prepares here does first: describe a class, then write a wish; empty once there are both."""
    if not own_classes(user).filter(institution=school).exists():
        return "class"
    begun = own_wishes(user).filter(institution=school).exists()
    return "" if begun or not allowed(user, "twinning.prepare_wish", school) else "wish"


def own_place(request: HttpRequest, code: str) -> Staff:
    """404 where the person has no such place."""
    place = next((p for p in places_of(request.user) if p.code == code), None)
    if place is None:
        raise Http404
    return place
