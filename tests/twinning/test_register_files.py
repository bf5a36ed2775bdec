"""Files as ministries make them: each gives the right rows, or a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import OfficeKind, User
from core.errors import Invalid, Refused
from twinning.actions.duties.importing_registers import work_through
from twinning.actions.duties.reading_registers import read_register
from twinning.actions.registers import (
    check_register,
    choose_reading,
    map_columns,
    reshape_register,
    run_import,
    upload_register,
)
from twinning.models import RegisterIdentifier, RegisterImport

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[1] / "data" / "registers"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def coordinator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.COORDINATOR, "KG")


def checked(by: User, name: str, content: bytes | None = None) -> RegisterImport:
    file = SimpleUploadedFile(name, content if content is not None else (FILES / name).read_bytes())
    register = upload_register(by=by, country="KG", source="edu", credit="", file=file)
    read_register(register=register)
    if register.state != "failed":
        check_register(register=register, by=by)
        work_through(register=register)
    return register


def rows(register: RegisterImport) -> list[tuple[Any, ...]]:
    return list(register.rows.values_list("number", "verdict", "column", "problem"))


@pytest.mark.parametrize(
    ("name", "counts", "noted"),
    [
        ("01_title_row.xlsx", {"new": 2}, []),
        ("02_empty_first_rows_and_column.xlsx", {"new": 2}, []),
        ("04_hidden_first_sheet.xlsx", {"new": 2}, []),
        ("06_number_format_000000.xlsx", {"new": 2}, []),
        ("06b_same_schools_as_csv_text.csv", {"new": 2}, []),
        (
            "07_formulas_without_saved_values.xlsx",
            {"faulty": 2},
            [(2, "faulty", "name", "formula"), (3, "faulty", "name", "formula")],
        ),
        (
            "09_degrees_minutes_and_marks.xlsx",
            {"new": 3, "faulty": 2},
            [(2, "faulty", "latitude", "day"), (5, "faulty", "latitude", "range")],
        ),
        (
            "10_latitude_longitude_swapped.xlsx",
            {"faulty": 2},
            [(2, "faulty", "latitude", "swapped"), (3, "faulty", "latitude", "swapped")],
        ),
        (
            "12_error_cells.xlsx",
            {"new": 3, "faulty": 1},
            [(2, "faulty", "name", "error"), (3, "noted", "region", "error")],
        ),
        ("14_sep_line.csv", {"new": 2}, []),
        (
            "22_row_number_total_and_signature.xlsx",
            {"new": 2, "faulty": 2},
            [(4, "faulty", "name", "total"), (5, "faulty", "name", "signature")],
        ),
    ],
)
def test_each_file_gives_its_rows(
    coordinator: User, name: str, counts: dict[str, int], noted: list[tuple[Any, ...]]
) -> None:
    register = checked(coordinator, name)
    assert (register.counts, rows(register)) == (counts, noted)


def test_a_column_that_stands_twice_is_refused_and_the_upload_kept(coordinator: User) -> None:
    register = checked(coordinator, "20_duplicate_header.csv")
    assert (register.state, bool(register.upload)) == ("failed", True)


def test_the_workbook_and_the_csv_of_one_list_double_nothing(coordinator: User) -> None:
    for name in ("06_number_format_000000.xlsx", "06b_same_schools_as_csv_text.csv"):
        register = checked(coordinator, name)
        run_import(register=register, by=coordinator)
        work_through(register=register)
    assert register.counts == {"same": 2}
    assert sorted(RegisterIdentifier.objects.values_list("value", flat=True)) == ["000041", "000042"]


def test_swapping_and_taking_are_choices_that_the_next_check_obeys(coordinator: User, make_user: Any) -> None:
    register = checked(coordinator, "10_latitude_longitude_swapped.xlsx")
    with pytest.raises(Refused):
        choose_reading(register=register, by=make_user(), levels={}, taken=[], swap=True)
    with pytest.raises(Invalid):
        choose_reading(register=register, by=coordinator, levels={"x": "nonsense"}, taken=[], swap=True)
    register.refresh_from_db()
    assert "swap" not in register.mapping
    choose_reading(register=register, by=coordinator, levels={}, taken=[], swap=True)
    check_register(register=register, by=coordinator)
    work_through(register=register)
    assert register.counts == {"new": 2}


def test_another_header_can_be_chosen_and_a_stranger_chooses_none(coordinator: User, make_user: Any) -> None:
    register = checked(coordinator, "s.csv", "a;b\nаталышы;код\nАлма;1\n".encode())
    assert register.mapping["shape"]["header_row"] == 2
    with pytest.raises(Refused):
        reshape_register(register=register, by=make_user(), sheet="", header_row=1, delimiter="")
    with pytest.raises(Invalid):
        reshape_register(register=register, by=coordinator, sheet="", header_row=99, delimiter="")
    reshape_register(register=register, by=coordinator, sheet="", header_row=1, delimiter=";")
    read_register(register=register)
    assert (register.state, register.mapping["header"]) == ("uploaded", ["a", "b"])
    map_columns(register=register, by=coordinator, columns={"name": 0})
    check_register(register=register, by=coordinator)
    work_through(register=register)
    assert register.counts == {"new": 2}
