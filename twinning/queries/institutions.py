"""What an institution's page tells, and what may be the same institution under another name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import holidays
from django.db.models import QuerySet
from django.utils import timezone

from core.audit_reading import deeds_of
from core.locales import language_of
from core.models import Deed
from core.text import near
from twinning.models import Institution, Party, Staff
from twinning.policy import ALIKE_INSTITUTION, MOST_ALIKE, PUBLIC_HOLIDAYS_AHEAD
from twinning.queries.directory import for_list
from twinning.queries.institution_search import find_institutions
from twinning.queries.names import all_names
from twinning.queries.people import places_of, verified_staff
from twinning.queries.visible import institutions_visible_to

TRAIL: Final = (
    "twinning.add_institution",
    "twinning.ask_to_join",
    "twinning.verify_institution",
    "twinning.refuse_institution",
    "twinning.suspend_institution",
    "twinning.merge_institutions",
    "twinning.verify_person",
    "twinning.sign_rules",
    "twinning.hand_over",
)
PUBLIC_TRAIL: Final = ("twinning.verify_institution", "twinning.suspend_institution", "twinning.sign_rules")


def similar_institutions(*, name: str, country: str, by: Any, also: str = "", place: str = "") -> list[Institution]:
    """Institutions of the country that may be the one that somebody is about to add, the likeliest first.

    Another town named on both sides makes another school of the same name.
    """
    rows = institutions_visible_to(by).filter(country=country)
    ids = {pk for text in (name, also) if text for pk in find_institutions(text, rows)[:40]}
    found = for_list(rows.filter(pk__in=ids))
    scored = [(_likeness([name, also], place, school), school) for school in found]
    alike = sorted((pair for pair in scored if pair[0] >= ALIKE_INSTITUTION), key=lambda pair: (-pair[0], pair[1].pk))
    return [school for _score, school in alike[:MOST_ALIKE]]


def _likeness(names: list[str], place: str, school: Institution) -> float:
    best = max((near(name, other) for name in names if name for other in all_names(school)), default=0.0)
    apart = bool(place and school.place) and near(place, school.place) < ALIKE_INSTITUTION
    return best * 0.5 if apart else best


def role_counts(institution: Institution) -> dict[str, int]:
    """Verified people by role: all that strangers learn."""
    return dict(Counter(verified_staff(institution).values_list("role", flat=True)))


def sees_names(user: Any, institution: Institution) -> bool:
    """Own verified colleagues, and verified staff of a partner that this institution works with."""
    own = [p.institution_id for p in places_of(user) if p.state == Staff.State.VERIFIED]
    if institution.pk in own:
        return True
    return bool(own) and (
        Party.objects.filter(institution=institution, until=None, partnership__parties__institution__in=own).exists()
    )


def trail_of(institution: Institution, *, whole: bool) -> QuerySet[Deed]:
    """Its audit log: the deeds of TRAIL where `whole`, else only the decisions (PUBLIC_TRAIL), as strangers see it."""
    rows = deeds_of(institution).filter(deed__in=TRAIL if whole else PUBLIC_TRAIL)
    return rows.select_related("by").prefetch_related("concerns")


@dataclass(frozen=True, slots=True)
class FreeDay:
    starts: date
    ends: date
    title: str
    own: bool


def coming_free_days(institution: Institution, *, limit: int = 6) -> list[FreeDay]:
    """Public holidays of the country and the institution's own, from today on."""
    today = timezone.localdate()
    own = [
        FreeDay(day.starts, day.ends, day.title, own=True)
        for day in institution.holidays.filter(ends__gte=today).order_by("starts")[:limit]
    ]
    public = _joined(FreeDay(day, day, title, own=False) for day, title in public_days(institution.country, today))
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


def public_days(country: str, today: date) -> list[tuple[date, str]]:
    """Holidays of the country, from this day on, for PUBLIC_HOLIDAYS_AHEAD."""
    if country not in holidays.list_supported_countries():
        return []
    years = {today.year, (today + PUBLIC_HOLIDAYS_AHEAD).year}
    days = holidays.country_holidays(country, years=years, language=_language(country))
    return [(day, title) for day, title in sorted(days.items()) if today <= day <= today + PUBLIC_HOLIDAYS_AHEAD]


def _language(country: str) -> str | None:
    """The reader's language where the library has it for this country, else English, else the country's own."""
    spoken = holidays.country_holidays(country).supported_languages
    wanted = language_of()
    return next((code for lead in (wanted, "en") for code in spoken if code.split("_")[0] == lead), None)
