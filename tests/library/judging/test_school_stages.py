"""Stages come from a dated table; what the table does not know is not guessed."""

from datetime import date

from library.judging.school_stages import stages_of


def test_kyrgyzstan_moves_to_twelve_years() -> None:
    assert stages_of("KG", [5, 6], date(2025, 8, 31)) == ["basic"]
    assert stages_of("KG", [5, 6], date(2025, 9, 1)) == ["primary"]
    assert stages_of("KG", [12, 7, 1], date(2026, 1, 1)) == ["primary", "basic", "upper"]


def test_what_the_table_does_not_know() -> None:
    assert stages_of("EE", [5], date(2026, 1, 1)) == []
    assert stages_of("KG", [0], date(2026, 1, 1)) == []
    assert stages_of("KG", [12], date(2024, 1, 1)) == []
