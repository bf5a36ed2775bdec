"""Days on which an institution does not teach: public holidays of its country, and those that it has told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import holidays
from django.utils import timezone

from twinning.models import Institution, InstitutionHoliday
from twinning.policy import PUBLIC_HOLIDAYS_AHEAD


@dataclass(frozen=True, slots=True)
class FreeDay:
    starts: date
    ends: date
    title: str
    own: bool


def coming_free_days(institution: Institution, *, language: str, limit: int = 6) -> list[FreeDay]:
    """Public holidays of the country, called in `language`, and the institution's own, from today on."""
    today = timezone.localdate()
    own = [
        FreeDay(day.starts, day.ends, day.title, own=True)
        for day in institution.holidays.filter(ends__gte=today).order_by("starts")[:limit]
    ]
    public = _joined(
        FreeDay(day, day, title, own=False) for day, title in public_days(institution.country, today, language)
    )
    return sorted([*own, *public], key=lambda day: day.starts)[:limit]


def _joined(days: Iterable[FreeDay]) -> list[FreeDay]:
    """Days of one title that follow each other are one."""
    joined: list[FreeDay] = []
    for day in days:
        last = joined[-1] if joined else None
        if last and last.title == day.title and day.starts - last.ends == timedelta(days=1):
            joined[-1] = replace(last, ends=day.ends)
        else:
            joined.append(day)
    return joined


def public_days(country: str, today: date, language: str) -> list[tuple[date, str]]:
    """Holidays of the country, from this day on, for PUBLIC_HOLIDAYS_AHEAD."""
    if country not in holidays.list_supported_countries():
        return []
    years = {today.year, (today + PUBLIC_HOLIDAYS_AHEAD).year}
    days = holidays.country_holidays(country, years=years, language=_language(country, language))
    return [(day, title) for day, title in sorted(days.items()) if today <= day <= today + PUBLIC_HOLIDAYS_AHEAD]


def _language(country: str, wanted: str) -> str | None:
    """What is wanted where the library has it for this country, else English, else the country's own."""
    spoken = holidays.country_holidays(country).supported_languages
    return next((code for lead in (wanted, "en") for code in spoken if code.split("_")[0] == lead), None)


class FreeDays:
    """On which days one of some schools does not teach: weekdays, what it has told, holidays of its country."""

    def __init__(self, weekdays: set[int], days: set[date]) -> None:
        self.weekdays, self.days = weekdays, days

    def __contains__(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays or day in self.days


def free_days_of(schools: list[Institution], start: date) -> FreeDays:
    """From `start` on, for as long as public holidays are looked ahead. One query."""
    weekdays = {day for day in range(1, 8) for school in schools if str(day) not in school.school_days}
    told = InstitutionHoliday.objects.filter(
        institution__in=schools, ends__gte=start, starts__lte=start + PUBLIC_HOLIDAYS_AHEAD
    )
    days = {
        first + timedelta(days=n)
        for first, last in told.values_list("starts", "ends")
        for n in range((last - first).days + 1)
    }
    for country in {school.country for school in schools}:
        days |= {day for day, _title in public_days(country, start, "en")}
    return FreeDays(weekdays, days)
