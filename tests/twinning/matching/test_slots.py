from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.matching.slots import shift_of, slots_of, spans_of


def test_start_is_rounded_up_and_end_down() -> None:
    assert sorted(slots_of([(1, time(8, 5), time(8, 50))])) == [33, 34]


def test_a_slot_that_is_not_whole_is_none() -> None:
    assert slots_of([(1, time(8, 1), time(8, 29))]) == frozenset()


def test_breaks_up_to_a_quarter_join() -> None:
    lessons = [(2, time(8), time(8, 40)), (2, time(8, 55), time(9, 45))]
    assert spans_of(slot % 96 for slot in sorted(slots_of(lessons))) == ((480, 585),)


def test_longer_breaks_part() -> None:
    lessons = [(2, time(8), time(8, 40)), (2, time(8, 56), time(9, 45))]
    assert spans_of(slot % 96 for slot in sorted(slots_of(lessons))) == ((480, 510), (540, 585))


def test_order_and_overlap_of_lessons_do_not_matter() -> None:
    lessons = [(7, time(9), time(11)), (7, time(8), time(12))]
    assert slots_of(lessons) == frozenset(range(6 * 96 + 32, 6 * 96 + 48))


def test_midnight_begins_the_day() -> None:
    assert sorted(slots_of([(1, time(0), time(0, 30))])) == [0, 1]


@pytest.mark.parametrize(
    "lesson", [(0, time(8), time(9)), (8, time(8), time(9)), (1, time(9), time(9)), (1, time(9), time(8))]
)
def test_nonsense_is_refused(lesson: tuple[int, time, time]) -> None:
    with pytest.raises(ValueError, match="no lesson"):
        slots_of([lesson])


def test_second_shift_begins_at_noon_or_later() -> None:
    assert shift_of(slots_of([(1, time(12), time(17))])) == 2
    assert shift_of(slots_of([(1, time(12), time(17)), (2, time(11, 45), time(13))])) == 1
    assert shift_of(frozenset()) == 1


@given(
    st.lists(
        st.tuples(st.integers(1, 7), st.integers(0, 1438), st.integers(1, 300)).map(
            lambda one: (one[0], one[1], min(1439, one[1] + one[2]))
        )
    )
)
def test_every_slot_lies_in_lessons_and_breaks_that_join(lessons: list[tuple[int, int, int]]) -> None:
    """By minutes: a slot is held exactly if each of its 15 minutes is taught or lies in a joined break."""
    held = {weekday: set[int]() for weekday in range(1, 8)}
    for weekday, low, high in lessons:
        held[weekday] |= set(range(low, high))
    for weekday, minutes in held.items():
        ends = [m + 1 for m in minutes if m + 1 not in minutes]
        starts = [m for m in minutes if m - 1 not in minutes]
        for end in ends:
            after = [start for start in starts if end <= start <= end + 15]
            for start in after:
                minutes |= set(range(end, start))
        expected = {(weekday - 1) * 96 + q for q in range(96) if set(range(q * 15, q * 15 + 15)) <= minutes}
        clock = [(d, time(lo // 60, lo % 60), time(hi // 60, hi % 60)) for d, lo, hi in lessons if d == weekday]
        assert slots_of(clock) == expected
