"""A site of its own for measuring: a temporary folder, a database that is made and taken away again."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


@contextmanager
def temporary_site() -> Iterator[Path]:
    """Settings `small` without the demo; the database beside the one that KOEPUEROE_DATABASE_URL names, else SQLite."""
    with tempfile.TemporaryDirectory(prefix="koepueroe-bench-") as folder:
        os.environ |= {
            "KOEPUEROE_DATA": folder,
            "KOEPUEROE_DEMO": "no",
            "DJANGO_SETTINGS_MODULE": "config.settings.small",
        }
        import django  # noqa: PLC0415 - reads the variables above
        from django.conf import settings  # noqa: PLC0415
        from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

        database = settings.DATABASES["default"]
        if "sqlite3" in database["ENGINE"]:
            database["TEST"] = {"NAME": str(Path(folder) / "bench.sqlite3")}
        else:
            database["OPTIONS"] = {}
        settings.LOGGING["loggers"]["koepueroe"]["level"] = "WARNING"
        django.setup()
        made = setup_databases(verbosity=0, interactive=False)
        try:
            yield Path(folder)
        finally:
            teardown_databases(made, verbosity=0)


def analyse() -> None:
    """What PostgreSQL's own autovacuum does beside a site that runs."""
    from django.db import connection  # noqa: PLC0415 - only inside a site

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def engine() -> str:
    from django.db import connection  # noqa: PLC0415 - only inside a site

    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]


def markdown(rows: list[dict[str, object]]) -> str:
    lines = ["| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
    return "\n".join([*lines, *("| " + " | ".join(_cell(value) for value in row.values()) + " |" for row in rows)])


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
