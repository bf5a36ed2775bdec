from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text import fold
from twinning.actions.steps.institution_names import NameToWrite, write_names
from twinning.models import Institution, InstitutionName, NameWord
from twinning.queries.institution_search import find_institutions
from twinning.queries.visibility import institutions_in_directory

NAMES = {
    "bridge": "«Көпүрө» орто мектеби",
    "second": "№2 орто мектеп",
    "gymnasium": "Жалал-Абад гимназиясы",
    "tartu": "Tartu Emajõe Kool",
    "naryn": "Нарын шаарындагы Өмүралиев атындагы мектеп",
    "spionica": "Osnovna škola Špionica",
}


@pytest.fixture
def schools(make_institution: Callable[..., Institution]) -> dict[str, Institution]:
    made = {key: make_institution(name, place="Чолпон-Ата" if key == "second" else "") for key, name in NAMES.items()}
    write_names([NameToWrite(school, NAMES[key], "und", official=True) for key, school in made.items()])
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Көпүрө", "bridge"),
        ("көпүрө", "bridge"),
        ("копуро", "bridge"),
        ("kopuro", "bridge"),
        ("КОПУ", "bridge"),
        ("көпүро", "bridge"),
        ("копурө", "bridge"),
        ("копро", "bridge"),
        ("коупро", "bridge"),
        ("опуро", "bridge"),
        ("копуро мектеп", "bridge"),
        ("мектеп копуро", "bridge"),
        ("№2 мектеп", "second"),
        ("мектеп 2 чолпон ата", "second"),
        ("чолпон-ата", "second"),
        ("джалалабад гимназия", "gymnasium"),
        ("Jalal-Abad", "gymnasium"),
        ("жалал абад гимназясы", "gymnasium"),
        ("emajoe", "tartu"),
        ("tartu emajoe kool", "tartu"),
        ("тарту", "tartu"),
        ("taru kool", "tartu"),
        ("омуралиев", "naryn"),
        ("Omuraliev Naryn", "naryn"),
        ("омралиев", "naryn"),
        ("spionica", "spionica"),
        ("шпионица", "spionica"),
        ("skola spionicca", "spionica"),
        ("tartu emajoe kool estonia", "tartu"),
    ],
)
def test_what_was_meant_stands_first(schools: dict[str, Institution], typed: str, meant: str) -> None:
    assert find_institutions(typed, institutions_in_directory())[:1] == [schools[meant].pk]


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "\x00", "жокмунундайсоз", "9", "x" * 10_000])
def test_nothing_is_found_for_nonsense(schools: dict[str, Institution], typed: str) -> None:
    assert find_institutions(typed, institutions_in_directory()) == []


def test_only_among_the_rows_that_were_given(schools: dict[str, Institution]) -> None:
    Institution.objects.filter(pk=schools["bridge"].pk).update(hidden=True)
    assert find_institutions("копуро", institutions_in_directory()) == []


def test_verified_before_listed_of_the_same_name(
    make_institution: Callable[..., Institution], schools: dict[str, Institution]
) -> None:
    listed = make_institution("Tartu Kool", state="listed")
    verified = make_institution("Tartu Kool")
    write_names([NameToWrite(school, "Tartu Kool", "und", official=True) for school in (listed, verified)])
    assert find_institutions("tartu kool", institutions_in_directory())[:2] == [verified.pk, listed.pk]


def test_queries_do_not_grow_with_what_is_found(
    schools: dict[str, Institution], django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(2):
        assert len(find_institutions("мект", institutions_in_directory())) == 3
    with django_assert_num_queries(5):
        assert len(find_institutions("мектеп", institutions_in_directory())) == 3
    with django_assert_num_queries(4):
        assert len(find_institutions("копро", institutions_in_directory())) == 1


def test_writing_again_changes_and_doubles_nothing(schools: dict[str, Institution]) -> None:
    school = schools["tartu"]
    before = (InstitutionName.objects.count(), NameWord.objects.count())
    write_names([NameToWrite(school, "Tartu Emajõe Kool", "und", official=True)])
    assert (InstitutionName.objects.count(), NameWord.objects.count()) == before
    write_names([NameToWrite(school, "Тарту мектеби", "ky", official=True)])
    assert [(n.language, n.official) for n in school.names.order_by("pk")] == [("und", False), ("ky", True)]


def test_writing_many_takes_as_many_queries_as_one(
    make_institution: Callable[..., Institution], django_assert_num_queries: Callable[..., object]
) -> None:
    for count in (1, 3):
        rows = [NameToWrite(make_institution(f"Old {count} {n}"), f"New {n}", "en") for n in range(count)]
        with django_assert_num_queries(7):
            write_names(rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_text_is_answered(schools: dict[str, Institution], text: str) -> None:
    found = find_institutions(text, institutions_in_directory())
    assert len(found) == len(set(found)) <= len(NAMES)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(sorted(NAMES)), data=st.data())
def test_one_slip_in_a_long_word_still_finds(schools: dict[str, Institution], key: str, data: st.DataObject) -> None:
    word = max(fold(NAMES[key]).split(), key=len)
    at = data.draw(st.integers(0, len(word) - 2))
    slip = data.draw(
        st.sampled_from([word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]])
    )
    if len(slip) >= 5:
        assert schools[key].pk in find_institutions(slip, institutions_in_directory())
