"""Why somebody may not act for an institution, in finer words: nobody there, waiting since when, no leader, suspended.

The first case that is true of the person is said, so the order counts.
"""

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.language.formats import format_date
from core.permissions import Case, Door
from twinning.models import Institution, Partnership, Proposal, Role, Staff, State
from twinning.queries.people import leaders_of, place_at, works_at
from twinning.queries.visibility import institutions_visible_to

Of = Callable[[Any], Institution]

MINE: Final = Door(_("My institution"), "twinning:my")
FIND: Final = Door(_("Find my institution"), "twinning:find_school")
DIRECTORY: Final = Door(_("To the institutions"), "twinning:directory")
SPACES: Final = Door(_("Twin spaces"), "twinning:spaces")
PROPOSALS: Final = Door(_("To the proposals"), "twinning:proposals")
WISHES: Final = Door(_("Partners"), "twinning:all_wishes")
DESK: Final = Door(_("To the desk"), "twinning:desk")
MEANWHILE: Final = _("Until then you can read everything and prepare classes and wishes. We will tell you.")
READ_MEANWHILE: Final = _("Until then you can read everything. We will tell you.")
COORDINATOR_LOOKS: Final = _("A coordinator of your country looks at it again; write to them.")


def institution_of(thing: Any) -> Institution:
    if isinstance(thing, Institution):
        return thing
    if isinstance(thing, Proposal):
        return thing.sender
    owner: Institution = thing.institution
    return owner


def parties_of(partnership: Partnership) -> list[Institution]:
    return [party.institution for party in partnership.parties.all() if party.until is None]


def page_of(of: Of) -> Door:
    """The institution's own page, where one asks to join it; the directory where it is not shown."""

    def address(user: Any, thing: Any) -> str:
        school = of(thing)
        seen = institutions_visible_to(user).filter(pk=school.pk).exists()
        return reverse("twinning:institution", args=[school.code]) if seen else reverse("twinning:directory")

    return Door(_("To the institution"), address)


def people_of(of: Of) -> Door:
    return Door(_("People of the institution"), lambda _user, thing: reverse("twinning:people", args=[of(thing).code]))


def waits_for_coordinator(place: Staff) -> bool:
    """Nobody at the institution can decide about this place: it is the first one, or asks to lead."""
    return place.role == Role.LEADER or not leaders_of(place.institution).exists()


def _asked(user: Any, school: Institution) -> Staff | None:
    place = place_at(user, school)
    return place if place is not None and place.state == Staff.State.ASKED else None


def _waits(user: Any, school: Institution, *, coordinator: bool) -> bool:
    place = _asked(user, school)
    return place is not None and waits_for_coordinator(place) == coordinator


def coordinator_decides(place: Staff) -> str:
    said = gettext("You asked to join on this day: %(day)s. A coordinator of your country looks at it first.")
    return said % {"day": format_date(place.asked_at)}


def leader_decides(place: Staff) -> str:
    said = gettext("You asked to join on this day: %(day)s. The leader of the institution has not verified you yet.")
    return said % {"day": format_date(place.asked_at)}


def place_cases(of: Of = institution_of) -> list[Case]:
    """Of somebody who has no verified place at the institution."""
    return [
        Case(
            lambda user, thing: place_at(user, of(thing)) is None,
            "not_staff",
            _("Only people of this institution can do this."),
            _("If you work there, ask to join it on its page."),
            page_of(of),
        ),
        Case(
            lambda user, thing: _asked(user, of(thing)) is not None and of(thing).state == State.SUSPENDED,
            "institution_suspended",
            _("Your institution is suspended: nobody can act in its name at present."),
            COORDINATOR_LOOKS,
            MINE,
        ),
        Case(
            lambda user, thing: _waits(user, of(thing), coordinator=True),
            "waits_for_coordinator",
            lambda user, thing: coordinator_decides(_place(user, of(thing))),
            MEANWHILE,
            MINE,
        ),
        Case(
            lambda user, thing: _waits(user, of(thing), coordinator=False),
            "waits_for_leader",
            lambda user, thing: leader_decides(_place(user, of(thing))),
            READ_MEANWHILE,
            MINE,
        ),
    ]


def acting_cases(of: Of = institution_of) -> list[Case]:
    """The same, and of a teacher where nobody leads any more."""
    return [
        *place_cases(of),
        Case(
            lambda user, thing: works_at(user, of(thing)) and not leaders_of(of(thing)).exists(),
            "nobody_leads",
            _("Nobody leads this institution at present, so nobody can do this in its name."),
            _("The coordinator of your country names a new leader; write to them."),
            people_of(of),
        ),
    ]


def party_cases(*, acting: bool) -> list[Case]:
    """Of a partnership: its partners are several institutions, each with people of its own."""
    none = Case(
        lambda user, partnership: all(place_at(user, school) is None for school in parties_of(partnership)),
        "not_partner",
        _("Only people of the partners can do this."),
        _("The twin spaces you are in stand in your list."),
        SPACES,
    )
    asked = Case(
        lambda user, partnership: not any(works_at(user, school) for school in parties_of(partnership)),
        "waits",
        _("You are not verified at your institution yet."),
        READ_MEANWHILE,
        MINE,
    )
    return [none, asked] if acting else [none]


def unverified_case(of: Of) -> list[Case]:
    """Of an institution that this person acts for: suspended is not the same as not verified yet."""
    return [
        Case(
            lambda _user, thing: of(thing).state == State.SUSPENDED,
            "institution_suspended",
            _("Your institution is suspended: nobody can act in its name at present."),
            COORDINATOR_LOOKS,
            MINE,
        )
    ]


def _place(user: Any, school: Institution) -> Staff:
    place = place_at(user, school)
    assert place is not None  # noqa: S101 - the case says so
    return place
