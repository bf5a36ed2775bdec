"""Dates, times, numbers and lists as people write them in the language of the page, from CLDR through Babel.

Each function takes the language as `locale`; by default it is the active one. Times of day are shown
in the active time zone, which a middleware sets to the reader's.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Final, Literal, overload

from babel import dates, lists, numbers
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from core.language.country_and_language_names import (
    alphabetical,
    country_codes,
    country_name,
    language_choices,
    language_name,
)
from core.locales import cldr, language_of

__all__ = [
    "alphabetical",
    "country_codes",
    "country_name",
    "format_date",
    "format_datetime",
    "format_decimal",
    "format_duration",
    "format_list",
    "format_number",
    "format_range",
    "format_relative",
    "format_time",
    "iso_moment",
    "language_choices",
    "language_name",
    "weekday_name",
]

Form = Literal["long", "medium", "short", "weekday", "month", "day"]
Number = int | float | Decimal

# CLDR's own names of lengths, or a pattern where it has none. "short" is the only form in figures: CLDR's Kyrgyz
# 5/3/26 can be read as the 3rd of May, so the dotted form that Kyrgyz papers use stands in its place.
_FORMS: Final[dict[str, dict[str, str]]] = {
    "ky": {"short": "dd.MM.y", "weekday": "full", "month": "y-'ж'., MMMM", "day": "d-MMMM"},
    "ru": {"weekday": "full", "month": "LLLL y\u202f'г'.", "day": "d MMMM"},
    "en": {"weekday": "full", "month": "LLLL y", "day": "d MMMM"},
}
# Kyrgyz says саат and мүнөт in full: CLDR's ст and мүн are read by nobody. h and min are those of SI:
# every other language has them too.
_UNITS: Final = {"ky": ("саат", "мүнөт"), "ru": ("ч", "мин"), "en": ("h", "min")}
_JUST_NOW: Final = 60
_HOUR: Final = 60
_DAY: Final = timedelta(days=1)
_EXACT: Final = timedelta(days=90)


def format_date(value: date, form: Form = "long", locale: str | None = None) -> str:
    """long: 2026-ж., 5-март; medium: 2026-ж., 5-мар.; short: 05.03.2026; weekday: 2026-ж., 5-март, бейшемби;
    month: 2026-ж., март; day: 5-март. An aware datetime is first brought into the reader's zone.
    """
    language = language_of(locale)
    return dates.format_date(
        _local_date(value), _FORMS.get(language, _FORMS["en"]).get(form, form), locale=cldr(language)
    )


def format_time(value: time | datetime, locale: str | None = None) -> str:
    """13:00, in the reader's zone if the value has one."""
    local = _local(value) if isinstance(value, datetime) else value
    return dates.format_time(local.replace(tzinfo=None), "short", locale=cldr(language_of(locale)))


def format_datetime(
    value: datetime, form: Form = "long", locale: str | None = None, *, zone: tzinfo | None = None
) -> str:
    """2026-ж., 5-март 13:00, in `zone` or the reader's."""
    # Naive from here on, or the reader's zone would come on top of the given one.
    language, local = language_of(locale), _local(value, zone).replace(tzinfo=None)
    joined = str(cldr(language).datetime_formats["medium"])
    return joined.format(format_time(local, language), format_date(local, form, language))


def iso_moment(value: datetime) -> str:
    """2026-03-05T07:00:00.123+00:00, for machines: HTML's <time> takes three places after the second, not six."""
    return value.isoformat(timespec="milliseconds")


def format_number(value: Number, locale: str | None = None) -> str:
    """1 234 567 with no-break spaces, or 1,234,567."""
    return str(numbers.format_decimal(value, locale=cldr(language_of(locale))))


def format_decimal(value: Number, places: int = 1, locale: str | None = None) -> str:
    """1 234,5: with exactly so many places."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(numbers.format_decimal(value, pattern, locale=cldr(language_of(locale))))


@overload
def format_range(start: time, end: time, locale: str | None = None) -> str: ...
@overload
def format_range(start: date, end: date, locale: str | None = None) -> str: ...
@overload
def format_range(start: Number, end: Number, locale: str | None = None) -> str: ...
def format_range(start: time | date | Number, end: time | date | Number, locale: str | None = None) -> str:
    """13:00–17:30 (times, and datetimes of one day), 5–7 (numbers), 2026-ж., 5–8-март (dates)."""
    language = language_of(locale)
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _moments(_local(start), _local(end), language)
    if isinstance(start, time) and isinstance(end, time):
        return f"{format_time(start, language)}–{format_time(end, language)}"
    if isinstance(start, date) and isinstance(end, date):
        return _days(start, end, language)
    if isinstance(start, Number) and isinstance(end, Number):
        first, last = format_number(start, language), format_number(end, language)
        return first if first == last else f"{first}–{last}"
    raise TypeError(f"no range from {start!r} to {end!r}")


def format_relative(value: date, locale: str | None = None, *, now: datetime | None = None) -> str:
    """2 күн мурун, 3 сааттан кийин; 46 күндөн кийин: days of the calendar, counted one by one, up to three months.

    A date without time of day counts in days.
    """
    language, now = language_of(locale), timezone.localtime(now)
    if isinstance(value, datetime):
        passed = _local(value) - (now if timezone.is_aware(value) else now.replace(tzinfo=None))
        if abs(passed.total_seconds()) < _JUST_NOW:
            return _said(gettext_lazy("just now"), language)
        if abs(passed) < _DAY:
            return dates.format_timedelta(passed, threshold=1, add_direction=True, locale=cldr(language))
        passed = _local(value).date() - now.date()
    else:
        passed = value - now.date()
        if not passed:
            return _said(gettext_lazy("today"), language)
    # Babel rounds to the largest unit that fits: 46 days would be two months, ten a week.
    exact = {"granularity": "day", "threshold": _EXACT.days} if abs(passed) < _EXACT else {}
    return dates.format_timedelta(passed, add_direction=True, locale=cldr(language), **exact)  # type: ignore[arg-type]


def format_duration(minutes: int, locale: str | None = None) -> str:
    """4 саат 30 мүнөт, 4 ч 30 мин, 4 h 30 min."""
    language = language_of(locale)
    units = _UNITS.get(language, _UNITS["en"])
    parts = [
        f"{format_number(count, language)}\u00a0{unit}"
        for count, unit in zip(divmod(abs(minutes), _HOUR), units, strict=True)
        if count
    ]
    return ("−" if minutes < 0 else "") + (" ".join(parts) or f"0\u00a0{units[1]}")


def format_list(items: Iterable[object], locale: str | None = None) -> str:
    """а, б жана в; а, б и в; a, b and c. Where an item says "and" itself ("water and rivers"), commas alone."""
    texts, locale_ = [str(item) for item in items], cldr(language_of(locale))
    conjunction = lists.format_list(["", ""], locale=locale_)
    if any(conjunction in text for text in texts):
        return ", ".join(texts)
    return lists.format_list(texts, locale=locale_)


def weekday_name(day: int, locale: str | None = None, *, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """1 is Monday, дүйшөмбү; 7 is Sunday."""
    return str(cldr(language_of(locale)).days["stand-alone"][width][day - 1])


def _said(text: str | Promise, language: str) -> str:
    with override(language):
        return str(text)


def _local(value: datetime, zone: tzinfo | None = None) -> datetime:
    return timezone.localtime(value, zone) if timezone.is_aware(value) else value


def _local_date(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _moments(start: datetime, end: datetime, language: str) -> str:
    if start.date() == end.date():
        return f"{format_datetime(start, locale=language)}–{format_time(end, language)}"
    return f"{format_datetime(start, locale=language)} – {format_datetime(end, locale=language)}"


def _days(start: date, end: date, language: str) -> str:
    """What both days share is said once: the year stands first in Kyrgyz, last in the others."""
    start, end = _local_date(start), _local_date(end)
    if start == end:
        return format_date(end, "long", language)
    if start.year != end.year:
        return f"{format_date(start, 'long', language)} – {format_date(end, 'long', language)}"
    same_month = start.month == end.month
    first = f"{start.day}–" if same_month else f"{format_date(start, 'day', language)} – "
    last = format_date(end, "day", language)
    return format_date(end, "long", language).replace(last, first + last)
