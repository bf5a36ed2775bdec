"""Fields of the form of a class: numbers that say what is wrong, and the shifts and lessons of its table."""

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.language.formats import format_range, format_time
from twinning.queries.lesson_shifts import (
    OTHER,
    SHIFTS,
)


class NumberField(forms.IntegerField):
    """Its error quotes what was typed and says what to write."""

    def to_python(self, value: Any) -> int | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            shown = {"value": str(value)[:20]}
            raise ValidationError(
                _("“%(value)s” is no number. Write digits, for instance 26."), params=shown
            ) from error


class LessonLabel(str):
    """A row of the table: read out as a number, shown with its times in each shift; the sheet shows the chosen one."""

    __slots__ = ("row",)
    row: int

    def __new__(cls, row: int) -> Self:
        made = super().__new__(cls, gettext("lesson %(number)s") % {"number": row + 1})
        made.row = row
        return made

    def __html__(self) -> SafeString:
        times = ((kind, format_time(rows[self.row][0])) for kind, rows in SHIFTS.items() if self.row < len(rows))
        shown = format_html_join("", '<span class="of-shift-{}"> {}</span>', times)
        return format_html('<span class="lesson-number">{}</span>{}', self.row + 1, shown)


def number_field(label: Any, least: int, most: int, **options: Any) -> NumberField:
    small = _("“%(show_value)s” is too small. Write a number from %(limit_value)s on.")
    large = _("“%(show_value)s” is too large. Write %(limit_value)s at most.")
    messages = {"min_value": small, "max_value": large}
    return NumberField(label=label, min_value=least, max_value=most, error_messages=messages, **options)


def shift_choices() -> list[tuple[int, SafeString]]:
    names = {1: gettext("first"), 2: gettext("second")}
    shown = [
        (kind, format_html("{}<br>{}", names[kind], format_range(rows[0][0], rows[-1][1])))
        for kind, rows in SHIFTS.items()
    ]
    return [*shown, (OTHER, SafeString(gettext("other times")))]
