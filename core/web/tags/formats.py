"""The filters for whatever CLDR has a form for. Django's own print other dates, so a test forbids them.

They are built into every template. What is missing (None, "") prints nothing; what is no date at all is an error.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, cast

from django import template

from core import locales
from core.language import formats
from core.locales import language_of
from core.text import case_of, with_ending

register = template.Library()


@register.filter(is_safe=True)
def day(value: date | None, form: str = "long") -> str:
    return formats.format_date(value, cast("formats.Form", form)) if value else ""


@register.filter(is_safe=True)
def day_short(value: date | None) -> str:
    return formats.format_date(value, "medium") if value else ""


@register.filter(is_safe=True)
def clock(value: time | datetime | None) -> str:
    return "" if _missing(value) else formats.format_time(cast("time", value))


@register.filter(is_safe=True)
def moment(value: datetime | None, form: str = "long") -> str:
    return formats.format_datetime(value, cast("formats.Form", form)) if value else ""


@register.filter(is_safe=True)
def iso(value: datetime | None) -> str:
    """For the attribute of <time>."""
    return formats.iso_moment(value) if value else ""


@register.filter(is_safe=True)
def ago(value: date | None) -> str:
    return formats.format_relative(value) if value else ""


@register.filter(is_safe=True)
def until(start: Any, end: Any) -> str:
    """{{ starts|until:ends }}: a range of times, dates or numbers."""
    return "" if _missing(start) or _missing(end) else formats.format_range(start, end)


@register.filter(is_safe=True)
def number(value: Any, places: int | None = None) -> str:
    if _missing(value):
        return ""
    return formats.format_number(value) if places is None else formats.format_decimal(value, places)


@register.filter(is_safe=True)
def duration(minutes: Any) -> str:
    return "" if _missing(minutes) else formats.format_duration(minutes)


@register.filter
def and_list(items: Iterable[object] | None) -> str:
    return formats.format_list(items) if items else ""


@register.filter
def language_label(code: str | None) -> str:
    """Not language_name: {% load i18n %} brings a filter of that name, which knows English alone."""
    return formats.language_name(code) if code else ""


@register.filter
def country_name(code: str | None) -> str:
    return formats.country_name(code) if code else ""


@register.filter
def legible(name: object, asked: str = "") -> str:
    """A person's or place's name that stands nowhere but here, in letters that the reader can read."""
    return locales.legible(str(name), asked=asked or "") if name else ""


@register.filter(is_safe=True)
def weekday(number_of_day: int) -> str:
    return formats.weekday_name(number_of_day)


@register.filter
def ending(value: str | int | None, case: str) -> str:
    """The value with its Kyrgyz case ending; in other languages, which turn the sentence instead, as it is."""
    if value is None:
        return ""
    known = case_of(case)
    text = formats.format_number(value) if isinstance(value, int) else str(value)
    return with_ending(text, known) if language_of() == "ky" else text


def _missing(value: object) -> bool:
    """None or "", unlike falsehood: zero is a number and midnight a time."""
    return value is None or value == ""
