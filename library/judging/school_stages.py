"""Stages of school, computed from grades by a dated table. Only grades are stored: the bounds of stages change.

Kyrgyzstan: Law "On Education" of 11 August 2023, No. 179, and the change to twelve years: 1-4, 5-9, 10-11 until
August 2025, then 1-6, 7-9, 10-12. Of other countries the grade alone is shown.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_AGE: Final = 6  # at which the first grade begins
PRIMARY, BASIC, UPPER = "primary", "basic", "upper"


@dataclass(frozen=True, slots=True)
class Stages:
    country: str
    since: date
    last: tuple[tuple[str, int], ...]  # each stage with its last grade


TABLE: Final = (
    Stages("KG", date(2025, 9, 1), ((PRIMARY, 6), (BASIC, 9), (UPPER, 12))),
    Stages("KG", date(1992, 9, 1), ((PRIMARY, 4), (BASIC, 9), (UPPER, 11))),
)


def stages_of(country: str, grades: Iterable[int], day: date) -> list[str]:
    """In their order; none where the table does not know the country or the grade."""
    table = next((row for row in TABLE if row.country == country and row.since <= day), None)
    if table is None:
        return []
    found = {next((stage for stage, last in table.last if grade <= last), "") for grade in grades if grade > 0}
    return [stage for stage, _last in table.last if stage in found]


def ages_of(grades: Collection[int]) -> tuple[int, int] | None:
    """From the youngest to the oldest who are taught in these grades."""
    return (min(grades) + FIRST_AGE, max(grades) + FIRST_AGE + 1) if grades else None
