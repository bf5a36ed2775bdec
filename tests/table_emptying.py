"""After a test that commits, the tables hold again what the migrations left in them.

Django truncates 150 tables and saves 1,600 rows one by one: two seconds a test. Here a copy is kept beside the
database, and rows come back as they went, table by table.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.transaction import atomic
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

KEPT: Final = "kept"
OF_DJANGO: Final[Callable[..., list[str]]] = DatabaseOperations.sql_flush

_kept: list[str] = []


def pytest_configure() -> None:
    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """pytest-django's, and then the copy."""
    with django_db_blocker.unblock():
        _kept[:] = _filled(connection.introspection.django_table_names(only_existing=True, include_views=False))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"CREATE SCHEMA {KEPT}")
                for table in _kept:
                    cursor.execute(f"CREATE TABLE {KEPT}.{table} AS TABLE {table}")
            else:
                cursor.execute("VACUUM INTO %s", [str(_file(tmp_path_factory))])
        # What Django would save again before a test.
        connection._test_serialized_contents = "[]"  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Django has emptied the tables by now, and planted permissions anew under other numbers."""
    yield
    mark = item.get_closest_marker("django_db")
    if mark is not None and mark.kwargs.get("transaction") and _kept:
        with item.config.stash[blocking_manager_key].unblock():
            _put_back(item.config._tmp_path_factory)  # type: ignore[attr-defined]


def _put_back(factory: pytest.TempPathFactory) -> None:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        if not postgresql:
            cursor.execute(f"ATTACH DATABASE %s AS {KEPT}", [str(_file(factory))])
        with atomic():
            if postgresql:
                cursor.execute("SET LOCAL session_replication_role = replica")
            for table in _filled(tables):
                cursor.execute(f"DELETE FROM {table}")
            for table in _kept:
                cursor.execute(f"INSERT INTO {table} SELECT * FROM {KEPT}.{table}")
        if not postgresql:
            cursor.execute(f"DETACH DATABASE {KEPT}")


def _file(factory: pytest.TempPathFactory) -> Path:
    return factory.getbasetemp() / "kept.sqlite3"


def _filled(tables: list[str]) -> list[str]:
    """Names, quoted."""
    quoted = [connection.ops.quote_name(table) for table in tables]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in quoted))
        return [name for name, holds in zip(quoted, cursor.fetchone(), strict=True) if holds]


def sql_flush(self: Any, style: Any, tables: list[str], **more: Any) -> list[str]:
    """On PostgreSQL in place of Django's: only what holds rows, without a look at who refers to them, since all go.

    Only a superuser may look away.
    """
    if not tables or not _superuser():
        return OF_DJANGO(self, style, tables, **more)
    gone = [f"DELETE FROM {name}" for name in _filled(tables)]
    return ["SET LOCAL session_replication_role = replica", *gone, "SET LOCAL session_replication_role = origin"]


def _superuser() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])
