import gzip
from pathlib import Path

import pytest
from babel import Locale
from django.utils.translation import override

from core.formats import alphabetical, country_codes, country_name, language_name


@pytest.mark.parametrize(
    ("code", "ky", "ru", "en"),
    [
        ("KG", "Кыргызстан", "Кыргызстан", "Kyrgyzstan"),
        ("EE", "Эстония", "Эстония", "Estonia"),
        ("AF", "Ооганстан", "Афганистан", "Afghanistan"),
        ("JP", "Япония", "Япония", "Japan"),
        ("BA", "Босния жана Герцеговина", "Босния и Герцеговина", "Bosnia & Herzegovina"),
        ("ke", "Кения", "Кения", "Kenya"),
        ("QQ", "QQ", "QQ", "QQ"),
    ],
)
def test_countries(code: str, ky: str, ru: str, en: str) -> None:
    assert [country_name(code, language) for language in ("ky", "ru", "en")] == [ky, ru, en]


def test_kyrgyz_names_are_those_of_the_published_list() -> None:
    """tests/data/countries_ky.tsv.gz: names with their codes, from kyrgyz-nlp/country_names (MIT)."""
    packed = Path(__file__).parents[1] / "data" / "countries_ky.tsv.gz"
    rows = [line.split("\t") for line in gzip.decompress(packed.read_bytes()).decode().splitlines()]
    assert len(rows) > 180
    assert [(code, country_name(code, "ky")) for code, _ in rows] == [(code, name) for code, name in rows]


def test_every_country_has_a_name_in_every_language() -> None:
    assert len(country_codes()) == 250
    for language in ("ky", "ru", "en"):
        assert [code for code in country_codes() if country_name(code, language) == code] == []


@pytest.mark.parametrize(
    ("code", "ky", "ru", "en"),
    [
        ("ky", "кыргызча", "кыргызский", "Kyrgyz"),
        ("et", "эстончо", "эстонский", "Estonian"),
        ("kaa", "каракалпакча", "каракалпакский", "Kara-Kalpak"),
        ("dng", "дунганча", "дунганский", "Dungan"),
        ("vro", "выруча", "выруский", "Võro"),
        ("pt-BR", "португалча (Бразилия)", "бразильский португальский", "Brazilian Portuguese"),
        ("sr-Latn", "сербче", "сербский", "Serbian"),
        ("und", "белгисиз тил", "неизвестный язык", "Unknown language"),
        ("qqq", "qqq", "qqq", "qqq"),
    ],
)
def test_languages(code: str, ky: str, ru: str, en: str) -> None:
    assert [language_name(code, language) for language in ("ky", "ru", "en")] == [ky, ru, en]


def test_languages_without_a_kyrgyz_name_are_known() -> None:
    """Avestan, Cree, Hiri Motu, Inupiaq, Kongo, Ojibwa, Pali: for these there is no settled Kyrgyz word."""
    codes = [str(code) for code in Locale("en").languages if len(str(code)) == 2]
    assert sorted(code for code in codes if language_name(code, "ky") == code) == [
        "ae", "cr", "ho", "ik", "kg", "oj", "pi",
    ]  # fmt: skip


def test_a_language_at_the_start_of_a_line() -> None:
    with override("ky"):
        assert language_name("ru", capital=True) == "Орусча"


def test_names_stand_in_the_order_of_the_kyrgyz_alphabet() -> None:
    choices = [
        ("TR", "Түркия"),
        ("UG", "Уганда"),
        ("UZ", "Өзбекстан"),
        ("PK", "Пакистан"),
        ("OM", "Оман"),
        ("TN", "Тунис"),
    ]
    assert [code for code, _ in alphabetical(choices)] == ["OM", "UZ", "PK", "TN", "TR", "UG"]
