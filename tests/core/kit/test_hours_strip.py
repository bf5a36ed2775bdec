import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit.hours_strip import SLOT, Span, Strip, strip


def drawn(*, ours: list[Span], theirs: list[Span], shift: int = 0) -> Strip:
    return strip(ours=ours, theirs=theirs, shift=shift, our_place="Нарын", their_place="Tartu", caption="x")


def bars(path: str) -> int:
    """Slots: each is ten units of a line."""
    return sum(int(length) for length in re.findall(r"h(\d+)", path)) // 10


def test_common_lessons_stand_through_both_rows() -> None:
    found = drawn(ours=[(780, 1050)], theirs=[(735, 1125)], shift=-240)
    assert (bars(found.common), bars(found.ours), bars(found.theirs)) == (18, 0, 8)
    assert found.common == "M200 22h180"
    assert bars(found.free) == 2 * 44 - 2 * 18 - 8


def test_ticks_name_the_hours_of_each_zone() -> None:
    found = drawn(ours=[(780, 1050)], theirs=[(735, 1125)], shift=-240)
    assert found.our_ticks == ["8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18"]
    assert found.their_ticks == ["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"]


def test_a_zone_off_the_hour_shows_its_minutes() -> None:
    assert drawn(ours=[(480, 525)], theirs=[(480, 525)], shift=-30).their_ticks[0] == "7:30"


def test_the_strip_widens_to_hold_two_days_far_apart() -> None:
    found = drawn(ours=[(780, 1065)], theirs=[(330, 755)], shift=180)
    assert (found.our_ticks[0], found.our_ticks[-1], found.width) == ("5", "17", 520)
    assert found.common == ""


def test_a_late_day_shifts_the_strip() -> None:
    found = drawn(ours=[(600, 700)], theirs=[(1140, 1200)], shift=-360)
    assert (found.our_ticks[0], found.our_ticks[-1]) == ("9", "19")


@pytest.mark.parametrize(("span", "count"), [((481, 525), 2), ((480, 524), 2), ((481, 494), 0)])
def test_only_whole_slots_count(span: Span, count: int) -> None:
    assert bars(drawn(ours=[span], theirs=[]).ours) == count


def test_two_days_without_lessons_are_empty() -> None:
    found = drawn(ours=[], theirs=[])
    assert (bars(found.free), found.ours, found.theirs, found.common) == (88, "", "", "")


spans = st.lists(
    st.tuples(st.integers(0, 1300), st.integers(15, 120)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=4
)


@given(ours=spans, theirs=spans)
def test_each_slot_is_drawn_once_in_each_row(ours: list[Span], theirs: list[Span]) -> None:
    found = drawn(ours=ours, theirs=theirs)
    slots = found.width // 10
    assert bars(found.free) + bars(found.ours) + bars(found.theirs) + 2 * bars(found.common) == 2 * slots
    assert slots * SLOT == len(found.our_ticks) * 60
