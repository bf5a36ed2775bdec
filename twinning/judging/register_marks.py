"""Cells that mean nothing, cells that do not mean what they show, and rows that are no schools."""

import re
from typing import Final

from core.text import fold

EMPTY: Final = frozenset(
    (
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "..",
        "...",
        "…",
        "?",
        "n/a",
        "#n/a",
        "#н/д",
        "н/д",
        "н.д.",
        "н/а",
        "нет",
        "жок",
        "жок.",
        "none",
        "null",
        "nil",
        "k.a.",
        "s/d",
        "s/o",
    )
)
ERROR: Final = re.compile(
    r"#(?:REF|VALUE|NAME|NUM|NULL|DIV/0|SPILL|CALC|ЗНАЧ|ССЫЛКА|ИМЯ|ЧИСЛО|ДЕЛ/0|ПУСТО)[!?]", re.IGNORECASE
)
NO_RESULT: Final = "#FORMULA!"
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?)?")
SCIENTIFIC: Final = re.compile(r"\d+(?:[.,]\d+)?E\+\d{1,3}", re.IGNORECASE)

# Why a row is no school; a person may take it all the same.
NO_SCHOOLS: Final = ("signature", "total", "alone", "numbers")

_TOTALS: Final = frozenset(
    fold(word)
    for word in (
        "итого", "всего", "итог", "жыйынтыгы", "жыйынтык", "баары", "бардыгы", "жалпы", "total", "totals", "subtotal",
        "grand total", "ukupno", "toplam", "summe", "gesamt", "insgesamt", "sous total", "sum",
    )
)  # fmt: skip
_SIGNED: Final = re.compile(
    r"_{3,}|\.{6,}|\bм\.\s?п\.|\bподпись\b|\bисполнитель\b|\bисп\.|\bруководитель (?:отдела|управления)|"
    r"\bначальник (?:отдела|управления)|\bколу\b|\bбашкармалыктын башчысы|\bбашчысы\b|\bаткаруучу\b|"
    r"\bsignature\b|\bsigned\b|\bunterschrift\b|\bimza\b|\bfirma del\b|\bpotpis\b|"
    r"^\s*(?:source|источник|булак|quelle)\s*:",
    re.IGNORECASE,
)
_KANA: Final = re.compile("[\uff61-\uff9f]")
_LATIN: Final = re.compile("[A-Za-z]")
_MOJIBAKE: Final = re.compile("[ÃÂÅÄÐÑ][\u0080-\u00bf]|\ufffd|\u00ef\u00bf\u00bd|(?<=[^\\W\\d_])\\?(?=[^\\W\\d_])")


def is_empty(text: str) -> bool:
    return not text or (len(text) <= 5 and text.casefold() in EMPTY)  # noqa: PLR2004 - none of them is longer


def no_value(text: str) -> str:
    """Key of the sentence for a cell that shows an error, or a formula that was never calculated; "" for any other."""
    if not text.startswith("#"):
        return ""
    if text == NO_RESULT:
        return "formula"
    return "error" if ERROR.fullmatch(text) else ""


def no_school(name: str, cells: list[str]) -> str:
    """Key of the sentence that says why this row is no school; "" where it may be one."""
    if _SIGNED.search(name):
        return "signature"
    alone = sum(1 for cell in cells if not is_empty(cell)) == 1 and len(cells) > 1
    words = fold(name).split()
    if words and (words[0] in _TOTALS or " ".join(words[:2]) in _TOTALS) and (alone or _only_counts(name, cells)):
        return "total"
    if alone:
        return "alone"
    return "numbers" if _counts_up(cells) else ""


def _only_counts(name: str, cells: list[str]) -> bool:
    others = [cell for cell in cells if cell != name and not is_empty(cell)]
    return all(cell.replace(" ", "").replace(".", "").replace(",", "").isdigit() for cell in others)


def _counts_up(cells: list[str]) -> bool:
    """The row below a header that numbers its columns: 1, 2, 3."""
    if not cells or cells[0] != "1" or len(cells) < 3:  # noqa: PLR2004 - two numbers may be a school
        return False
    return cells == [str(n) for n in range(1, len(cells) + 1)]


def is_broken(name: str) -> bool:
    """Letters that were lost on the way: half-width kana inside Latin, replacement signs, UTF-8 read as Latin."""
    if name.isascii():
        return "?" in name and _MOJIBAKE.search(name) is not None
    return bool(_MOJIBAKE.search(name) or (_KANA.search(name) and _LATIN.search(name)))
