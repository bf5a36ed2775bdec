"""After a verb changed places or an institution's state: who may write now."""

from collections.abc import Iterable
from typing import Any

from accounts.actions.standing import set_standing
from accounts.models import User
from twinning.models import Institution, Staff, State
from twinning.queries.people import forget_places


def update_standings(people: Iterable[User], *, by: Any, why: str) -> None:
    """Verified staff of a verified institution may write to strangers, nobody else."""
    for person in people:
        forget_places(person)
        may = Staff.objects.filter(
            user=person, until=None, state=Staff.State.VERIFIED, institution__state=State.VERIFIED
        ).exists()
        set_standing(user=person, may_write=may, why=why, by=by)


def staff_people(institution: Institution) -> list[User]:
    """Everybody with a present place, asked or verified."""
    places = Staff.objects.filter(institution=institution, until=None).exclude(state=Staff.State.REFUSED)
    return [place.user for place in places.select_related("user").order_by("pk")]
