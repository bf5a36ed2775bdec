"""Patches the spreadsheet exports of Wagtail's admin, so that formulas are escaped (core.files.tables)."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.files.tables import safe_cell


def offer() -> None:
    SpreadsheetExportMixin.preprocess_field_value = _value
    SpreadsheetExportMixin.get_heading = _heading


_usual_value = SpreadsheetExportMixin.preprocess_field_value
_usual_heading = SpreadsheetExportMixin.get_heading


def _value(view: Any, field: str, value: Any, export_format: str) -> Any:
    """What is neither text nor a number becomes text on its way: judged when it has."""
    return safe_cell(_usual_value(view, field, value, export_format))


def _heading(view: Any, queryset: Any, field: str) -> Any:
    return safe_cell(_usual_heading(view, queryset, field))
