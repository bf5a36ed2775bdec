"""Registers the export and the erasing of what the library holds of a person."""

from core.registry import add_personal_data
from library.actions.duties.erasing import erase_practices
from library.queries.personal_data import practice_data


def offer() -> None:
    add_personal_data("library", exporter=practice_data, eraser=erase_practices)
