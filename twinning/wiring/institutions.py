"""Institutions and the people who work there: menu, desk queues, notices, personal data."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Group
from accounts.queries.offices import is_coordinator
from community.queries.forum.author_origins import add_origins
from community.texts.notices import add_notice
from core.locales import language_of
from core.registry import DeskQueue, MenuEntry, add_demo_remains, add_desk, add_menu, add_personal_data
from twinning.actions.duties.erasing import erase_people
from twinning.queries.demo import demo_schools
from twinning.queries.invitations import led_institutions
from twinning.queries.people import places_of
from twinning.queries.personal_data import people_data
from twinning.queries.verification import (
    first_institution_due,
    first_person_due,
    institutions_to_verify,
    people_to_verify,
)
from twinning.showing.forum_origins import origins


def offer() -> None:
    add_menu(MenuEntry(_("Institutions"), "twinning:directory", 80, icon="school", group="places", dock=7, key="i"))
    add_menu(MenuEntry(_("My institution"), "twinning:my", 90, _leads, icon="house-heart", group="places", key="h"))
    add_menu(MenuEntry(_("My institution"), "twinning:my", 10, _has_place, area="account", icon="school"))
    add_desk(
        DeskQueue(
            _("Institutions to verify"),
            "twinning:desk_institutions",
            10,
            is_coordinator,
            _institutions,
            first_institution_due,
        )
    )
    add_desk(DeskQueue(_("People to verify"), "twinning:desk_people", 20, is_coordinator, _people, first_person_due))
    add_origins(origins)
    add_demo_remains(demo_schools)
    add_personal_data("people", exporter=_people_data, eraser=erase_people)
    add_notice("twinning.asked", _("%(person)s asks to join: %(institution)s"), group=Group.VERIFICATION)
    add_notice("twinning.person_verified", _("You are verified: %(institution)s"), group=Group.VERIFICATION)
    add_notice(
        "twinning.person_refused",
        _("You were not verified: %(institution)s. Reason: %(reason)s"),
        group=Group.VERIFICATION,
    )
    add_notice("twinning.place_ended", _("Your place has ended: %(institution)s"), group=Group.VERIFICATION)
    add_notice(
        "twinning.institution_verified", _("Your institution is verified: %(institution)s"), group=Group.VERIFICATION
    )
    add_notice(
        "twinning.institution_suspended", _("Your institution is suspended: %(institution)s"), group=Group.VERIFICATION
    )


def _people_data(user: Any) -> dict[str, Any]:
    return people_data(user, language_of())


def _has_place(user: Any) -> bool:
    return bool(places_of(user))


def _leads(user: Any) -> bool:
    return bool(led_institutions(user))


def _institutions(user: Any) -> int:
    return institutions_to_verify(user).count()


def _people(user: Any) -> int:
    return people_to_verify(user).count()
