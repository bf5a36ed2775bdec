"""What waits for a decision about institutions and people, and until when."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Office, OfficeKind
from accounts.queries.offices import holds, is_administrator, officers_of, offices_of
from twinning.models import Institution, Role, Staff, State
from twinning.queries.names import with_names
from twinning.queries.people import places_of

WORKING_DAYS: Final = 3
SATURDAY: Final = 6


def decides(user: Any) -> bool:
    """Whether there is a desk of institutions and people for this person."""
    return holds(user, OfficeKind.COORDINATOR) or is_administrator(user)


def _countries(user: Any) -> Q:
    """The coordinator's countries; all for an administrator and for a coordinator of all countries."""
    countries = offices_of(user).get(OfficeKind.COORDINATOR, frozenset())
    if "" in countries or is_administrator(user):
        return Q()
    return Q(country__in=countries)


def judges_people_of(user: Any, institution: Institution) -> bool:
    """The first person of an institution: a coordinator of the country; an administrator where none of them can,
    because there is none, or each of them works there."""
    if holds(user, OfficeKind.COORDINATOR, institution.country):
        return True
    if not is_administrator(user):
        return False
    inside = _present().filter(institution=institution).values("user")
    return not officers_of(OfficeKind.COORDINATOR, institution.country).exclude(pk__in=inside).exists()


def _countries_of_people(user: Any) -> Q:
    """As judges_people_of says, for a list."""
    countries = offices_of(user).get(OfficeKind.COORDINATOR, frozenset())
    own = Q() if "" in countries else Q(country__in=countries)
    if "" in countries or not is_administrator(user):
        return own
    inside = _present().filter(user=OuterRef("user"), institution=OuterRef(OuterRef("pk")))
    others = Q(country="") | Q(country=OuterRef("country"))
    served = Office.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), others, ~Exists(inside))
    return own | Q(~Exists(served.filter(office=OfficeKind.COORDINATOR, user__is_active=True)))


def _present() -> QuerySet[Staff]:
    return Staff.objects.filter(until=None).exclude(state=Staff.State.REFUSED)


def institutions_to_decide(user: Any) -> QuerySet[Institution]:
    """Those whose state this person may change: own countries, but never where they work themselves."""
    if not decides(user):
        return Institution.objects.none()
    own = [place.institution_id for place in places_of(user)]
    return Institution.objects.filter(_countries(user), merged_into=None).exclude(pk__in=own)


def institutions_to_verify(user: Any) -> QuerySet[Institution]:
    """Claimed ones with somebody who waits, the longest waiting first. `asked` is when the first one asked."""
    waiting = Q(staff__until=None) & ~Q(staff__state=Staff.State.REFUSED)
    rows = institutions_to_decide(user).filter(state=State.CLAIMED, hidden=False)
    asked = rows.annotate(asked=Min("staff__asked_at", filter=waiting)).exclude(asked=None)
    return with_names(asked).order_by("asked", "pk")


def people_to_verify(user: Any) -> QuerySet[Staff]:
    """Who asked where no leader can answer yet, the longest waiting first."""
    leads = Staff.objects.filter(
        institution=OuterRef("institution_id"),
        until=None,
        state=Staff.State.VERIFIED,
        role__in=[Role.LEADER, Role.DEPUTY],
    )
    schools = institutions_to_decide(user).filter(_countries_of_people(user))
    rows = Staff.objects.filter(~Exists(leads), institution__in=schools, until=None, state=Staff.State.ASKED)
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
    if not getattr(user, "is_authenticated", False):
        return Staff.objects.none()
    present = [place.institution_id for place in places_of(user)]
    rows = Staff.objects.filter(user=user, until=None, state=Staff.State.REFUSED).exclude(institution__in=present)
    later = Staff.objects.filter(
        user=user, institution=OuterRef("institution_id"), state=Staff.State.REFUSED, pk__gt=OuterRef("pk")
    )
    latest = rows.filter(~Exists(later)).select_related("institution")
    return latest.prefetch_related("institution__names").order_by("-pk")


def due_at(asked: datetime) -> datetime:
    """Three working days later: Saturdays and Sundays do not count."""
    due, left = asked, WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.isoweekday() < SATURDAY
    return due


def refusal_of(place: Staff) -> tuple[str, str]:
    """(code of the reason, the words beside it)."""
    code, _line, words = place.ground.partition("\n")
    return code, words
