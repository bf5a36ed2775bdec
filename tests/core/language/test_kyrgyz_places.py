from collections import Counter

import pytest

from core.language.kyrgyz_places import (
    canonical_region,
    find_place,
    find_region,
    in_town,
    place_name,
    place_names,
    region_name,
    regions,
    spots,
)
from core.text import fold, is_latin


def test_the_table_is_whole() -> None:
    kinds = Counter(spot.kind for spot in spots())
    assert (kinds["region"], kinds["district"], kinds["town"]) == (9, 44, 32)
    assert {spot.region for spot in regions()} == {
        "KG-B", "KG-C", "KG-GB", "KG-GO", "KG-J", "KG-N", "KG-O", "KG-T", "KG-Y",
    }  # fmt: skip
    assert {spot.region for spot in spots()} == {spot.region for spot in regions()}
    assert all(spot.ky and spot.ru and is_latin(spot.en) for spot in spots())
    assert not any(is_latin(spot.ky) or is_latin(spot.ru) for spot in spots())


def test_districts_of_each_region() -> None:
    found = Counter(spot.region for spot in spots() if spot.kind == "district")
    assert found == {"KG-B": 3, "KG-C": 8, "KG-GB": 4, "KG-J": 8, "KG-N": 5, "KG-O": 7, "KG-T": 4, "KG-Y": 5}


def test_no_name_means_two_things_of_a_kind() -> None:
    meant: dict[tuple[str, str], set[str]] = {}
    for spot in spots():
        for name in spot.spellings:
            meant.setdefault((spot.kind, fold(name)), set()).add(spot.ky)
    assert {key: names for key, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("typed", "ky", "ru", "en"),
    [
        ("Нарын", "Нарын", "Нарын", "Naryn"),
        ("naryn", "Нарын", "Нарын", "Naryn"),
        ("г. Нарын", "Нарын", "Нарын", "Naryn"),
        ("Өзгөн шаары", "Өзгөн", "Узген", "Uzgen"),
        ("Озгон", "Өзгөн", "Узген", "Uzgen"),
        ("Джалал-Абад", "Жалал-Абад", "Джалал-Абад", "Jalal-Abad"),
        ("с. Баетово", "Баетов", "Баетово", "Baetov"),
        ("Ат-Башинский район", "Ат-Башы району", "Ат-Башинский район", "At-Bashy District"),
        (
            "Казыбек айылы, Ат-Башы району",
            "Казыбек айылы, Ат-Башы району",
            "Казыбек айылы, Ат-Башинский район",
            "Kazybek ayyly, At-Bashy District",
        ),
        ("Tartu", "Tartu", "Tartu", "Tartu"),
        ("", "", "", ""),
    ],
)
def test_places(typed: str, ky: str, ru: str, en: str) -> None:
    assert [place_name(typed, "KG", language) for language in ("ky", "ru", "en")] == [ky, ru, en]


def test_a_bare_name_is_a_town_first_and_never_a_district() -> None:
    assert [(spot.kind, spot.region) for name in ("Нарын", "Кара-Суу", "Ак-Суу") if (spot := find_place(name))] == [
        ("town", "KG-N"), ("town", "KG-O"), ("village", "KG-Y"),
    ]  # fmt: skip
    assert find_place("Чоң-Алай") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Нарын облусу", "KG-N"), ("Нарынская область", "KG-N"), ("Нарынская обл.", "KG-N"), ("Naryn oblast", "KG-N"),
        ("Ош", "KG-O"), ("Ош шаары", "KG-GO"), ("г. Ош", "KG-GO"), ("Osh City", "KG-GO"), ("KG-Y", "KG-Y"),
        ("Issyk Kul", "KG-Y"), ("Ысык-Көл", "KG-Y"), ("Бишкек", "KG-GB"), ("Чуйская область", "KG-C"),
        ("Tartumaa", ""), ("", ""),
    ],
)  # fmt: skip
def test_regions(typed: str, code: str) -> None:
    spot = find_region(typed)
    assert (spot.region if spot else "") == code


def test_other_countries_keep_what_was_typed_in_letters_of_the_reader() -> None:
    assert region_name("Нарын", "RU", "ky") == "Нарын"
    assert place_name("Алматы", "KZ", "en") == "Almaty"
    assert (find_region("Osh", "DE"), find_place("Osh", "DE")) == (None, None)


def test_one_name_is_stored_for_each_region() -> None:
    assert canonical_region("Нарынская область", "", "KG") == "Нарын облусу"
    assert canonical_region("", "Каракол", "KG") == "Ысык-Көл облусу"
    assert canonical_region("", "Ак-Суу", "KG") == ""  # villages of this name lie in several regions
    assert canonical_region("Own words", "", "KG") == "Own words"
    assert canonical_region("Naryn", "Osh", "EE") == "Naryn"


def test_suggestions_name_each_once() -> None:
    for language in ("ky", "ru", "en"):
        names = place_names(language)
        assert len(names) == len(set(names)) > 140
    assert place_names("en")[:2] == ["Bishkek", "Osh"]


@pytest.mark.parametrize(
    ("place", "country", "expected"),
    [
        ("Ош", "KG", True),
        ("г. Нарын", "KG", True),
        ("Бишкек шаары, 7-кичирайон", "KG", True),
        ("Ат-Башы", "KG", False),
        ("Казыбек айылы, Нарын району", "KG", False),
        (" ", "KG", None),
        ("Tartu", "EE", None),
    ],
)
def test_a_place_lies_in_a_town_or_not(place: str, country: str, expected: bool | None) -> None:
    assert in_town(place, country) is expected
