"""The error for a table that cannot be read, and the limits of size."""

from typing import Final

from core.errors import Invalid

MAX_COLUMNS: Final = 200
MAX_CELL: Final = 2_000
MAX_ENTRIES: Final = 1_000
MAX_UNPACKED: Final = 600 * 1024 * 1024
MAX_RATIO: Final = 100
MAX_TEXTS: Final = 1_000_000
CHUNK: Final = 1 << 20


class TableFault(Invalid):
    """The file cannot be read as a table; the text says why and what to do."""

    code = "table"
