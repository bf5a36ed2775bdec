from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twinning.matching.worlds import ZONES, school_week, side, tartu, weeks
from twinning.matching import CommonHours, MatchSide, common_hours, minutes_per_day, project, slots_of, strip
from twinning.matching.clocks import ClockPeriod, clock_periods, months_later

WINTER = (date(2026, 11, 1), 4)
SUMMER = (date(2027, 4, 1), 2)
WHOLE_YEAR = (date(2026, 9, 1), 9)


def berlin() -> MatchSide:
    return side(key="berlin", institution="berlin", time_zone="Europe/Berlin", lessons=school_week(time(8), time(13)))


def test_second_shift_in_naryn_and_morning_in_tartu_share_four_and_a_half_hours() -> None:
    assert common_hours(side(), tartu(), *WINTER) == CommonHours(
        weekdays=(270, 270, 270, 270, 270, 0, 0),
        days=(1, 2, 3, 4, 5),
        per_day=270,
        weekday=1,
        period=ClockPeriod(date(2026, 11, 1), date(2027, 2, 28), -240),
        ours=((780, 1050),),
        theirs=((540, 810),),
        periods=(ClockPeriod(date(2026, 11, 1), date(2027, 2, 28), -240),),
    )


def test_summer_time_takes_an_hour() -> None:
    found = common_hours(side(), tartu(), *SUMMER)
    assert (found.per_day, found.ours, found.theirs) == (210, ((780, 990),), ((600, 810),))


def test_a_project_over_both_clock_changes_counts_the_least() -> None:
    found = common_hours(side(), tartu(), *WHOLE_YEAR)
    assert [(period.since, period.until, period.ahead) for period in found.periods] == [
        (date(2026, 9, 1), date(2026, 10, 24), -180),
        (date(2026, 10, 25), date(2027, 3, 27), -240),
        (date(2027, 3, 28), date(2027, 5, 31), -180),
    ]
    assert (found.per_day, found.ours) == (210, ((780, 990),))


def test_morning_in_bishkek_shares_nothing_with_berlin_in_january_and_the_afternoon_five_hours() -> None:
    morning, afternoon = side(lessons=school_week(time(8), time(12, 30))), side(lessons=school_week(time(13), time(18)))
    january = (date(2027, 1, 10), 1)
    assert common_hours(morning, berlin(), *january).per_day == 0
    assert common_hours(afternoon, berlin(), *january).per_day == 300


def test_in_summer_the_same_morning_shares_half_an_hour() -> None:
    morning = side(lessons=school_week(time(8), time(12, 30)))
    assert common_hours(morning, berlin(), *SUMMER).per_day == 30
    assert common_hours(morning, berlin(), *WHOLE_YEAR).per_day == 0


def test_no_common_hours_has_no_day_and_no_span() -> None:
    found = common_hours(side(lessons=school_week(time(8), time(12))), berlin(), date(2027, 1, 10), 1)
    assert (found.days, found.weekday, found.ours, found.theirs, found.live) == ((), 0, (), (), False)


def test_days_on_which_only_one_teaches_do_not_count_against_the_rest() -> None:
    tuesday = side(lessons=slots_of([(2, time(13), time(18))]))
    found = common_hours(tuesday, tartu(), *WINTER)
    assert (found.days, found.per_day, found.weekday) == ((2,), 270, 2)


def test_too_little_on_every_day_is_said_as_the_most() -> None:
    short = side(lessons=slots_of([(1, time(13), time(13, 15))]))
    found = common_hours(short, tartu(), *WINTER)
    assert (found.days, found.per_day, found.live, found.ours) == ((), 15, False, ((780, 795),))


def test_their_day_may_be_another_weekday() -> None:
    auckland = side(time_zone="Pacific/Auckland", lessons=slots_of([(2, time(1), time(4))]))
    found = common_hours(side(lessons=slots_of([(1, time(18), time(21))])), auckland, date(2026, 6, 1), 1)
    assert (found.days, found.ours, found.theirs) == ((1,), ((1140, 1260),), ((60, 180),))


def test_quarter_hours_of_kathmandu() -> None:
    kathmandu = side(time_zone="Asia/Kathmandu", lessons=school_week(time(10), time(12)))
    found = common_hours(side(lessons=school_week(time(10), time(12))), kathmandu, *WINTER)
    assert (found.period.ahead, found.ours, found.theirs) == (-15, ((615, 720),), ((600, 705),))


def test_a_project_begins_with_the_later_and_lasts_as_long_as_the_shorter() -> None:
    us, them = side(starts=date(2026, 11, 1), months=9), tartu(starts=date(2027, 4, 1), months=2)
    assert project(us, them) == project(them, us) == SUMMER
    assert minutes_per_day(us, them) == 210
    assert minutes_per_day(us, tartu(starts=date(2026, 12, 1), months=3)) == 270


def test_months_end_where_the_calendar_does() -> None:
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_later(date(2027, 12, 15), 1) == date(2028, 1, 15)
    assert months_later(date(2026, 2, 28), 24) == date(2028, 2, 28)


def test_strip_gives_both_days_on_our_clock() -> None:
    found = strip(side(), tartu(), *WINTER)
    assert (found.weekday, found.ahead) == (1, -240)
    assert (found.ours, found.theirs) == (((780, 1080),), ((735, 1050),))


def test_strip_without_common_hours_shows_the_first_day_taught() -> None:
    found = strip(side(lessons=slots_of([(3, time(8), time(12))])), berlin(), date(2027, 1, 10), 1)
    assert (found.weekday, found.ours, found.theirs) == (3, ((480, 720),), ((780, 1080),))


def test_strip_of_a_day_that_passes_our_midnight() -> None:
    new_york = side(time_zone="America/New_York", lessons=school_week(time(8), time(15)))
    assert strip(side(), new_york, *WINTER).theirs == ((1140, 1560),)


def test_strip_without_lessons_is_empty() -> None:
    found = strip(side(lessons=frozenset()), tartu(lessons=frozenset()), *WINTER)
    assert (found.weekday, found.ours, found.theirs) == (1, (), ())


days = st.dates(date(2025, 1, 1), date(2028, 12, 1))


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), days, st.integers(1, 24))
@settings(max_examples=40, deadline=None)
def test_clock_periods_cover_the_project_and_tell_each_days_difference(
    ours: str, theirs: str, start: date, months: int
) -> None:
    expected = []
    day = start
    while day < months_later(start, months):
        a, b = (datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() for zone in (ours, theirs))
        assert a is not None
        assert b is not None
        expected.append((day, (b - a) // timedelta(minutes=1)))
        day += timedelta(days=1)
    found = clock_periods(ours, theirs, start, months)
    told = [
        (period.since + timedelta(days=n), period.ahead)
        for period in found
        for n in range((period.until - period.since).days + 1)
    ]
    assert told == expected
    assert all(one.ahead != two.ahead for one, two in pairwise(found))


@given(weeks, weeks, st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)), days, st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_common_hours_are_the_same_from_both_banks(
    a: frozenset[int], b: frozenset[int], zones: tuple[str, str], start: date, months: int
) -> None:
    ours, theirs = zones
    one = side(lessons=a, time_zone=ours, starts=start, months=months)
    two = side(lessons=b, time_zone=theirs, starts=start, months=months)
    there, back = common_hours(one, two, start, months), common_hours(two, one, start, months)
    assert there.per_day == back.per_day == minutes_per_day(one, two)
    assert [-period.ahead for period in there.periods] == [period.ahead for period in back.periods]


@given(weeks, weeks, st.sampled_from(ZONES), st.sampled_from(ZONES), days)
@settings(max_examples=100, deadline=None)
def test_common_lessons_happen_at_the_same_instant(
    a: frozenset[int], b: frozenset[int], ours: str, theirs: str, start: date
) -> None:
    """Read through UTC on a real day of the period shown: each minute told is taught by both, and both spans agree."""
    one, two = side(lessons=a, time_zone=ours), side(lessons=b, time_zone=theirs)
    found = common_hours(one, two, start, 3)
    day = found.period.since + timedelta(days=2)
    while found.weekday and day.isoweekday() != found.weekday:
        day += timedelta(days=1)
    if day + timedelta(days=1) >= found.period.until:
        return
    instants = _instants(day, found.ours, ours)
    assert sum(high - low for low, high in found.ours) == sum(high - low for low, high in found.theirs)
    assert all(_slot(instant, ours) in a and _slot(instant, theirs) in b for instant in instants)


def _instants(day: date, spans: tuple[tuple[int, int], ...], zone: str) -> list[datetime]:
    # Wall time is read at the day's noon offset, as the engine does: on the night of a clock change it differs.
    offset = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    assert offset is not None
    midnight = datetime.combine(day, time(0), UTC) - offset
    return [midnight + timedelta(minutes=m) for low, high in spans for m in range(low, high, 15)]


def _slot(instant: datetime, zone: str) -> int:
    wall = instant.astimezone(ZoneInfo(zone))
    return (wall.isoweekday() - 1) * 96 + wall.hour * 4 + wall.minute // 15
