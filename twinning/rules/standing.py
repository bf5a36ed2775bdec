"""Why somebody may not write to others at all: works nowhere, waits, or their institutions are not verified.

The first case that is true of the person is said, so the order counts.
"""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from community.rules.shared import standing, voice
from core.permissions import Case, Door, Test, explain
from twinning.models import Staff, State
from twinning.queries.people import places_of
from twinning.rules.reasons import (
    COORDINATOR_LOOKS,
    FIND,
    MEANWHILE,
    MINE,
    READ_MEANWHILE,
    coordinator_decides,
    leader_decides,
    waits_for_coordinator,
)


def _verified(user: Any) -> list[Staff]:
    return [place for place in places_of(user) if place.state == Staff.State.VERIFIED]


def _first(user: Any, *, coordinator: bool) -> Staff | None:
    if _verified(user):
        return None
    waiting = (place for place in places_of(user) if place.institution.state != State.SUSPENDED)
    return next((place for place in waiting if waits_for_coordinator(place) == coordinator), None)


def _only(user: Any, state: State) -> bool:
    """Verified somewhere, or asked, and each of these institutions is in this state."""
    places = _verified(user) or places_of(user)
    return bool(places) and all(place.institution.state == state for place in places)


def _case(when: Test, code: str, why: Any, next_step: Any, door: Door = MINE) -> Case:
    return Case(when, code, why, next_step, door)


# Of a person as a whole, whatever the thing: who may write to others at all.
standing_cases: Final = [
    _case(
        lambda user, _thing: not places_of(user),
        "works_nowhere",
        _("Only verified staff of institutions can do this, and you have not said yet where you work."),
        _("Find your institution and ask to join it."),
        FIND,
    ),
    _case(
        lambda user, _thing: _first(user, coordinator=True) is not None,
        "waits_for_coordinator",
        lambda user, _thing: coordinator_decides(_first(user, coordinator=True) or places_of(user)[0]),
        MEANWHILE,
    ),
    _case(
        lambda user, _thing: _first(user, coordinator=False) is not None,
        "waits_for_leader",
        lambda user, _thing: leader_decides(_first(user, coordinator=False) or places_of(user)[0]),
        READ_MEANWHILE,
    ),
    _case(
        lambda user, _thing: _only(user, State.SUSPENDED),
        "institution_suspended",
        _("Your institution is suspended: nobody can act in its name at present."),
        COORDINATOR_LOOKS,
    ),
    _case(
        lambda user, _thing: (
            bool(_verified(user)) and all(p.institution.state != State.VERIFIED for p in _verified(user))
        ),
        "institution_unverified",
        _(
            "Your institution is not verified yet. Until then you can read everything and prepare classes and wishes;"
            " only writing to others waits."
        ),
        _("A coordinator of your country looks at it, usually within three working days; we will tell you."),
    ),
]


explain(standing, *standing_cases)
# A voice is lost with the institution's verification, or with one's own place there.
explain(voice, *standing_cases)
