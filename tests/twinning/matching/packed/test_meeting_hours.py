"""Common hours in columns: by hand in Bishkek and Berlin, minute by minute elsewhere, and both formulas of their worth."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twinning.matching import oracle
from tests.twinning.matching.packed.packed_worlds import BOOK, anyone_open, packed
from tests.twinning.matching.worlds import ZONES, school_week, side, tartu, weeks
from twinning.matching import MatchSide, minutes_per_day, slots_of
from twinning.matching.criteria import live_fit
from twinning.matching.packed import find, question
from twinning.matching.packed.meeting_hours import Meetings, meetings, per_day_fit, week_fit

MORNING, AFTERNOON = school_week(time(8), time(12, 30)), school_week(time(13), time(18))
JANUARY, JULY = (date(2027, 1, 10), 1), (date(2027, 7, 1), 1)
SPRING, AUTUMN = (date(2027, 3, 20), 1), (date(2027, 10, 20), 1)


def common(us: MatchSide, *others: MatchSide) -> Meetings:
    (block,) = packed(others).blocks
    return meetings(question(us, BOOK), block, np.arange(len(others)))


def berlin(**facts: object) -> MatchSide:
    return tartu(**{"time_zone": "Europe/Berlin", "country": "DE", "lessons": school_week(time(8), time(13)), **facts})


@pytest.mark.parametrize(
    ("lessons", "project", "minutes"),
    [
        # Berlin 8:00-13:00 is 13:00-18:00 in Bishkek in winter and 12:00-17:00 in summer.
        (MORNING, JANUARY, 0),
        (AFTERNOON, JANUARY, 300),
        (MORNING, JULY, 30),
        (AFTERNOON, JULY, 240),
        # Over a Sunday on which Berlin changes its clock: the lesser of both.
        (MORNING, SPRING, 0),
        (AFTERNOON, SPRING, 240),
        (MORNING, AUTUMN, 0),
        (AFTERNOON, AUTUMN, 240),
    ],
)
def test_bishkek_and_berlin_as_worked_out_by_hand(
    lessons: frozenset[int], project: tuple[date, int], minutes: int
) -> None:
    start, months = project
    us = side(lessons=lessons, starts=start, months=months)
    assert common(us, berlin(starts=start, months=months)).minutes.tolist() == [minutes]


def per_weekday(a: MatchSide, b: MatchSide) -> dict[tuple[int, int], int]:
    """Quarters shared of each pair of weekdays, least over every day's difference of clocks; by walking all days."""
    start, months = max(a.starts, b.starts), min(a.months, b.months)
    counts = [oracle._on(a, b, shift) for shift in oracle._differences(a.time_zone, b.time_zone, start, months)]
    return {pair: min(count.get(pair, 0) for count in counts) for pair in {pair for count in counts for pair in count}}


@given(
    weeks,
    weeks,
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.dates(date(2026, 1, 1), date(2031, 1, 1)),
    st.data(),
)
@settings(max_examples=100, deadline=None)
def test_any_two_weeks_share_what_a_walk_over_all_days_finds(
    a: frozenset[int], b: frozenset[int], ours: str, theirs: str, start: date, data: st.DataObject
) -> None:
    us = side(lessons=a, time_zone=ours, starts=start, months=data.draw(st.integers(1, 24)))
    later = start + timedelta(days=data.draw(st.integers(-400, 3000)))
    them = tartu(lessons=b, time_zone=theirs, starts=later, months=data.draw(st.integers(1, 24)))
    found = common(us, them, tartu(starts=start))
    assert found.minutes[0] == minutes_per_day(us, them)
    assert found.week[0] == sum(min(n, 6) for n in per_weekday(us, them).values() if n >= 2)


@pytest.mark.parametrize(
    "starts", [date(2026, 9, 1), date(2028, 12, 31), date(2029, 6, 1), date(2031, 2, 1), date(2170, 1, 1)]
)
def test_projects_that_reach_past_the_tables_are_looked_up_one_by_one(starts: date) -> None:
    us = side(starts=date(2026, 9, 1), months=24)
    them = berlin(starts=starts, months=24)
    assert common(us, them, berlin()).minutes[0] == minutes_per_day(us, them)


def test_both_formulas_by_hand() -> None:
    """Quarters: none, a quarter, half an hour, 90 minutes; of a week half an hour, 90 minutes, 2 x 90, 5 x 90."""
    found = Meetings(np.array([0, 1, 2, 6], dtype=np.uint8), np.array([2, 6, 12, 30], dtype=np.uint8))
    assert per_day_fit(found).tolist() == [0, 0, pytest.approx(1 / 3), 1]
    assert week_fit(found).tolist() == [pytest.approx(1 / 6), 0.5, 1, 1]


def test_the_daily_formula_is_that_of_one_pair() -> None:
    quarters = np.arange(96, dtype=np.uint8)
    assert per_day_fit(Meetings(quarters, quarters)).tolist() == [live_fit(15 * n) for n in range(96)]


@given(weeks, weeks, st.tuples(st.integers(1, 5), st.integers(6, 20)))
@settings(max_examples=60, deadline=None)
def test_by_the_week_a_lesson_more_never_lowers(a: frozenset[int], b: frozenset[int], lesson: tuple[int, int]) -> None:
    weekday, hour = lesson
    more = b | slots_of([(weekday, time(hour), time(hour + 1))])
    found = common(side(lessons=a), tartu(lessons=b), tartu(lessons=more))
    before, after = week_fit(found).tolist()
    assert after >= before


def test_by_the_day_an_added_short_day_lowers_which_the_week_mends() -> None:
    monday, tuesday = (1, time(13), time(14, 30)), (2, time(13), time(13, 30))
    all_day = tartu(lessons=school_week(time(6), time(20)), time_zone="Asia/Bishkek")
    one, two = (common(side(lessons=slots_of(days)), all_day) for days in ([monday], [monday, tuesday]))
    assert (per_day_fit(one)[0], per_day_fit(two)[0]) == (1, pytest.approx(1 / 3))
    assert (week_fit(one)[0], week_fit(two)[0]) == (0.5, pytest.approx(2 / 3))


def test_a_list_can_be_scored_by_the_week() -> None:
    us, them = side(lessons=slots_of([(1, time(13), time(14, 30))])), tartu(lessons=school_week(time(7), time(15)))
    asked, world = question(us, BOOK), packed([them])
    by_day, by_week = find(asked, world), find(asked, world, week_fit)
    # Speak A2 0.5, age 1, letters 1, and live 1 or 0.5, all of weight 4.
    assert (by_day.u[0], by_week.u[0]) == (3.5 / 4, 3 / 4)
    assert by_day.minutes.tolist() == by_week.minutes.tolist() == [90]


@given(anyone_open(), st.lists(anyone_open(), max_size=6))
@settings(max_examples=40, deadline=None)
def test_the_formula_changes_no_condition(us: MatchSide, others: list[MatchSide]) -> None:
    others = [replace(them, closed_to=frozenset()) for them in others]
    asked, world = question(us, BOOK), packed(others)
    assert find(asked, world).ids.tolist() == find(asked, world, week_fit).ids.tolist()


def test_zones_of_the_tests_change_their_clocks() -> None:
    summer, winter = date(2026, 7, 1), date(2026, 1, 1)
    changing = {
        zone
        for zone in ZONES
        if ZoneInfo(zone).utcoffset(datetime.combine(summer, time(12)))
        != ZoneInfo(zone).utcoffset(datetime.combine(winter, time(12)))
    }
    assert len(changing) == 4
