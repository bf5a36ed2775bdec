import contextlib
import io
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.tables import TableFault, escape_formula, open_table, safe_cell


def written(folder: Path, content: bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


TEXT = "аталышы;широта\nКөпүрө мектеби;42,8\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_reads_the_encodings_that_say_what_they_are(tmp_path: Path, content: bytes, encoding: str) -> None:
    table = open_table(written(tmp_path, content))
    assert (table.encoding, table.guessed, table.delimiter) == (encoding, False, ";")
    assert table.header == ["аталышы", "широта"]
    assert list(table.rows()) == [(2, ["Көпүрө мектеби", "42,8"])]


def test_guesses_windows_cyrillic_and_says_that_it_guessed(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "название;широта\nШкола № 5;42,8\n".encode("cp1251")))
    assert (table.encoding, table.guessed, table.header) == ("cp1251", True, ["название", "широта"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\0",
        b"%PDF-1.7 not a table",
        b"\xd0\xcf\x11\xe0 an old workbook",
        b"\x89PNG\r\n\x1a\n",
        "school,place\nŠkola Čelebići,Đurđevik\n".encode("cp1250"),
        b"name,name\na,b\n",
        b",,,\na,b,c\n",
        ("a" + ",a" * 300).encode(),
        b"PK\x03\x04 broken",
    ],
)
def test_refuses_with_a_sentence_what_is_no_table(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TableFault) as fault:
        open_table(written(tmp_path, content))
    assert len(str(fault.value)) > 20


def workbook(*rows: list[object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_reads_a_workbook_with_values_not_formulas(tmp_path: Path) -> None:
    path = written(tmp_path, workbook(["name", "number"], ["Школа", 5.0], ["=1+1", None]), "a.xlsx")
    table = open_table(path)
    assert (table.kind, table.header) == ("xlsx", ["name", "number"])
    assert list(table.rows()) == [(2, ["Школа", "5"])]


def test_refuses_a_bomb_before_unpacking_it(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 50_000_000)
    with pytest.raises(TableFault, match="Unpacked"):
        open_table(written(tmp_path, out.getvalue(), "bomb.xlsx"))


def test_refuses_macros(tmp_path: Path) -> None:
    out = io.BytesIO(workbook(["name"], ["a"]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    with pytest.raises(TableFault, match="macros"):
        open_table(written(tmp_path, out.getvalue(), "m.xlsx"))


def test_cleans_what_nobody_should_see(tmp_path: Path) -> None:
    path = written(tmp_path, "name,place\nЖа\u202eлал\0,\x07Ош\n".encode())
    assert list(open_table(path).rows()) == [(2, ["Жалал", "Ош"])]


def test_short_and_long_rows_get_the_width_of_the_header(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1\n1,2,3\n,,\n")
    assert list(open_table(path).rows()) == [(2, ["1", ""]), (3, ["1", "2"])]


@given(st.binary(max_size=400))
def test_never_anything_but_a_table_or_a_fault(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), content)
        with contextlib.suppress(TableFault):
            table = open_table(path)
            assert all(len(cells) == len(table.header) for _number, cells in table.rows())


@given(st.text(max_size=20))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    safe = escape_formula(text)
    assert safe[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or re.fullmatch(r"-[0-9.,eE+-]+", safe)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+996 555 12 34 56", "-1-2", "-cmd", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1"),
        *("\u200b=1", "\ufeff=1", "\x00=1", "\u00ad=1", "＝1", "＋1", "－1", "＠x", " ＝1"),
    ],
)
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a;=1", "a;-2+3", "a\n=1", "a\t@x", "a; ＝1", "a;\u200b=1"])
def test_nor_does_one_begin_after_the_separator_of_another_country(text: str) -> None:
    assert "'" in escape_formula(text)
    assert escape_formula(text).replace("'", "") == text


@pytest.mark.parametrize(
    "text", ["-5", "-5,25", "-1e5", "−5", "a - b", "x=1", "mail@example.org", "0", "", "a; -10 °C"]
)
def test_numbers_and_sentences_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


def test_numbers_and_dates_stay_what_they_are() -> None:
    day = date(2026, 1, 2)
    assert [safe_cell(one) for one in (-5, -1.5, None, True, day)] == [-5, -1.5, None, True, day]
