"""The hours strip: two school days in slots of 15 minutes, ours above, theirs below, common ones through both rows.

What follows each other is one line of a path; components/hours.html dashes it, a dash a slot.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from core.errors import Text

SLOT: Final = 15
HOUR: Final = 60
DAY: Final = 24 * HOUR
USUAL_START: Final = 8 * HOUR
USUAL_HOURS: Final = 11
WIDE: Final = 10  # units of the drawing for a slot, its gap included
OURS, BOTH, THEIRS = 10, 22, 34  # the middle of each row, and of both

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Strip:
    """What components/hours.html draws. The paths stretch, so they carry no text."""

    caption: Text
    detail: Text
    label: Text
    our_place: Text
    their_place: Text
    our_ticks: list[str]
    their_ticks: list[str]
    width: int
    free: str
    ours: str
    theirs: str
    common: str


def strip(
    *,
    ours: Iterable[Span],
    theirs: Iterable[Span],
    shift: int,
    our_place: Text,
    their_place: Text,
    caption: Text,
    detail: Text = "",
    label: Text = "",
) -> Strip:
    """Lessons as (start, end) in minutes of **our** day, theirs too; `shift` is their clock minus ours in minutes.

    caption says in words what the picture shows; detail follows it; label is read out instead of the picture.
    """
    our_slots, their_slots = _slots(ours), _slots(theirs)
    start, hours = _window(our_slots | their_slots)
    slots = range(start, start + hours * HOUR, SLOT)
    common = our_slots & their_slots
    return Strip(
        caption,
        detail,
        label or caption,
        our_place,
        their_place,
        our_ticks=[_clock(start + HOUR * n) for n in range(hours)],
        their_ticks=[_clock(start + HOUR * n + shift) for n in range(hours)],
        width=len(slots) * WIDE,
        free=_lines(slots, set(slots) - our_slots, OURS) + _lines(slots, set(slots) - their_slots, THEIRS),
        ours=_lines(slots, our_slots - common, OURS),
        theirs=_lines(slots, their_slots - common, THEIRS),
        common=_lines(slots, common, BOTH),
    )


def _slots(spans: Iterable[Span]) -> set[int]:
    """Whole slots only: a start is rounded up, an end down."""
    return {slot for start, end in spans for slot in range(-(-start // SLOT) * SLOT, end // SLOT * SLOT, SLOT)}


def _window(slots: set[int]) -> tuple[int, int]:
    """First minute and number of hours: from eight on where that does, else shifted or widened to hold both days."""
    if not slots:
        return USUAL_START, USUAL_HOURS
    first, last = min(slots) // HOUR * HOUR, -(-(max(slots) + SLOT) // HOUR) * HOUR
    start = min(USUAL_START, first)
    if last > start + USUAL_HOURS * HOUR:
        start = min(first, last - USUAL_HOURS * HOUR)
    return start, min(max(USUAL_HOURS, (last - start) // HOUR), DAY // HOUR)


def _clock(minute: int) -> str:
    hour, rest = divmod(minute % DAY, HOUR)
    return f"{hour}:{rest:02}" if rest else str(hour)


def _lines(slots: range, chosen: set[int], middle: int) -> str:
    places = [n for n, slot in enumerate(slots) if slot in chosen]
    runs = [[n for _at, n in run] for _begin, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])]
    return "".join(f"M{run[0] * WIDE} {middle}h{len(run) * WIDE}" for run in runs)
