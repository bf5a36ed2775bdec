"""The database as one file: SQLite's own copy, or PostgreSQL's archive written and read by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import connection

SQLITE, ARCHIVE = "db.sqlite3", "database.dump"
SCRATCH: Final = "_restore_test"
Migrations = set[tuple[str, str]]


class BackupError(Exception):
    """The sentence says what is wrong; nothing was changed."""


def dump_name() -> str:
    """Of the file that holds the database of this installation."""
    return SQLITE if connection.vendor == "sqlite" else ARCHIVE


def write_dump(folder: Path) -> Path:
    """The database as it is at one moment, while the site runs."""
    target = folder / dump_name()
    if target.name == ARCHIVE:
        _program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        return target
    with connection.cursor() as cursor:
        # The backup API in steps begins again at every write; this is done in one.
        cursor.execute("VACUUM INTO %s", [str(target)])
    return target


def look_at_dump(dump: Path) -> Migrations:
    """Raise where it is damaged; else the migrations that it has seen."""
    return _look_at_sqlite(dump) if dump.name == SQLITE else _look_at_archive(dump)


def load_archive(dump: Path) -> None:
    """Put an archive in the place of everything that the database holds now, where nobody else is connected to it."""
    # Lines that a pool of our own keeps open would look like a running site.
    _leave()
    connection.settings_dict["OPTIONS"].pop("pool", None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise BackupError("The site is running on this database. End it first; nothing was restored.")
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    _restore(dump)


@contextmanager
def beside(dump: Path) -> Iterator[None]:
    """Within, this process has the dump as its database; the real one is neither read nor changed."""
    real = dict(connection.settings_dict)
    _leave()
    try:
        with _copy_of(dump, real) as name:
            connection.settings_dict["NAME"] = name
            yield
            _leave()
    finally:
        _leave()
        connection.settings_dict.update(real)


@contextmanager
def _copy_of(dump: Path, real: dict[str, Any]) -> Iterator[str]:
    if dump.name == SQLITE:
        yield str(dump)
        return
    name = f"{real['NAME']}{SCRATCH}"
    quoted = connection.ops.quote_name(name)
    _beside_all(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)", f"CREATE DATABASE {quoted} TEMPLATE template0")
    try:
        connection.settings_dict["NAME"] = name
        _restore(dump)
        yield name
    finally:
        _leave()
        connection.settings_dict["NAME"] = real["NAME"]
        _beside_all(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def _beside_all(*statements: str) -> None:
    """Databases are made and dropped outside of any transaction."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    _leave()


def _leave() -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]  # of PostgreSQL's own wrapper


def _restore(dump: Path) -> None:
    """Every constraint is laid anew over the rows: what breaks one stops it."""
    words = ("--exit-on-error", "--no-owner", "--no-privileges", "--single-transaction")
    _program("pg_restore", *words, f"--dbname={connection.settings_dict['NAME']}", str(dump))


def _look_at_sqlite(dump: Path) -> Migrations:
    try:
        # sqlite3's own "with" ends a transaction, not the connection.
        with closing(sqlite3.connect(dump)) as line:
            sound = line.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            dangling = line.execute("PRAGMA foreign_key_check").fetchone()
            applied = set(line.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The database in the backup is damaged: {error}") from error
    if not sound or dangling:
        raise BackupError("The database in the backup is damaged; nothing was restored.")
    return applied


def _look_at_archive(dump: Path) -> Migrations:
    words = ("--data-only", "--schema=public", "--table=django_migrations", "--file=-", str(dump))
    lines = _program("pg_restore", *words).splitlines()
    # Lines of COPY: id, app, name, time, with tabs between.
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    return {(row[1], row[2]) for row in rows}


def _program(name: str, *words: str) -> str:
    """Run a program of PostgreSQL against the database of the settings; the password goes by the environment."""
    said = connection.settings_dict
    pairs = {
        "PGHOST": said["HOST"],
        "PGPORT": said["PORT"],
        "PGUSER": said["USER"],
        "PGPASSWORD": said["PASSWORD"],
        "PGDATABASE": said["NAME"],
        "PGSSLMODE": said["OPTIONS"].get("sslmode", ""),
    }
    found = shutil.which(name)
    if not found:
        raise BackupError(f"{name} is not installed here. On Debian: apt install postgresql-client")
    given = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", **{key: str(value) for key, value in pairs.items() if value}}
    done = subprocess.run([found, *words], env=given, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise BackupError(f"{name} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout
