"""A day and a time that concern two places: typed on our clock, shown on both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext_lazy as _

from core.language.formats import format_date, format_time


@dataclass(frozen=True, slots=True)
class BothClocks:
    """What components/both_clocks.html shows."""

    our_time: str
    our_place: str
    their_time: str
    their_place: str


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
