"""Lesson hours as a table that people fill: shifts of Kyrgyz schools, and rows for every other timetable."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Final

from twinning.models import SchoolClass

Span = tuple[time, time]
OTHER: Final = 3


def _spans(text: str) -> tuple[Span, ...]:
    pairs = (span.split("-") for span in text.split())
    return tuple((time.fromisoformat(starts), time.fromisoformat(ends)) for starts, ends in pairs)


# Six lessons of 40 minutes: 8:00 to 12:30, and 13:00 to 17:45.
SHIFTS: Final = {
    1: _spans("08:00-08:40 08:45-09:25 09:30-10:10 10:20-11:00 11:05-11:45 11:50-12:30"),
    2: _spans("13:00-13:40 13:50-14:30 14:40-15:20 15:35-16:15 16:20-17:00 17:05-17:45"),
}
# Where lessons lie at other times, these stand in the fields to begin with.
USUAL: Final = _spans("08:00-08:45 08:55-09:40 09:50-10:35 10:55-11:40 11:50-12:35 12:45-13:30 13:40-14:25 14:35-15:20")
LESSONS: Final = len(SHIFTS[1])
WORKDAYS: Final = "12345"


def shift_kind(school_class: SchoolClass) -> int:
    """The shift whose rows hold each of the lessons, else OTHER."""
    rows = SHIFTS.get(school_class.shift)
    if rows is None or any((lesson.starts, lesson.ends) not in rows for lesson in school_class.lessons.all()):
        return OTHER
    return school_class.shift


def rows_of(school_class: SchoolClass | None) -> list[Span]:
    """The rows for other times: those of the class, filled up with usual ones that come after them."""
    taught: set[Span] = set()
    if school_class is not None and shift_kind(school_class) == OTHER:
        taught = {(lesson.starts, lesson.ends) for lesson in school_class.lessons.all()}
    last = max((ends for _starts, ends in taught), default=time.min)
    later = [span for span in USUAL if span[0] > last]
    return [*sorted(taught), *later[: max(0, len(USUAL) - len(taught))]]


def cells_of(school_class: SchoolClass) -> list[str]:
    """The chosen cells, "day-row", of the class."""
    kind = shift_kind(school_class)
    rows = {span: row for row, span in enumerate(SHIFTS.get(kind) or rows_of(school_class))}
    return [f"{lesson.weekday}-{rows[lesson.starts, lesson.ends]}" for lesson in school_class.lessons.all()]


def days_of(school_days: str, school_class: SchoolClass | None) -> list[int]:
    """Monday to Friday, and what else the school or the class works."""
    days = {int(day) for day in WORKDAYS + school_days if day in "1234567"}
    if school_class is not None:
        days |= {lesson.weekday for lesson in school_class.lessons.all()}
    return sorted(days)


def lessons_of(cells: Iterable[str], rows: Sequence[Span]) -> list[tuple[int, time, time]]:
    """(weekday, starts, ends) of each cell. Raise IndexError for a row that the timetable has not."""
    chosen = ((int(day), int(row)) for day, row in (cell.split("-") for cell in cells))
    return [(day, *rows[row]) for day, row in chosen]
