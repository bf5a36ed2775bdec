"""Who is named: in any case of the letters, with any ending, and nobody by guessing."""

import time

import pytest

from core.text import CASES, with_ending
from core.text.markup import Names, count_named, made_of

PEOPLE = {
    "n": ["Нурлан Токтосунов"],
    "o": ["Нурлан Осмонов", "Nurlan Osmonov"],
    "a": ["Айгүл Асанова"],
    "k": ["Айбек"],
    "i": ["Игорь Ким"],
    "j": ["Нур-Ислам Жолдош уулу"],
    "l": ["Liis Oja"],
    "d": ["D’Arcy O'Neill"],
    "b": ["А. Б. Иванов"],
    "m": ["Şahin Öztürk"],
}
NAMES = Names(PEOPLE)


def named(source: str) -> list[str]:
    return made_of(source, NAMES).named


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("@Нурлан Токтосунов", ["n"]),
        ("@Нурлан Токтосуновго", ["n"]),
        ("@нурлан токтосуновдун", ["n"]),
        ("@НУРЛАН ТОКТОСУНОВ", ["n"]),
        ("@Nurlan Toktosunov", ["n"]),
        ("@nurlan osmonov’го", ["o"]),
        ("@Токтосуновдон", ["n"]),
        ("@Нурлан келди", []),
        ("@Нурлан Асанов", []),
        ("@Айгүл", ["a"]),
        ("@Айгүлгө, @Айбектердин", ["a", "k"]),
        ("@Айгүл Асановага", ["a"]),
        ("@Айгүл Сариева", []),
        ("@Айгүл, Асанова эмес", ["a"]),
        ("@Айбегим @Айбектен", ["k"]),
        ("@Айбекпи?", ["k"]),
        ("@Игорго @Игорь Ким", ["i"]),
        ("@нур-ислам жолдош уулуна", ["j"]),
        ("@Нур‑Ислам жардам берет", ["j"]),
        ("@Уулу @уулуна", []),
        ("@D'Arcy O’Neill", ["d"]),
        ("@А. Б. Ивановго", ["b"]),
        ("@şahin öztürk", ["m"]),
        ("@Liis Ojar", []),
        ("@Liis Oja’га", ["l"]),
        ("(@Liis Oja) «@Айгүл»:@Айбек", ["l", "a", "k"]),
        ("@Айгүлстан @Айбекова", []),
        ("a@Айбек.kg x@Айбек @@Айбек _@Айбек .@Айбек", []),
        ("`@Айбек`\n\n```\n@Айбек\n```", []),
        ("> @Айбек", ["k"]),
        ("- @Айбек\n- **@Liis Oja**", ["k", "l"]),
        ("@Айбек @айбек", ["k"]),
        ("@ Айбек", []),
        ("@Нурлан\nТоктосунов", []),
        ("@Токтосуновдуку", ["n"]),
        ("@Айгүлдүкү, @Айбектики", ["a", "k"]),
        ("@Айгүлдүкүнөн @Токтосуновдукуна", ["a", "n"]),
        ("@Токтосунов Нурлан", ["n"]),
        ("@Токтосунов Нурланга", ["n"]),
        ("@Асанова Айгүл", ["a"]),
        ("@асанова айгүлдүн", ["a"]),
        ("@Oja Liis", ["l"]),
        ("@Toktosunov Nurlan", ["n"]),
        ("@Айгуль", ["a"]),
        ("@Айгул келди, @Айгульга", ["a"]),
        ("@Айгуль Асанова", ["a"]),
        ("@Асанова Айгулго", ["a"]),
        ("@Aigul Asanova", ["a"]),
        ("@Айгуль Сариева", []),
        ("@Sahin Ozturk", ["m"]),
        ("@Лиис Оя", []),
        ("@Ozturk'ко", ["m"]),
        ("@Нурлан Токтосунова @Нурлан", []),
        ("@Жолдош уулу Нур-Ислам", ["j"]),
        ("@мен @биз @мектеп", []),
    ],
)
def test_who_is_named(source: str, codes: list[str]) -> None:
    assert named(source) == codes


@pytest.mark.parametrize(
    "name", ["Нурлан Токтосунов", "Айгүл Асанова", "Айбек", "Игорь Ким", "Нур-Ислам Жолдош уулу", "Liis Oja"]
)
@pytest.mark.parametrize("case", CASES)
def test_every_case_that_core_makes_is_understood(name: str, case: str) -> None:
    (code,) = (key for key, spellings in PEOPLE.items() if name in spellings)
    assert named(f"@{with_ending(name, case)}!") == [code]


@pytest.mark.parametrize(
    "name", ["Жолдош", "Эсен", "Өмүр", "Мээрим", "Бакыт", "Асел", "Үсөн", "Болот", "Тынай", "Айжаркын"]
)
@pytest.mark.parametrize(
    "ending",
    ["{A}", "лар", "лардын", "тарга", "ым", "ыма", "ымдын", "ыңа", "сы", "ы", "сына", "быз", "ча", "дай", "бы"],
)
def test_endings_in_every_harmony(name: str, ending: str) -> None:
    for high, low in (("ы", "а"), ("и", "е"), ("у", "о"), ("ү", "ө")):
        tail = ending.replace("{A}", "га").replace("ы", high).replace("а", low)
        assert made_of(f"@{name}{tail} жана", Names({"x": [name]})).named == ["x"], f"{name}{tail}"


def test_the_longest_known_name_wins() -> None:
    people = Names({"short": ["Нурлан"], "long": ["Нурлан Токтосунов"], "girl": ["Айда"], "boy": ["Ай"]})
    assert made_of("@Нурлан Токтосуновго", people).named == ["long"]
    assert made_of("@Нурланга", people).named == ["short"]
    assert made_of("@Айда", people).named == ["girl"]
    assert made_of("@Айдада", people).named == ["girl"]


def test_all_of_one_name_are_meant_by_the_whole_of_it() -> None:
    people = Names({"one": ["Асан Асанов"], "other": ["Асан Асанов"]})
    assert made_of("@Асан Асановго", people).named == ["one", "other"]
    assert made_of("@Асан", people).named == []


def test_the_name_stands_out_and_its_ending_beside_it() -> None:
    assert made_of("@айгүлгө ", NAMES).html == "<p><b>@айгүл</b>гө</p>"


def test_how_often_somebody_is_named() -> None:
    assert count_named("@a @b x@y.z @@c") == 2


def test_a_spelling_without_marks_names_one_person_or_nobody() -> None:
    people = Names({"o": ["Õnne Pärn"], "i": ["Игорь Ким"], "u": ["Үмүт Төрөбеков"]})
    said = ["@Onne Parn", "@Onne Parnile", "@Õnne Parn", "@Игор Ким", "@Умут", "@Торобеков Умутка", "@Umut Torobekov"]
    assert [made_of(text, people).named for text in said] == [["o"], [], ["o"], ["i"], ["u"], ["u"], ["u"]]
    two = Names({"o": ["Õnne Pärn"], "other": ["Önne Parn"], "whole": ["Асел"]})
    assert [made_of(text, two).named for text in ("@Onne Parn", "@Õnne Parn", "@Onne")] == [[], [], []]


def test_surname_first_where_one_person_is_meant() -> None:
    people = Names({"one": ["Асан Болот"], "other": ["Болот Асан"], "x": ["Эрик Асел"], "y": ["Эрик Асел"]})
    assert made_of("@Асан Болотко, @Болот Асанга", people).named == ["one", "other"]
    assert made_of("@Асел Эрик", people).named == []
    assert made_of("@Токтосунов Нурланга", NAMES).html == "<p><b>@Токтосунов Нурлан</b>га</p>"
    assert made_of("@Айгульга", NAMES).html == "<p><b>@Айгуль</b>га</p>"


def test_many_whom_nobody_knows_are_read_in_no_time() -> None:
    people = Names({str(n): [f"Айгүл{n} Асанова{n}"] for n in range(500)})
    began = time.process_time()
    made_of(" ".join(f"@айгулга{n}ларданбы" for n in range(3000)), people)
    assert time.process_time() - began < 2
