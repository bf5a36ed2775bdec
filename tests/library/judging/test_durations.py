"""How long something takes: what a teacher wrote, as machines read it; nothing where it is not certain."""

import pytest

from library.judging.durations import iso_duration


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Five lessons", "PT3H45M"),
        ("Беш сабак", "PT3H45M"),
        ("Пять уроков за месяц", "PT3H45M"),
        ("Six lessons of 40 minutes", "PT4H"),
        ("Six lessons, spread over two months", "PT4H30M"),
        ("Six weeks, two lessons a week", "P6W"),
        ("3-4 weeks", "P4W"),
        ("about two hours.", "PT2H"),
        ("45 мин.", "PT45M"),
        ("бир ай", "P1M"),
        ("half an hour", "PT30M"),
        ("жарым жыл", "P6M"),
    ],
)
def test_what_is_certain_is_a_duration(said: str, written: str) -> None:
    assert iso_duration(said) == written


@pytest.mark.parametrize(
    "said",
    [
        *("", "?", "long", "0 minutes", "айлампа", "1000000 hours", "5 jahre"),
        *("About an hour a week, one school year", "One lesson to begin, then five minutes a week"),
        *("Four minutes in each lesson and five after it", "Час в неделю", "Төрт сабак жана бир үй тапшырма"),
        *("Eight double lessons, in three or four months", "Сабак сайын үч мүнөт", "9" * 100_000, "a " * 50_000),
    ],
)
def test_what_is_not_certain_is_left_out(said: str) -> None:
    assert iso_duration(said) == ""
