import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import OfficeKind, User
from core.errors import Conflict, Invalid, Refused
from core.files import private_storage
from core.files.tables import TableFault
from core.models import Deed
from twinning.actions.duties.importing_registers import work_through
from twinning.actions.duties.reading_registers import read_register
from twinning.actions.register_suspects import decide_suspect
from twinning.actions.registers import check_register, map_columns, run_import, upload_register
from twinning.judging.register_columns import guess_columns
from twinning.judging.register_lines import RegisterFault, RegisterLine, read_line
from twinning.judging.register_suspects import common_words, metres_between, nearly_same
from twinning.models import Institution, InstitutionName, RegisterIdentifier, RegisterImport, RegisterRow, State

DATA = Path(__file__).parents[1] / "data"
HEADER = "school_name,longitude,latitude,education_level,country_iso3_code,id\n"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def coordinator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.COORDINATOR, "BA")


def kept_only(by: User, text: str | bytes, country: str = "BA") -> RegisterImport:
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile("schools.csv", content)
    return upload_register(by=by, country=country, source="giga", credit="Giga", file=file)


def uploaded(by: User, text: str | bytes, country: str = "BA") -> RegisterImport:
    register = kept_only(by, text, country)
    read_register(register=register)
    return register


def imported(by: User, text: str | bytes) -> RegisterImport:
    register = uploaded(by, text)
    check_register(register=register, by=by)
    work_through(register=register)
    run_import(register=register, by=by)
    work_through(register=register)
    return register


def facts() -> list[tuple[Any, ...]]:
    rows = InstitutionName.objects.order_by("institution__identifiers__value", "pk")
    return list(
        rows.values_list("text", "institution__identifiers__value", "institution__latitude", "institution__hidden")
    )


def test_guesses_the_columns_of_a_foreign_register() -> None:
    assert guess_columns(["school_name", "longitude", "latitude", "education_level", "giga_id_school"]) == {
        "name": 0,
        "latitude": 2,
        "longitude": 1,
        "level": 3,
        "identifier": 4,
    }
    assert guess_columns(["№", "Наименование школы", "Широта", "Долгота", "Область"]) == {
        "name": 1,
        "latitude": 2,
        "longitude": 3,
        "region": 4,
    }


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (["", "1", "1", "BIH"], "empty"),
        (["x" * 201, "1", "1", "BIH"], "long"),
        (["???", "1", "1", "BIH"], "letters"),
        (["School", "1", "1", "KEN"], "country"),
        (["School", "north", "1", "BIH"], "number"),
        (["School", "91", "1", "BIH"], "range"),
        (["School", "nan", "1", "BIH"], "range"),
    ],
)
def test_says_what_is_wrong_with_a_row(cells: list[str], problem: str) -> None:
    line = read_line(7, cells, {"name": 0, "latitude": 1, "longitude": 2, "country": 3}, "BA")
    assert isinstance(line, RegisterFault)
    assert line.problem == problem


def test_a_row_without_a_number_gets_one_of_its_own_that_comes_back() -> None:
    columns = {"name": 0, "latitude": 1, "longitude": 2}
    first, again = (read_line(n, ["School", "44,1", "18"], columns, "BA") for n in (2, 9))
    assert isinstance(first, RegisterLine)
    assert isinstance(again, RegisterLine)
    assert first.identifier == again.identifier
    assert (first.latitude, first.longitude) == (44.1, 18.0)


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_no_row_breaks_the_reading(name: str, latitude: str, longitude: str) -> None:
    line = read_line(2, [name, latitude, longitude], {"name": 0, "latitude": 1, "longitude": 2}, "BA")
    assert isinstance(line, RegisterFault | RegisterLine)


COMMON = frozenset({"os", "skola", "osnovna", "javna", "ustanova"})


def test_only_distinctive_words_decide_whether_names_are_nearly_the_same() -> None:
    assert nearly_same("Javna ustanova Osnovna škola Špionica", "Javna ustanova Osnovna škola Tušanj", COMMON) is False
    assert nearly_same('JU OŠ "Dubravica"', 'OSNOVNA ŠKOLA "DUBRAVICA" JU', COMMON) is True
    assert nearly_same("Jaвна установа школа Калиновик", "Јавна установа школа Калиновик", frozenset()) is True
    assert nearly_same("Škola 5", "Škola 6", COMMON) is False


def test_a_word_is_common_above_two_percent_of_the_rows() -> None:
    names = [f"School {chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200)]
    assert common_words(names) == {"scool"}
    assert common_words(names[:20]) == frozenset()


def test_metres_over_the_date_line_and_along_a_meridian() -> None:
    assert round(metres_between((0, 179.9995), (0, -179.9995))) == 111
    assert round(metres_between((60, 24), (60.001, 24))) == 111


@pytest.mark.django_db
def test_a_coordinator_imports_and_twice_gives_the_same(coordinator: User) -> None:
    text = HEADER + "Alfa,18.1,44.1,Primary,BIH,1\nBeta,18.2,44.2,Secondary,BIH,2\nGama,18.3,44.3,,BIH,3\n"
    register = imported(coordinator, text)
    assert (register.state, register.counts, register.total) == ("done", {"new": 3}, 3)
    first = facts()
    assert first == [("Alfa", "1", 44.1, False), ("Beta", "2", 44.2, False), ("Gama", "3", 44.3, False)]
    assert set(Institution.objects.values_list("state", "country", "time_zone")) == {
        ("listed", "BA", "Europe/Sarajevo")
    }
    run_import(register=register, by=coordinator)
    work_through(register=register)
    assert register.counts == {"same": 3}
    assert facts() == first
    assert imported(coordinator, text).counts == {"same": 3}
    assert facts() == first


@pytest.mark.django_db
def test_the_dry_run_writes_no_institution(coordinator: User) -> None:
    register = uploaded(coordinator, HEADER + "Alfa,18.1,44.1,Primary,BIH,1\n,18,44,,BIH,2\nBeta,18,44,,BIH,1\n")
    check_register(register=register, by=coordinator)
    work_through(register=register)
    assert (register.state, register.counts) == ("checked", {"new": 1, "faulty": 1, "duplicate": 1})
    assert Institution.objects.count() == 0
    assert list(RegisterRow.objects.values_list("number", "verdict", "column", "problem", "params")) == [
        (3, "faulty", "name", "empty", {}),
        (4, "duplicate", "", "twice", {"row": 2}),
    ]


@pytest.mark.django_db
def test_a_changed_row_changes_a_listed_one_and_leaves_one_that_people_look_after(coordinator: User) -> None:
    imported(coordinator, HEADER + "Alfa,18.1,44.1,,BIH,1\nBeta,18.2,44.2,,BIH,2\n")
    Institution.objects.filter(identifiers__value="2").update(state=State.VERIFIED)
    register = imported(coordinator, HEADER + "Alpha,18.1,44.5,,BIH,1\nBetta,18.2,44.2,,BIH,2\n")
    assert register.counts == {"changed": 1, "kept": 1}
    assert facts() == [("Alpha", "1", 44.5, False), ("Beta", "2", 44.2, False)]


@pytest.mark.django_db
def test_a_suspect_is_hidden_until_somebody_decides(coordinator: User) -> None:
    register = imported(coordinator, HEADER + "Alfa,18.1,44.1,,BIH,1\nALFA.,18.1001,44.1001,,BIH,2\n")
    assert register.counts == {"new": 1, "suspect": 1}
    row = RegisterRow.objects.get()
    assert row.institution is not None
    assert row.suspect_of is not None
    assert (row.institution.hidden, row.suspect_of.hidden) == (True, False)
    decide_suspect(row=row, by=coordinator, decision="keep")
    row.institution.refresh_from_db()
    assert (row.institution.hidden, row.decision) == (False, "keep")
    with pytest.raises(Conflict):
        decide_suspect(row=row, by=coordinator, decision="same")


@pytest.mark.django_db
def test_joining_suspects_moves_the_number_so_that_a_later_import_finds_one(coordinator: User) -> None:
    text = HEADER + "Alfa,18.1,44.1,,BIH,1\nALFA.,18.1001,44.1001,,BIH,2\n"
    register = imported(coordinator, text)
    decide_suspect(row=RegisterRow.objects.get(), by=coordinator, decision="same")
    kept = Institution.objects.get(merged_into=None)
    assert sorted(kept.identifiers.values_list("value", flat=True)) == ["1", "2"]
    assert imported(coordinator, text).counts.get("suspect") is None
    assert Institution.objects.filter(merged_into=None, hidden=False).count() == 1
    assert register.pk


@pytest.mark.django_db
def test_a_stranger_imports_and_decides_nothing(make_user: Callable[..., User], coordinator: User) -> None:
    stranger = make_user()
    with pytest.raises(Refused):
        uploaded(stranger, HEADER)
    with pytest.raises(Refused):
        uploaded(coordinator, HEADER, country="KE")
    assert RegisterImport.objects.count() == 0
    register = imported(coordinator, HEADER + "Alfa,18.1,44.1,,BIH,1\nALFA.,18.1001,44.1001,,BIH,2\n")
    for verb in (check_register, run_import):
        with pytest.raises(Refused):
            verb(register=register, by=stranger)
    with pytest.raises(Refused):
        decide_suspect(row=RegisterRow.objects.get(), by=stranger, decision="keep")
    register.refresh_from_db()
    assert (register.state, RegisterRow.objects.get().decision) == ("done", "")


@pytest.mark.django_db
def test_nonsense_is_refused_and_nothing_is_kept(coordinator: User) -> None:
    with pytest.raises(TableFault):
        uploaded(coordinator, b"%PDF-1.7")
    assert (RegisterImport.objects.count(), Deed.objects.count()) == (0, 0)
    register = uploaded(coordinator, HEADER + "Alfa,18.1,44.1,,BIH,1\n")
    for columns in ({}, {"name": 99}, {"name": 0, "latitude": 2}, {"name": 0, "level": 0}):
        with pytest.raises(Invalid):
            map_columns(register=register, by=coordinator, columns=columns)
    with pytest.raises(Conflict):
        run_import(register=register, by=coordinator)
    private_storage.throw_away(register.file)
    with pytest.raises(Conflict):
        check_register(register=register, by=coordinator)


@pytest.mark.django_db
def test_a_run_that_was_killed_may_be_run_again(coordinator: User) -> None:
    register = uploaded(coordinator, HEADER + "Alfa,18.1,44.1,,BIH,1\nBeta,18.2,44.2,,BIH,2\n")
    check_register(register=register, by=coordinator)
    work_through(register=register)
    run_import(register=register, by=coordinator)
    with pytest.raises(Conflict):
        run_import(register=register, by=coordinator)
    work_through(register=RegisterImport.objects.get(pk=register.pk))
    register.refresh_from_db()
    register.state = RegisterImport.State.RUNNING
    work_through(register=register)
    # What is counted is what this run has done, also where its end was not written down.
    assert (register.counts, register.done, Institution.objects.count()) == ({"new": 2}, 2, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "country", "first", "second"),
    [
        ("schools_BIH.csv.gz", "BA", {"new": 1894, "suspect": 116}, {"same": 2010}),
        ("schools_KEN.csv.gz", "KE", {"new": 6815, "suspect": 68, "duplicate": 1}, {"same": 6883, "duplicate": 1}),
    ],
)
def test_the_real_registers_come_in_whole(
    make_officer: Callable[..., User], file: str, country: str, first: dict[str, int], second: dict[str, int]
) -> None:
    by = make_officer(OfficeKind.COORDINATOR, country)
    register = uploaded(by, gzip.decompress((DATA / file).read_bytes()), country)
    check_register(register=register, by=by)
    work_through(register=register)
    assert register.counts == first
    for counts in (first, second):
        run_import(register=register, by=by)
        work_through(register=register)
        assert register.counts == counts
    total = sum(count for verdict, count in first.items() if verdict != "duplicate")
    assert (Institution.objects.count(), RegisterIdentifier.objects.count()) == (total, total)
    assert Institution.objects.filter(hidden=True).count() == first["suspect"]
