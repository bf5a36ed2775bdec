"""An empty database with all migrations in it, made once and copied: 250 steps take 20 s, a copy takes none.

It is made anew when a migration, a library or what the migrations call has changed, and lies in pytest's cache, on
PostgreSQL as a database of its own beside those of the tests. Django still migrates each copy: what a copy lacks, it
gets there.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.server import BASE, environment, manage, named, on_server

DATABASE_URL = os.environ.get("KOEPUEROE_DATABASE_URL", "")
MADE_OF = ("requirements.lock", "*/migrations/**/*", "search/engines/*.py", "config/settings/*.py")
OURS = "koepueroe_migrated_"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """pytest-django's own place for what has to be true before it makes the test database."""
    test, found = settings.DATABASES["default"]["TEST"], migrated(request.config)
    if isinstance(found, str):
        test["TEMPLATE"] = found
    else:
        test["NAME"] = str(shutil.copyfile(found, tmp_path_factory.mktemp("database") / "db.sqlite3"))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django would remove the copy before it begins; pytest clears its folder."""
    return not DATABASE_URL


def migrated(config: pytest.Config) -> Path | str:
    """The file, or on PostgreSQL the name of the database."""
    assert config.cache is not None
    folder = Path(config.cache.mkdir("koepueroe-migrated"))
    print_of_it = fingerprint()
    with _alone(folder):
        return _on_postgresql(folder, OURS + print_of_it) if DATABASE_URL else _on_sqlite(folder, print_of_it)


def fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MADE_OF for path in BASE.glob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(BASE)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process makes it, the others wait for it."""
    with (folder / "lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield


def _on_sqlite(folder: Path, name: str) -> Path:
    found = folder / f"{name}.sqlite3"
    if not found.exists():
        for old in folder.glob("*.sqlite3"):
            old.unlink()
        data = folder / "making"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        manage(environment(data), "migrate", "--noinput", "-v0")
        with sqlite3.connect(data / "db.sqlite3") as made:
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            made.execute("VACUUM INTO ?", [str(found)])
        shutil.rmtree(data)
    return found


def _on_postgresql(folder: Path, name: str) -> str:
    there = on_server(DATABASE_URL, f"SELECT datname FROM pg_database WHERE datname LIKE '{OURS}%'")
    if (name,) not in there:
        for (old,) in there:
            on_server(DATABASE_URL, f"DROP DATABASE IF EXISTS {old}")
        making = f"{name}_making"
        on_server(DATABASE_URL, f"DROP DATABASE IF EXISTS {making}")
        on_server(DATABASE_URL, f"CREATE DATABASE {making}")
        manage(environment(folder, named(DATABASE_URL, making)), "migrate", "--noinput", "-v0")
        on_server(DATABASE_URL, f"ALTER DATABASE {making} RENAME TO {name}")
    return name
