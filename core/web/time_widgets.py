"""Fields for days and times. A time that concerns two places is typed on our clock and shown on both."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext_lazy as _

from core.language.formats import format_date, format_time

DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class BothClocks:
    """What components/both_clocks.html shows."""

    our_time: str
    our_place: str
    their_time: str
    their_place: str


class DayPick(forms.DateInput):
    """The browser's own calendar. ISO, whatever the language of the page: it shows nothing for another value."""

    input_type = "date"
    template_name = "components/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DayPick

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place, and by how many minutes its clocks are ahead of ours."""

    place: str
    ahead: int

    def at(self, ours: time) -> time:
        """What clocks say there when ours say this."""
        minutes = self._minutes(ours) % DAY
        return time(minutes // 60, minutes % 60)

    def day(self, ours: time) -> int:
        """-1: there it is the day before then; 1: the day after."""
        return self._minutes(ours) // DAY

    def _minutes(self, ours: time) -> int:
        return ours.hour * 60 + ours.minute + self.ahead


def ahead(*, ours: str, theirs: str, on: date) -> int:
    """By how many minutes the clocks of a zone are ahead of ours at noon of a day."""
    noon = datetime.combine(on, time(12), ZoneInfo(ours))
    there = noon.astimezone(ZoneInfo(theirs)).utcoffset()
    here = noon.utcoffset()
    return int((there - here).total_seconds() // 60) if there is not None and here is not None else 0


class WeekTime(forms.TimeInput):
    """A time of every week, with what it is elsewhere, where that is another: `there` is set by the form."""

    input_type = "time"
    template_name = "components/week_time.html"

    def __init__(self, there: Elsewhere | None = None) -> None:
        super().__init__(format="%H:%M")
        self.there = there if there and there.ahead else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        try:
            typed = parse_time(context["widget"]["value"] or "")
        except ValueError:
            typed = None
        said = format_time(self.there.at(typed)) if self.there and typed else ""
        return {**context, "there": self.there, "their_time": said}


class BothTimes(forms.SplitDateTimeWidget):
    """Of a SplitDateTimeField. Ours is the clock of the reader; `theirs` the zone of the others."""

    template_name = "components/both_times.html"

    def __init__(self, *, our_place: Any, theirs: str, their_place: Any) -> None:
        self.our_place, self.theirs, self.their_place = our_place, theirs, their_place
        of_day: dict[str, Any] = {"type": "date", "aria-label": _("Day")}
        of_time: dict[str, Any] = {"type": "time", "aria-label": _("Time")}
        super().__init__(
            date_attrs=of_day,
            time_attrs=of_time,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        day, time = (one["value"] or "" for one in context["widget"]["subwidgets"])
        return {
            **context,
            "offer": self._offer(day, time),
            "ours": timezone.get_current_timezone_name(),
            "theirs": self.theirs,
        }

    def _offer(self, day: str, time: str) -> BothClocks:
        """Empty clocks where no time is typed, or none that there is."""
        try:
            date, clock = parse_date(day), parse_time(time)
            ours = from_current_timezone(datetime.combine(date, clock)) if date and clock else None
        except (ValueError, forms.ValidationError):
            ours = None
        if ours is None:
            return BothClocks("", str(self.our_place), "", str(self.their_place))
        theirs = ours.astimezone(ZoneInfo(self.theirs))
        return BothClocks(
            format_time(ours),
            f"{format_date(ours.date(), 'medium')}, {self.our_place}",
            format_time(theirs.time()),
            f"{format_date(theirs.date(), 'medium')}, {self.their_place}",
        )
