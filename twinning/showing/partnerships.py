"""A twin space as its pages show it: both banks with their clocks, and how much of the plan is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.showing.rooms import unread_of
from core.errors import Text
from core.language.formats import country_name, format_time
from twinning.models import Institution, LessonTime, Partnership, Party, PlanItem, SchoolClass
from twinning.queries.partnerships import PartnershipSide, next_milestone
from twinning.showing.institution_names import shown_name
from twinning.texts.milestones import milestone_title


@dataclass(frozen=True, slots=True)
class Bank:
    """One foot of the bridge: see components/bank.html."""

    time: str
    zone: str
    name: str
    lang: str
    place: str
    country: str
    now: Text


def bank(party: Party, at: datetime | None = None) -> Bank:
    school, here = party.institution, timezone.localtime(at, ZoneInfo(party.institution.time_zone))
    name = shown_name(school)
    return Bank(
        format_time(here.time()),
        school.time_zone,
        name.text,
        name.lang,
        school.shown_place,
        country_name(school.country),
        doing_now(party.school_class, here),
    )


def doing_now(group: SchoolClass | None, here: datetime) -> Text:
    """What a class does at a moment of its own wall time; empty where its lesson hours are not known."""
    lessons = list(group.lessons.all()) if group is not None else []
    if not lessons:
        return ""
    day = sorted((row for row in lessons if row.weekday == here.isoweekday()), key=lambda row: row.starts)
    return _of_day(day, here.time()) if day else _("No lessons today.")


def _of_day(day: list[LessonTime], now: time) -> Text:
    going_on = next((row for row in day if row.starts <= now < row.ends), None)
    if going_on is not None:
        return _("A lesson is on until %(time)s.") % {"time": format_time(going_on.ends)}
    later = next((row for row in day if row.starts > now), None)
    if later is not None:
        return _("The next lesson begins at %(time)s.") % {"time": format_time(later.starts)}
    return _("The lessons of today are over.")


def space_row(partnership: Partnership, sides: Iterable[PartnershipSide]) -> dict[str, Any]:
    """A partnership in the list of twin spaces: who the others are, and what comes next."""
    item = next_milestone(partnership.plan.all())
    return {
        "partnership": partnership,
        "partners": [_partner(side.party.institution) for side in sides if not side.ours],
        "next": item,
        "title": milestone_title(item) if item else "",
    }


def space_count(partnership: Partnership, unread: Mapping[int, int]) -> dict[str, Any]:
    """For templates/shell/count.html; nothing for who is not in the room of the space."""
    room = partnership.space.room
    return unread_of(room, unread[room.pk]) if room.pk in unread else {}


def _partner(school: Institution) -> dict[str, Any]:
    return {"name": shown_name(school), "place": school.shown_place, "country": country_name(school.country)}


def progress(plan: Iterable[PlanItem]) -> str:
    """How much of the plan is done, as a sentence; empty without a plan."""
    states = [item.state == PlanItem.State.DONE for item in plan]
    if not states:
        return ""
    done, all_ = sum(states), len(states)
    # None, one and all have sentences of their own: "2 of 4" has no word order that is right in Kyrgyz.
    if not done:
        text = ngettext("The milestone is not done yet.", "None of %(all)s milestones is done yet.", all_)
    elif done == all_:
        text = ngettext("The milestone is done.", "All %(all)s milestones are done.", all_)
    elif done == 1:
        text = _("One of %(all)s milestones is done.")
    else:
        text = _("Milestones done: %(done)s of %(all)s.")
    return text % {"done": done, "all": all_}
