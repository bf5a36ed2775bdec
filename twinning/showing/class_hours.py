"""The lessons of a class in words, on our clock and on that of its partner."""

from dataclasses import dataclass
from datetime import time
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.formats import format_list, format_range, format_time, weekday_name
from core.web.time_widgets import Elsewhere, ahead
from twinning.models import Institution, SchoolClass


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One time of the day, and the days on which it may be. `theirs`: the same on the partner's clock, or empty."""

    ours: str
    theirs: str
    days: str


def elsewhere(ours: Institution, theirs: Institution | None) -> Elsewhere | None:
    """Their clock, where it differs from ours today."""
    if theirs is None:
        return None
    minutes = ahead(ours=ours.time_zone, theirs=theirs.time_zone, on=timezone.localdate())
    return Elsewhere(theirs.shown_place, minutes) if minutes else None


def lesson_rows(group: SchoolClass, there: Elsewhere | None) -> list[LessonRow]:
    lessons = sorted(group.lessons.all(), key=lambda row: (row.starts, row.ends, row.weekday))
    return [
        LessonRow(
            format_range(starts, ends),
            _theirs(starts, ends, there) if there else "",
            format_list(weekday_name(row.weekday, width="abbreviated") for row in rows),
        )
        for (starts, ends), rows in groupby(lessons, key=lambda row: (row.starts, row.ends))
    ]


def _theirs(starts: time, ends: time, there: Elsewhere) -> str:
    said = f"{there.place} {format_range(there.at(starts), there.at(ends))}"
    other_day = {-1: _("the day before"), 1: _("the day after")}.get(there.day(starts))
    return f"{said}, {other_day}" if other_day else said


def saved_sentence(lessons: list[Any], there: Elsewhere | None) -> str:
    """What is said after saving: with a partner, when the first lesson begins on both clocks."""
    if there is None or not lessons:
        return _("The class is saved.")
    first = min(starts for _day, starts, _ends in lessons)
    said = {"ours": format_time(first), "place": there.place, "theirs": format_time(there.at(first))}
    return _("The class is saved. The first lesson begins at %(ours)s; %(place)s: %(theirs)s.") % said
