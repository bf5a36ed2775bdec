from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

SEVEN = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)


def shown(source: str, language: str = "ky", **values: Any) -> str:
    with override(language), timezone.override("Asia/Bishkek"):
        return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|day }}", date(2026, 3, 5), "2026-ж., 5-март"),
        ("{{ v|day:'weekday' }}", date(2026, 3, 5), "2026-ж., 5-март, бейшемби"),
        ("{{ v|day_short }}", date(2026, 3, 5), "2026-ж., 5-мар."),
        ("{{ v|clock }}", SEVEN, "13:00"),
        ("{{ v|clock }}", time(0), "00:00"),
        ("{{ v|moment }}", SEVEN, "2026-ж., 5-март 13:00"),
        ("{{ v|ago }}", SEVEN, None),
        ("{{ v.0|until:v.1 }}", (time(13), time(17, 30)), "13:00–17:30"),
        ("{{ v.0|until:v.1 }}", (0, 4), "0–4"),
        ("{{ v|number }}", 1234567, "1\u00a0234\u00a0567"),
        ("{{ v|number:1 }}", 7.45, "7,4"),
        ("{{ v|number }}", 0, "0"),
        ("{{ v|duration }}", 270, "4\u00a0саат 30\u00a0мүнөт"),
        ("{{ v|and_list }}", ["Ош", "<b>"], "Ош жана &lt;b&gt;"),
        ("{{ v|language_label }}", "en", "англисче"),
        ("{{ v|country_name }}", "EE", "Эстония"),
        ("{{ v|weekday }}", 1, "дүйшөмбү"),
        ("{{ v|ending:'locative' }}", "Нарын", "Нарында"),
        ("{{ v|ending:'dative' }}", 3, "3кө"),
        ("{{ v|ending:'dative' }}", 12000, "12\u00a0000ге"),
        ("{{ v|ending:'dative' }}", "<Ош", "&lt;Ошко"),
    ],
)
def test_filters_in_kyrgyz(source: str, value: Any, text: str | None) -> None:
    if text is None:
        assert shown(source, v=value).endswith("мурун") or shown(source, v=value).endswith("кийин")
    else:
        assert shown(source, v=value) == text


@pytest.mark.parametrize(
    "name",
    [
        "day",
        "day_short",
        "clock",
        "moment",
        "ago",
        "until:3",
        "number",
        "duration",
        "and_list",
        "language_label",
        "country_name",
    ],
)
def test_what_is_missing_prints_nothing(name: str) -> None:
    assert shown("{{ v|" + name + " }}", v=None) == ""
    assert shown("{{ v|" + name + " }}", v="") == ""


def test_endings_are_for_kyrgyz_only() -> None:
    assert shown("{{ v|ending:'locative' }}", "ru", v="Нарын") == "Нарын"
    assert shown("{{ v|ending:'locative' }}", "en", v=12000) == "12,000"
    assert shown("{{ v|ending:'locative' }}", v=None) == ""


def test_a_slip_in_the_name_of_a_case_is_found_in_every_language() -> None:
    with pytest.raises(ValueError, match="'lokative' is none of"):
        shown("{{ v|ending:'lokative' }}", "en", v="Нарын")
