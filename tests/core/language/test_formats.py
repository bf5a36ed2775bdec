"""Dates and numbers as CLDR has them. no-break spaces are written out: they are what keeps 1 234 on one line."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.formats import date_format as django_date
from django.utils.formats import get_format, number_format
from django.utils.translation import override

from core.language import formats

MARCH = date(2026, 3, 5)
BASE = Path(__file__).resolve().parents[3]
SOURCES = {".py", ".html"}
AT_SEVEN = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "ky", "ru", "en"),
    [
        ("long", "2026-ж., 5-март", "5 марта 2026\u202fг.", "5 March 2026"),
        ("medium", "2026-ж., 5-мар.", "5 мар. 2026\u202fг.", "5 Mar 2026"),
        ("short", "05.03.2026", "05.03.2026", "05/03/2026"),
        ("weekday", "2026-ж., 5-март, бейшемби", "четверг, 5 марта 2026\u202fг.", "Thursday, 5 March 2026"),
        ("month", "2026-ж., март", "март 2026\u202fг.", "March 2026"),
        ("day", "5-март", "5 марта", "5 March"),
    ],
)
def test_dates(form: formats.Form, ky: str, ru: str, en: str) -> None:
    assert [formats.format_date(MARCH, form, language) for language in ("ky", "ru", "en")] == [ky, ru, en]


def test_the_language_of_the_page_is_the_default() -> None:
    with override("ky"):
        assert formats.format_date(MARCH) == "2026-ж., 5-март"
    with override("en"):
        assert formats.format_date(MARCH) == "5 March 2026"
    assert formats.format_date(MARCH, "long", "et") == "5 March 2026"


def test_times_are_those_of_the_reader() -> None:
    with timezone.override("Asia/Bishkek"):
        assert formats.format_time(AT_SEVEN, "ky") == "13:00"
        assert formats.format_datetime(AT_SEVEN, locale="ky") == "2026-ж., 5-март 13:00"
        assert formats.format_datetime(AT_SEVEN, locale="ru") == "5 марта 2026\u202fг., 13:00"
        assert formats.format_datetime(AT_SEVEN, "medium", "en") == "5 Mar 2026, 13:00"
        assert formats.format_date(datetime(2026, 3, 5, 22, 0, tzinfo=UTC), "day", "ky") == "6-март"
    with timezone.override("Europe/Tallinn"):
        assert formats.format_time(AT_SEVEN, "en") == "09:00"
        zone = ZoneInfo("Asia/Tokyo")
        assert formats.format_datetime(AT_SEVEN, locale="en", zone=zone) == "5 March 2026, 16:00"


def test_a_wall_time_has_no_zone() -> None:
    assert formats.format_time(time(9, 5), "ky") == "09:05"


def test_numbers() -> None:
    assert formats.format_number(1234567, "ky") == "1\u00a0234\u00a0567"
    assert formats.format_number(Decimal("1234567.5"), "ky") == "1\u00a0234\u00a0567,5"
    assert formats.format_number(1234567.5, "ru") == "1\u00a0234\u00a0567,5"
    assert formats.format_number(1234567.5, "en") == "1,234,567.5"
    assert formats.format_decimal(1234.56, 1, "ky") == "1\u00a0234,6"
    assert formats.format_decimal(2, 2, "en") == "2.00"
    assert formats.format_decimal(2.4, 0, "en") == "2"


@pytest.mark.parametrize(
    ("start", "end", "ky", "ru", "en"),
    [
        (time(13), time(17, 30), "13:00–17:30", "13:00–17:30", "13:00–17:30"),
        (7, 9, "7–9", "7–9", "7–9"),
        (7, 7, "7", "7", "7"),
        (MARCH, MARCH, "2026-ж., 5-март", "5 марта 2026\u202fг.", "5 March 2026"),
        (MARCH, date(2026, 3, 8), "2026-ж., 5–8-март", "5–8 марта 2026\u202fг.", "5–8 March 2026"),
        (
            MARCH,
            date(2026, 4, 8),
            "2026-ж., 5-март – 8-апрель",
            "5 марта – 8 апреля 2026\u202fг.",
            "5 March – 8 April 2026",
        ),
        (
            date(2025, 12, 30),
            MARCH,
            "2025-ж., 30-декабрь – 2026-ж., 5-март",
            "30 декабря 2025\u202fг. – 5 марта 2026\u202fг.",
            "30 December 2025 – 5 March 2026",
        ),
        (
            AT_SEVEN,
            AT_SEVEN + timedelta(hours=2),
            "2026-ж., 5-март 07:00–09:00",
            "5 марта 2026\u202fг., 07:00–09:00",
            "5 March 2026, 07:00–09:00",
        ),
    ],
)
def test_ranges(start: date, end: date, ky: str, ru: str, en: str) -> None:
    with timezone.override("UTC"):
        assert [formats.format_range(start, end, language) for language in ("ky", "ru", "en")] == [ky, ru, en]


def test_there_is_no_range_between_different_things() -> None:
    with pytest.raises(TypeError, match="no range from 7 to"):
        formats.format_range(7, MARCH)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("ago", "ky", "ru", "en"),
    [
        (timedelta(seconds=5), "жаңы эле", "только что", "just now"),
        (timedelta(minutes=3), "3 мүнөт мурун", "3 минуты назад", "3 minutes ago"),
        (timedelta(days=2), "2 күн мурун", "2 дня назад", "2 days ago"),
        (timedelta(hours=-3), "3 сааттан кийин", "через 3 часа", "in 3 hours"),
        (timedelta(hours=-23), "23 сааттан кийин", "через 23 часа", "in 23 hours"),
        (timedelta(days=-7), "7 күндөн кийин", "через 7 дней", "in 7 days"),
        (timedelta(days=-46), "46 күндөн кийин", "через 46 дней", "in 46 days"),
        (timedelta(days=46), "46 күн мурун", "46 дней назад", "46 days ago"),
        (timedelta(days=-89), "89 күндөн кийин", "через 89 дней", "in 89 days"),
        (timedelta(days=-120), "4 айдан кийин", "через 4 месяца", "in 4 months"),
    ],
)
def test_how_long_ago(ago: timedelta, ky: str, ru: str, en: str) -> None:
    said = [formats.format_relative(AT_SEVEN - ago, language, now=AT_SEVEN) for language in ("ky", "ru", "en")]
    assert said == [ky, ru, en]


def test_a_day_is_counted_in_days() -> None:
    with timezone.override("Asia/Bishkek"):
        assert formats.format_relative(MARCH, "ky", now=AT_SEVEN) == "бүгүн"
        assert formats.format_relative(MARCH - timedelta(days=2), "ky", now=AT_SEVEN) == "2 күн мурун"
        assert formats.format_relative(MARCH + timedelta(days=5), "ru", now=AT_SEVEN) == "через 5 дней"
        assert formats.format_relative(MARCH + timedelta(days=46), "en", now=AT_SEVEN) == "in 46 days"
        assert formats.format_relative(MARCH - timedelta(days=46), "ky", now=AT_SEVEN) == "46 күн мурун"


def test_a_moment_further_than_a_day_is_counted_by_the_readers_calendar() -> None:
    """There it is one in the afternoon: thirty hours end tomorrow evening, forty before the second dawn."""
    with timezone.override("Asia/Bishkek"):
        assert formats.format_relative(AT_SEVEN + timedelta(hours=30), "en", now=AT_SEVEN) == "in 1 day"
        assert formats.format_relative(AT_SEVEN + timedelta(hours=40), "en", now=AT_SEVEN) == "in 2 days"


@pytest.mark.parametrize(
    ("minutes", "ky", "ru", "en"),
    [
        (270, "4\u00a0саат 30\u00a0мүнөт", "4\u00a0ч 30\u00a0мин", "4\u00a0h 30\u00a0min"),
        (45, "45\u00a0мүнөт", "45\u00a0мин", "45\u00a0min"),
        (120, "2\u00a0саат", "2\u00a0ч", "2\u00a0h"),
        (0, "0\u00a0мүнөт", "0\u00a0мин", "0\u00a0min"),
        (-90, "−1\u00a0саат 30\u00a0мүнөт", "−1\u00a0ч 30\u00a0мин", "−1\u00a0h 30\u00a0min"),
    ],
)
def test_durations(minutes: int, ky: str, ru: str, en: str) -> None:
    assert [formats.format_duration(minutes, language) for language in ("ky", "ru", "en")] == [ky, ru, en]


def test_lists() -> None:
    assert formats.format_list(["Ош", "Нарын", "Талас"], "ky") == "Ош, Нарын жана Талас"
    assert formats.format_list(["Ош", "Нарын"], "ru") == "Ош и Нарын"
    assert formats.format_list(["Osh", "Naryn", "Talas"], "en") == "Osh, Naryn and Talas"
    assert formats.format_list(["Ош"], "ky") == "Ош"
    assert formats.format_list([], "ky") == ""
    # "климат и горы и традиции" would be read as one of three.
    assert formats.format_list(["вода и реки", "климат и горы"], "ru") == "вода и реки, климат и горы"
    assert formats.format_list(["музыка", "суу жана дарыялар"], "ky") == "музыка, суу жана дарыялар"
    assert formats.format_list(["maths and games", "music"], "en") == "maths and games, music"


def test_days_of_the_week() -> None:
    assert [formats.weekday_name(day, "ky") for day in (1, 7)] == ["дүйшөмбү", "жекшемби"]
    assert formats.weekday_name(3, "ru", width="abbreviated") == "ср"


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_django_prints_and_reads_the_same_dates_as_we(language: str) -> None:
    # An <input type="date"> shows nothing at all for a value that is not ISO.
    with override(language):
        assert get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"
        assert get_format("FIRST_DAY_OF_WEEK") == 1
        assert get_format("TIME_FORMAT") == "H:i"
        short = django_date(MARCH, "SHORT_DATE_FORMAT")
        assert short == formats.format_date(MARCH, "short")


def test_django_prints_kyrgyz_numbers_with_a_comma() -> None:
    with override("ky"):
        assert number_format(Decimal("7.5")) == "7,5"
        assert django_date(MARCH, "DATE_FORMAT") == "05.03.2026"


def test_machines_read_milliseconds_at_most() -> None:
    moment = datetime(2026, 3, 5, 7, 0, 0, 123456, tzinfo=UTC)
    assert formats.iso_moment(moment) == "2026-03-05T07:00:00.123+00:00"
    assert formats.iso_moment(moment.replace(microsecond=0)) == "2026-03-05T07:00:00.000+00:00"


def test_no_moment_is_written_with_six_places() -> None:
    """Neither in a page's <time>, where HTML refuses it, nor on the line, in the API or in an export."""
    sixfold = re.compile(r"\b(?:\w+_)?at\)?\.isoformat\b(?!\(timespec)")
    rooms = [BASE / name for name in ("accounts", "community", "core", "insights", "library", "search", "twinning")]
    sources = [path for room in [*rooms, BASE / "templates"] for path in room.rglob("*.*") if path.suffix in SOURCES]
    found = [
        f"{path.relative_to(BASE)}: {hit[0]}" for path in sources for hit in sixfold.finditer(path.read_text("utf-8"))
    ]
    assert len(sources) > 300
    assert found == []
