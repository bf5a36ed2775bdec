import gzip
import re
from pathlib import Path

import pytest
from babel import Locale
from django.utils.translation import override

from core.language.country_and_language_names import LIKELY, is_language, language_codes
from core.language.formats import alphabetical, country_codes, country_name, language_choices, language_name
from core.language.own_names import own_name


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
    packed = Path(__file__).parents[2] / "data" / "countries_ky.tsv.gz"
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
        ("cr", "кри", "кри", "Cree"),
        ("skr", "سرائیکی", "سرائیکی", "سرائیکی"),
        ("qqq", "белгисиз тил", "неизвестный язык", "Unknown language"),
        ("../ky", "белгисиз тил", "неизвестный язык", "Unknown language"),
    ],
)
def test_languages(code: str, ky: str, ru: str, en: str) -> None:
    assert [language_name(code, language) for language in ("ky", "ru", "en")] == [ky, ru, en]


def test_languages_without_a_kyrgyz_name_are_known() -> None:
    """Avestan, Cree, Hiri Motu, Inupiaq, Ojibwa, Pali: no settled Kyrgyz word, so they have the Russian one."""
    codes = [str(code) for code in Locale("en").languages if len(str(code)) == 2]
    ours = Locale("ky").languages
    assert [
        (code, language_name(code, "ky")) for code in sorted(codes) if code not in ours and code not in {"kg", "tl"}
    ] == [
        ("ae", "авестийский"),
        ("cr", "кри"),
        ("ho", "хиримоту"),
        ("ik", "инупиак"),
        ("oj", "оджибва"),
        ("pi", "пали"),
    ]


def test_every_language_that_can_be_chosen_has_a_kyrgyz_name() -> None:
    """And no dead or planned one is offered; what lies in the database is named all the same."""
    with override("ky"):
        names = dict(language_choices())
    assert [
        name for name in names.values() if name.endswith(("ский", "цкий")) or not re.search("[чЧ][аеоө]", name)
    ] == [
        "Жаңсоо тили",
        "Эсперанто",
    ]
    assert {"ae", "cr", "ik", "oj", "pi", "vo", "sh"}.isdisjoint(names)
    assert (names["bn"], names["kg"], names["la"]) == ("Бенгалча", "Конгочо", "Латынча")
    assert {"zh", "hi", "sw", "pt", "uk", "mn", "tt", "ba", "ug", "ku", "is", "mt", "ga"} <= set(names)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_no_code_stands_in_a_list_of_languages(language: str) -> None:
    with override(language):
        choices = language_choices()
    assert [(code, name) for code, name in choices if name.casefold() == code] == []
    assert len({name for _code, name in choices}) == len(choices) == len(language_codes())


@pytest.mark.parametrize(
    ("language", "rest"),
    [("ky", ("ab", "av")), ("ru", ("ab", "av")), ("en", ("ab", "aa"))],
)
def test_the_likely_languages_stand_first_and_the_rest_by_the_readers_alphabet(
    language: str, rest: tuple[str, str]
) -> None:
    with override(language):
        choices = language_choices()
    codes = [code for code, _name in choices]
    assert (tuple(codes[: len(LIKELY)]), tuple(codes[len(LIKELY) :][:2])) == (LIKELY, rest)
    assert choices[len(LIKELY) :] == alphabetical(choices[len(LIKELY) :])


def test_a_short_list_of_languages_keeps_the_order() -> None:
    with override("ky"):
        assert language_choices(["et", "pl", "ru", "ky", "fi"], capital=False) == [
            ("ky", "кыргызча"),
            ("ru", "орусча"),
            ("et", "эстончо"),
            ("pl", "полякча"),
            ("fi", "финче"),
        ]


def test_only_what_has_a_name_is_a_language() -> None:
    assert [is_language(code) for code in ("ky", "oj", "dng", "qqq", "", "../ky")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


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


def test_latin_names_stand_where_they_stand_without_their_marks() -> None:
    choices = [("ZM", "Zambia"), ("AX", "Åland Islands"), ("AF", "Afghanistan"), ("AL", "Albania")]
    assert [code for code, _ in alphabetical(choices)] == ["AF", "AX", "AL", "ZM"]


@pytest.mark.parametrize(("code", "name"), [("et", "Eesti"), ("qqq", "Белгисиз тил"), ("!!", "Белгисиз тил")])
def test_a_post_says_its_language_and_never_a_code(code: str, name: str) -> None:
    with override("ky"):
        assert own_name(code) == name
