"""Tables that people upload (`reading`), and cells of tables that leave the site (`formulas`)."""

from core.files.tables.faults import MAX_CELL, MAX_COLUMNS, MAX_TEXTS, TableFault
from core.files.tables.formulas import escape_formula, safe_cell
from core.files.tables.reading import HEAD, open_table, refuse_at_sight

__all__ = [
    "HEAD",
    "MAX_CELL",
    "MAX_COLUMNS",
    "MAX_TEXTS",
    "TableFault",
    "escape_formula",
    "open_table",
    "refuse_at_sight",
    "safe_cell",
]
