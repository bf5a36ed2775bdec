"""Who is notified that something waits for an office: its holders, else administrators; and on whose desk it lies."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from accounts.models import OfficeKind, User
from accounts.queries.offices import officers_of
from accounts.queries.people import administrators

May = Callable[[User], bool]


def moderators_to_tell(*, may: May) -> list[User]:
    """`may(person)` asks the permission of what is to be done: who is told can do it, who has a part is left out."""
    return _holders_or_administrators(OfficeKind.MODERATOR, "", may)


def coordinators_to_tell(country: str, *, may: May) -> list[User]:
    """Those of the country and those of all countries."""
    return _holders_or_administrators(OfficeKind.COORDINATOR, country, may)


def moderators_at_desk() -> QuerySet[User]:
    """All whose desk may show the pile, with a part in it or without; administrators have every desk."""
    return _at_desk(OfficeKind.MODERATOR, "")


def coordinators_at_desk(country: str) -> QuerySet[User]:
    return _at_desk(OfficeKind.COORDINATOR, country)


def _at_desk(office: OfficeKind, country: str) -> QuerySet[User]:
    holders, bosses = officers_of(office, country).order_by(), administrators()
    return User.objects.filter(Q(pk__in=holders.values("pk")) | Q(pk__in=bosses.values("pk")))


def _holders_or_administrators(office: OfficeKind, country: str, may: May) -> list[User]:
    """Administrators where nobody holds the office who may. Where there is none either, the desk still shows it."""
    holders = [person for person in officers_of(office, country) if may(person)]
    return holders or [person for person in administrators().order_by("pk") if may(person)]
