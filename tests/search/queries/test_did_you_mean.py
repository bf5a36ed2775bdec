"""Slips are mended within one language, from words of what is published, and never where a word stands as it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from core import findable
from library.wiring.findable import pages, practices
from search.analysis import read_question
from search.analysis.slips import Known, can_slip, near
from search.models import SearchWord
from search.queries.answers import answer
from search.queries.did_you_mean import did_you_mean
from tests.search.shelf import Things

Index = Callable[[], int]
NOBODY = AnonymousUser()


def meant(text: str, *, user: Any = NOBODY, language: str = "ky") -> str:
    return did_you_mean(read_question(text), user=user, language=language)


@pytest.fixture
def standing(things: Things, indexed: Index) -> Things:
    for number in range(4):
        things.put(f"m{number}", "Мектептерде көпүрө", "Айылдык мектептер жөнүндө. Мугалимдердин тажрыйбасы")
        things.put(f"r{number}", "Школы и учителя", "О школах, расписание, гимназия и река", language="ru")
        things.put(f"e{number}", "Measuring rivers", "A principal writes on sugar and measuring", language="en")
    things.put("s", "Суу", "Суунун сапаты, элдин тарыхы, болот, бал, саат, боз үй")
    things.put("k", "Сабактардын жүгүртмөсү", "Расписание боюнча суроо")
    indexed()
    return things


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("айлдык мектептер", "айылдык мектептер"),
        ("Айлдык", "Айылдык"),
        ("АЙЛДЫК", "АЙЫЛДЫК"),
        ("тажрибасы", "тажрыйбасы"),
        ("жонундо", "жөнүндө"),  # without ө ү ң first
        ("jonundo", "жөнүндө"),  # and by the letters of another keyboard
        ("копуру", "көпүрө"),
        ("measring rivrs", "measuring rivers"),
        ("гимнзия", "гимназия"),
        ("шклоы", "школы"),
        ("раписание", "расписание"),
        ("сапты суу", "сапаты суу"),
    ],
)
def test_a_slip_is_mended(standing: Things, typed: str, expected: str) -> None:
    assert meant(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        *("мектептер", "мектебибизде", "көпүрөнү", "mektepterde", "школами", "measure", "2026", "№5", "аб", "сш3"),
        *("сууга", "суу", "элдер", "элге", "бол", "болсо"),  # short ones stand by their stems
        *("расписания", "расписанию"),  # a form of a word that stands, in whatever text
        *("headteacher", "директор", "вода", "water"),  # by what they mean in another language
        *("zzxxqqvv", "нетникакоготакого", "帯広", "😀", "", "?!"),
        *('"тажрибасы"', '"айлдык мектептер"'),  # in quotes: as it is
        " ".join(f"айлдык{letter * 3}" for letter in "абвгдежзий"),  # whoever has so many wrote in no language
    ],
)
def test_what_stands_is_left_alone_and_what_is_far_too(standing: Things, typed: str) -> None:
    assert meant(typed) == ""


def test_a_slip_is_mended_within_one_script(standing: Things) -> None:
    assert meant("сугар", language="en") == ""
    assert meant("шугар", language="en") == ""
    assert meant("sugor", language="ky") == "sugar"


def test_among_equals_the_language_of_the_question_and_the_common_stem_win(things: Things, indexed: Index) -> None:
    things.put("k", "Талаа", "таланттуу бала")
    things.put("r", "Тала", "тала талоны", language="ru")
    for number in range(5):
        things.put(f"c{number}", "Калемдер", "калемдин калем")
    things.put("o", "Балам", "салем")
    indexed()
    assert meant("балалем") == ""  # two slips in seven letters are another word
    assert meant("талемдер") == "калемдер"
    assert meant("каллем") == "калем"


def test_words_that_few_may_read_are_offered_to_nobody(
    things: Things, indexed: Index, make_user: Callable[..., Any]
) -> None:
    things.put("s", "Купуялык", "Жашыруун купуялык сөзү", audience="members")
    things.put("p", "Башка", "Такыр башка")
    indexed()
    assert meant("кыпуялык") == ""
    # Nor does it tell that the word is there: a member who may read it has found it as typed.
    assert meant("купуялык", user=make_user()) == ""
    assert SearchWord.objects.get(kind="w", word="купуялык").public == 0


def test_a_word_that_only_this_person_may_read_is_left_alone(
    things: Things, indexed: Index, make_user: Callable[..., Any]
) -> None:
    things.put("s", "Айлдык", "айлдык", audience="members")
    things.put("p", "Айылдык мектеп")
    indexed()
    assert meant("айлдык") == "айылдык"
    assert meant("айлдык", user=make_user()) == ""


def test_what_people_write_to_each_other_teaches_nothing(things: Things, indexed: Index) -> None:
    talk = Things("talk", teaches=False)
    findable.add_shelf(talk.shelf())
    talk.put("t", "Шүмшүктөр", "бир сөз")
    things.put("a", "Башка", "Такыр башка")
    indexed()
    assert meant("шумшуктор") == ""
    assert meant("шүмшүктөр") == ""
    assert SearchWord.objects.get(kind="w", word="шүмшүктөр").public == 0
    talk.take("t")
    indexed()
    assert not SearchWord.objects.filter(word="шүмшүктөр").exists()


def test_only_what_is_published_and_names_teach(db: None) -> None:
    teaching = {shelf.name for shelf in findable.shelves() if shelf.teaches}
    assert teaching == {"institutions", pages.shelf().name, practices.shelf().name}


def test_a_mended_question_that_finds_nothing_is_not_asked(standing: Things) -> None:
    found = answer(read_question("айлдык"), user=NOBODY, language="ky", facets={})
    assert (found.question.text, found.typed) == ("айылдык", "айлдык")
    assert {group.name for group in found.found.groups} == {f"m{number}" for number in range(4)}
    found = answer(read_question("айлдык"), user=NOBODY, language="ky", facets={}, exact=True)
    assert (found.question.text, found.typed, found.found.groups) == ("айлдык", "", [])
    found = answer(read_question("айлдык -мектеп"), user=NOBODY, language="ky", facets={})
    assert (found.question.text, found.typed, found.found.groups) == ("айлдык -мектеп", "", [])


def test_a_question_of_many_strange_words_is_a_bounded_number_of_queries(
    standing: Things, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(1):
        assert meant("мектептер көпүрө") == ""
    with django_assert_max_num_queries(1):
        assert meant(" ".join(f"айлдык{letter * 3}" for letter in "абвгдежзий")) == ""


def test_short_words_keep_their_first_letter() -> None:
    known = [Known("бол", "bol", 9), Known("боз", "boz", 9), Known("тол", "tol", 9), Known("sugar", "sugar", 9)]
    assert {one.known.word for one in near("бот", known)} == {"бол", "боз"}
    assert near("сугар", known) == []
    assert [one.known.word for one in near("bol", known)] == ["бол"]
    assert [can_slip(word) for word in ("аб", "бол", "сш3")] == [False, True, False]
