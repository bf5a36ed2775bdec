"""Tables that people upload (`reading`), and cells of tables that leave the site (`formulas`)."""

from core.files.tables.encodings import DELIMITERS
from core.files.tables.faults import MAX_CELL, MAX_COLUMNS, MAX_TEXTS, TableFault
from core.files.tables.formulas import escape_formula, safe_cell
from core.files.tables.headers import LOOKED_AT
from core.files.tables.reading import HEAD, Shape, open_table, refuse_at_sight

__all__ = [
    "DELIMITERS",
    "HEAD",
    "LOOKED_AT",
    "MAX_CELL",
    "MAX_COLUMNS",
    "MAX_TEXTS",
    "Shape",
    "TableFault",
    "escape_formula",
    "open_table",
    "refuse_at_sight",
    "safe_cell",
]
