"""For whom more or less waits after a verb, by the institutions that it concerns. Rather one too many."""

from accounts.models import User
from accounts.queries.officers_to_tell import coordinators_at_desk
from core.today_numbers import today_changed
from twinning.models import Institution, Partnership
from twinning.queries.invitations import people_at
from twinning.queries.people import leaders_of


def leaders_changed(school: Institution) -> None:
    """Letters, wishes, signatures: what leaders and deputies do."""
    today_changed(User.objects.filter(places__in=leaders_of(school)).distinct())


def staff_changed(*schools: Institution) -> None:
    """Whoever has a place there, also one that is asked for or was refused."""
    today_changed(User.objects.filter(places__institution__in=schools, places__until=None).distinct())


def claims_changed(school: Institution) -> None:
    """Who works there and who asks to: the people of the institution, and those who decide about it."""
    staff_changed(school)
    desk_changed(school.country)


def desk_changed(country: str) -> None:
    today_changed(coordinators_at_desk(country))


def partners_changed(partnership: Partnership) -> None:
    """Plan, agreement, end: all parties."""
    staff_changed(*Institution.objects.filter(parties__partnership=partnership))


def invited_changed(address: str) -> None:
    """Who is invited, or no longer, where they have an account."""
    today_changed(people_at(address))
