"""What waits for a decision about institutions and people, and until when."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from accounts.queries.offices import (
    coordinates,
    coordinator_offices,
    coordinators_of,
    countries_coordinated_by,
    is_administrator,
    is_coordinator,
)
from core.people import is_signed_in
from twinning.models import Institution, Role, Staff, State
from twinning.policy import DECISION_WORKING_DAYS
from twinning.queries.institution_names import with_names
from twinning.queries.people import leaders_of, place_at, places_of

SATURDAY: Final = 6


def _countries(user: Any) -> Q:
    """The coordinator's countries; all for an administrator and for a coordinator of all countries."""
    countries = countries_coordinated_by(user)
    if "" in countries or is_administrator(user):
        return Q()
    return Q(country__in=countries)


def judges_people_of(user: Any, institution: Institution) -> bool:
    """The first person of an institution: a coordinator of the country; an administrator where none of them can,
    because there is none, or each of them works there."""
    if coordinates(user, institution.country):
        return True
    if not is_administrator(user):
        return False
    inside = _present().filter(institution=institution).values("user")
    return not coordinators_of(institution.country).exclude(pk__in=inside).exists()


def _countries_of_people(user: Any) -> Q:
    """As judges_people_of says, for a list of places."""
    countries = countries_coordinated_by(user)
    own = Q() if "" in countries else Q(institution__country__in=countries)
    if "" in countries or not is_administrator(user):
        return own
    inside = _present().filter(user=OuterRef("user"), institution=OuterRef(OuterRef("institution")))
    others = Q(country="") | Q(country=OuterRef("institution__country"))
    return own | Q(~Exists(coordinator_offices().filter(others, ~Exists(inside))))


def _present() -> QuerySet[Staff]:
    return Staff.objects.filter(until=None).exclude(state=Staff.State.REFUSED)


def may_judge(place: Staff) -> Q:
    """Of the verified staff of an institution, those who may verify or refuse `place`. Nobody lifts another above
    themselves: a leader verifies everybody, a deputy deputies and teachers. Who asks as a leader needs a leader.
    """
    return Q(role=Role.LEADER) if place.role == Role.LEADER else Q(role__in=[Role.LEADER, Role.DEPUTY])


def verifies(user: Any, place: Staff) -> bool:
    """Whether this person may verify or refuse that place: the one definition, which lists and permissions use.

    Colleagues by rank, while their institution is not suspended. From outside a coordinator of the country (an
    administrator where there is none): where nobody leads, for everybody who asks to lead, and where it is suspended.
    """
    if place.user_id == user.pk:
        return False
    institution, own = place.institution, place_at(user, place.institution)
    suspended = institution.state == State.SUSPENDED
    if own is not None:
        return not suspended and leaders_of(institution).filter(may_judge(place), user=user).exists()
    if not judges_people_of(user, institution):
        return False
    asks_to_lead = place.role == Role.LEADER and place.state == Staff.State.ASKED
    return suspended or asks_to_lead or not leaders_of(institution).exclude(pk=place.pk).exists()


def colleagues_to_verify(user: Any, institutions: Iterable[Institution]) -> QuerySet[Staff]:
    """Who asks at these institutions, where the person works, and is for them to verify."""
    ids = {school.pk for school in institutions if school.state != State.SUSPENDED}
    here = [p for p in places_of(user) if p.institution_id in ids and p.state == Staff.State.VERIFIED]
    leads = [place.institution_id for place in here if place.role == Role.LEADER]
    helps = [place.institution_id for place in here if place.role == Role.DEPUTY]
    mine = Q(institution__in=leads) | (Q(institution__in=helps) & ~Q(role=Role.LEADER))
    rows = Staff.objects.filter(mine, until=None, state=Staff.State.ASKED).exclude(user=user)
    return rows.select_related("user", "institution").order_by("asked_at", "pk")


def institutions_to_decide(user: Any) -> QuerySet[Institution]:
    """Those whose state this person may change: own countries, but never where they work themselves."""
    if not is_coordinator(user):
        return Institution.objects.none()
    return Institution.objects.filter(_countries(user), merged_into=None).exclude(pk__in=_own(user))


def _own(user: Any) -> list[int]:
    return [place.institution_id for place in places_of(user)]


def institutions_to_verify(user: Any) -> QuerySet[Institution]:
    """Added or listed ones with somebody who waits, the longest waiting first. `asked`: when the first one asked."""
    waiting = Q(staff__until=None) & ~Q(staff__state=Staff.State.REFUSED)
    # By the people, who are few, not by the registers, which are long.
    present = Staff.objects.filter(until=None).exclude(state=Staff.State.REFUSED).values("institution_id")
    rows = institutions_to_decide(user).filter(pk__in=present, state__in=[State.CLAIMED, State.LISTED], hidden=False)
    asked = rows.annotate(asked=Min("staff__asked_at", filter=waiting)).exclude(asked=None)
    return with_names(asked).order_by("asked", "pk")


def people_to_verify(user: Any) -> QuerySet[Staff]:
    """Who asked where nobody at the institution can answer, the longest waiting first: as verifies() says."""
    if not is_coordinator(user):
        return Staff.objects.none()
    leads = Staff.objects.filter(
        institution=OuterRef("institution_id"),
        until=None,
        state=Staff.State.VERIFIED,
        role__in=[Role.LEADER, Role.DEPUTY],
    )
    outside = ~Exists(leads) | Q(role=Role.LEADER) | Q(institution__state=State.SUSPENDED)
    # By the people, who are few: a country may have 100,000 schools.
    asked = Staff.objects.filter(until=None, state=Staff.State.ASKED, institution__merged_into=None)
    rows = asked.filter(outside, _countries_of_people(user)).exclude(institution__in=_own(user))
    return rows.select_related("institution", "user").prefetch_related("institution__names").order_by("asked_at", "pk")


def first_institution_due(user: Any) -> datetime | None:
    asked = institutions_to_verify(user).values_list("asked", flat=True).first()
    return due_at(asked) if asked else None


def first_person_due(user: Any) -> datetime | None:
    asked = people_to_verify(user).values_list("asked_at", flat=True).first()
    return due_at(asked) if asked else None


def people_asking(institution: Institution) -> QuerySet[Staff]:
    rows = Staff.objects.filter(institution=institution, until=None, state=Staff.State.ASKED)
    return rows.select_related("user", "institution").order_by("asked_at", "pk")


def refused_places(user: Any) -> QuerySet[Staff]:
    """The latest refusal at each institution where the person has no present place."""
    if not is_signed_in(user):
        return Staff.objects.none()
    present = [place.institution_id for place in places_of(user)]
    rows = Staff.objects.filter(user=user, until=None, state=Staff.State.REFUSED).exclude(institution__in=present)
    later = Staff.objects.filter(
        user=user, institution=OuterRef("institution_id"), state=Staff.State.REFUSED, pk__gt=OuterRef("pk")
    )
    latest = rows.filter(~Exists(later)).select_related("institution")
    return latest.prefetch_related("institution__names").order_by("-pk")


def waits_for_decision(institution: Institution) -> bool:
    """Whether there is a claim to verify or refuse: it was added here, or somebody says that they work there."""
    if institution.state == State.LISTED:
        held = Staff.objects.filter(institution=institution, until=None).exclude(state=Staff.State.REFUSED)
        return held.exists()
    return institution.state == State.CLAIMED


def due_at(asked: datetime) -> datetime:
    """Three working days later: Saturdays and Sundays do not count."""
    due, left = asked, DECISION_WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.isoweekday() < SATURDAY
    return due


def refusal_of(place: Staff) -> tuple[str, str]:
    """(code of the reason, the words beside it)."""
    code, _line, words = place.ground.partition("\n")
    return code, words
