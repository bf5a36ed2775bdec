"""A table laid out as plain lines: in a child, once, the same rows; whatever is wrong is a sentence."""

import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.isolation import run_isolated
from core.files.table_lines import lay_out, rows_of
from core.files.tables import MAX_TEXTS, TableFault, open_table, refuse_at_sight

TEXT = "аталышы;широта\nКөпүрө мектеби;42,8\n;\nЭкинчи мектеп;\n"


def test_the_rows_are_those_of_the_table(tmp_path: Path) -> None:
    path, lines = tmp_path / "table.csv", tmp_path / "lines"
    path.write_text(TEXT, encoding="utf-8")
    laid = run_isolated(lay_out, path, lines)
    assert (laid.header, laid.encoding, laid.guessed) == (["аталышы", "широта"], "utf-8", False)
    assert laid.preview == [["Көпүрө мектеби", "42,8"], ["Экинчи мектеп", ""]]
    with lines.open("rb") as file:
        assert (
            list(rows_of(file))
            == list(open_table(path).rows())
            == [
                (2, ["Көпүрө мектеби", "42,8"]),
                (4, ["Экинчи мектеп", ""]),
            ]
        )


def test_a_workbook_too_and_no_more_than_five_rows_are_shown_first(tmp_path: Path) -> None:
    path, lines = tmp_path / "book.xlsx", tmp_path / "lines"
    book = openpyxl.Workbook()
    for row in (["name", "id"], *(["Мектеп", n] for n in range(9))):
        book.active.append(row)
    book.save(path)
    laid = run_isolated(lay_out, path, lines)
    assert (len(laid.preview), laid.preview[4]) == (5, ["Мектеп", "4"])
    with lines.open("rb") as file:
        assert [number for number, _cells in rows_of(file)] == list(range(2, 11))


def texts(count: int, *, tag: str = "si") -> bytes:
    """A workbook that says nothing but how many texts it has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        # Letters that pack badly enough to be no bomb.
        body = "".join(f"<{tag}><t>{n * 7919 % 1_000_003}</t></{tag}>" for n in range(count))
        archive.writestr("xl/sharedStrings.xml", f"<sst>{body}</sst>")
    return out.getvalue()


@pytest.mark.parametrize("tag", ["si", "x:si"])
def test_more_texts_than_a_register_has_are_refused_before_they_are_read(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(texts(MAX_TEXTS + 1, tag=tag))
    with pytest.raises(TableFault) as refused:
        run_isolated(lay_out, path, tmp_path / "lines", memory_mb=512, seconds=60)
    assert "more than a million" in str(refused.value.text)


@pytest.mark.parametrize("start", [b"", b"\r\n\0 ", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_table_at_sight(start: bytes) -> None:
    with pytest.raises(TableFault):
        refuse_at_sight(start)


@given(st.binary(max_size=200))
def test_damaged_lines_are_said_to_be_so(content: bytes) -> None:
    for damaged in (content, gzip.compress(content), gzip.compress(b'[1, ["a"]]\n') + content):
        try:
            assert all(len(row) == 2 for row in rows_of(io.BytesIO(damaged)))
        except TableFault:
            continue
