"""What a twin space shows: both banks with their clocks, the plan, the people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import Text
from core.language.formats import country_name, format_time
from core.terms import label
from twinning.models import LessonTime, Partnership, Party, PlanItem, SchoolClass, Staff
from twinning.queries.names import ShownName, shown_name
from twinning.queries.people import works_at
from twinning.queries.visible import partnerships_visible_to


def spaces_of(user: Any) -> QuerySet[Partnership]:
    """The person's partnerships with what a list shows, those that go on first. Five queries."""
    rows = partnerships_visible_to(user).select_related("space", "space__room")
    return rows.prefetch_related("parties__institution__names", "parties__school_class__lessons", "plan").order_by(
        "ended_at", "-opened_at"
    )


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


@dataclass(frozen=True, slots=True)
class Side:
    """A party as one reader sees it: `ours` says on which bank they stand."""

    party: Party
    ours: bool

    @property
    def shown(self) -> ShownName:
        return shown_name(self.party.institution)


def sides_for(user: Any, partnership: Partnership) -> list[Side]:
    """The present parties, the reader's own first."""
    present = [party for party in partnership.parties.all() if party.until is None or partnership.ended_at]
    ours = [party for party in present if works_at(user, party.institution)][:1]
    others = [party for party in present if party not in ours]
    return [*(Side(party, True) for party in ours), *(Side(party, False) for party in others)]


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


def milestone_title(item: PlanItem) -> str:
    return label("milestone", item.term) if item.term else item.title


def next_milestone(plan: Iterable[PlanItem]) -> PlanItem | None:
    """The first that is not done, by its place in the plan."""
    return next((item for item in plan if item.state != PlanItem.State.DONE), None)


def progress(plan: Iterable[PlanItem]) -> str:
    """How much of the plan is done, as a sentence; empty without a plan."""
    states = [item.state == PlanItem.State.DONE for item in plan]
    if not states:
        return ""
    done, all_ = sum(states), len(states)
    # "2 of 4" turned round is no Kyrgyz: none, one and all have sentences of their own.
    if not done:
        text = ngettext("The milestone is not done yet.", "None of %(all)s milestones is done yet.", all_)
    elif done == all_:
        text = ngettext("The milestone is done.", "All %(all)s milestones are done.", all_)
    elif done == 1:
        text = _("One of %(all)s milestones is done.")
    else:
        text = _("Milestones done: %(done)s of %(all)s.")
    return text % {"done": done, "all": all_}


def due_milestones(user: Any, until: date) -> QuerySet[PlanItem]:
    """Not done, due by that day, in partnerships of the person that go on."""
    running = partnerships_visible_to(user).exclude(state=Partnership.State.ENDED)
    return (
        PlanItem.objects.filter(partnership__in=running, due__lte=until)
        .exclude(state=PlanItem.State.DONE)
        .select_related("partnership__space")
        .order_by("due", "pk")
    )


def people_of(partnership: Partnership) -> list[Staff]:
    """Verified staff of the parties who are in the room, in the order in which they came. One query."""
    return list(
        Staff.objects.filter(
            institution__parties__partnership=partnership,
            state=Staff.State.VERIFIED,
            until=None,
            user__rooms__room__twin_space__partnership=partnership,
            user__rooms__left_at=None,
        )
        .select_related("user", "institution")
        .order_by("user__rooms__joined_at", "pk")
        .distinct()
    )


def colleagues_outside(user: Any, partnership: Partnership) -> list[Staff]:
    """Verified colleagues of the reader's own side, or the reader, who are not in the room yet."""
    own = [side.party.institution_id for side in sides_for(user, partnership) if side.ours]
    inside = partnership.space.room.members.filter(left_at=None).values("user")
    rows = Staff.objects.filter(institution__in=own, state=Staff.State.VERIFIED, until=None)
    return list(rows.exclude(user__in=inside).select_related("user").order_by("user__name"))
