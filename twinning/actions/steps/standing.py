"""Who may write to strangers, updated after a verb changed places or the state of an institution."""

from collections.abc import Iterable
from typing import Any

from accounts.actions.steps.standing import set_standing
from accounts.models import User
from twinning.models import Staff, State
from twinning.queries.people import forget_places


def update_standings(people: Iterable[User], *, by: Any, why: str) -> None:
    """Verified staff of a verified institution may write to strangers, nobody else."""
    for person in people:
        forget_places(person)
        may = Staff.objects.filter(
            user=person, until=None, state=Staff.State.VERIFIED, institution__state=State.VERIFIED
        ).exists()
        set_standing(user=person, may_write=may, why=why, by=by)
