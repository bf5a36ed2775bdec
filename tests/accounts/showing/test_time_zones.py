"""Time zones by the name of a place, in three languages."""

import re
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from accounts.forms.settings import LanguageForm
from accounts.showing.time_zones import city_of, find_zone, offset_text, zone_choices, zone_of_place, zone_text, zones

WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("Asia/Bishkek", "UTC+6", "UTC+6"),
        ("Europe/Tallinn", "UTC+2", "UTC+3"),
        ("Asia/Kolkata", "UTC+5:30", "UTC+5:30"),
        ("America/St_Johns", "UTC−3:30", "UTC−2:30"),
        ("Africa/Accra", "UTC", "UTC"),
    ],
)
def test_the_clock_is_that_of_the_day(name: str, winter: str, summer: str) -> None:
    assert [offset_text(name, day) for day in (WINTER, SUMMER)] == [winter, summer]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("ky", ["Бишкек (UTC+6)", "Калькутта (UTC+5:30)", "Калькутта (UTC+5:30)"]),
        ("ru", ["Бишкек (UTC+6)", "Калькутта (UTC+5:30)", "Калькутта (UTC+5:30)"]),
        ("en", ["Bishkek (UTC+6)", "Kolkata (UTC+5:30)", "Kolkata (UTC+5:30)"]),
    ],
)
def test_a_zone_is_called_by_its_place_and_never_by_its_key(language: str, texts: list[str]) -> None:
    assert [zone_of_place(name, language) for name in ("Asia/Bishkek", "Asia/Kolkata", "Asia/Calcutta")] == texts
    assert zone_text("Asia/Calcutta", language) == zone_text("Asia/Kolkata", language)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_city_has_a_name_in_cyrillic_letters(language: str) -> None:
    assert [name for name, _text in zones(language) if re.search("[A-Za-z_/]", city_of(name, language))] == []


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_this_country_stands_first_and_each_text_is_found_again(language: str) -> None:
    choices = zones(language)
    assert choices[0][0] == "Asia/Bishkek"
    assert len({text for _name, text in choices}) == len(choices) > 400
    assert [name for name, text in choices if find_zone(text) != name] == []


def test_the_country_of_the_zone_that_is_set_stands_before_it() -> None:
    assert [name for name, _text in zones("ru", near="Asia/Almaty")][:8] == [
        "Asia/Aqtau",
        "Asia/Aqtobe",
        "Asia/Almaty",
        "Asia/Atyrau",
        "Asia/Qostanay",
        "Asia/Qyzylorda",
        "Asia/Oral",
        "Asia/Bishkek",
    ]
    assert zones("ru", near="Mars/Olympus")[0][0] == "Asia/Bishkek"


def test_a_country_with_several_clocks_lists_them_from_west_to_east() -> None:
    found = zone_choices(("Asia/Vladivostok", "Europe/Moscow", "Asia/Omsk", "Europe/Kaliningrad"), "ru")
    assert found == [
        ("Europe/Kaliningrad", "Калининград (UTC+2)"),
        ("Europe/Moscow", "Москва (UTC+3)"),
        ("Asia/Omsk", "Омск (UTC+6)"),
        ("Asia/Vladivostok", "Владивосток (UTC+10)"),
    ]
    assert zone_choices(["UTC"], "ky") == [("UTC", "UTC")]


def test_the_field_offers_places_and_knows_what_browsers_call_them() -> None:
    with override("ky"):
        drawn = LanguageForm(initial={"language": "ky", "time_zone": "Asia/Bishkek"})["time_zone"].as_widget()
        assert LanguageForm({"language": "ky", "time_zone": "Бишкек, Кыргызстан (UTC+6)"}).is_valid()
    assert 'value="Бишкек, Кыргызстан (UTC+6)"' in drawn
    assert re.search(
        r'<option value="Калькутта, Индия \(UTC\+5:30\)" data-zones="Asia/Kolkata[^"]* Asia/Calcutta', drawn
    )
