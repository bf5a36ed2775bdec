"""A database as the first release left it (the demo world) comes up to date on both databases and keeps what it held.

When a release freezes one more, it lies beside the first: see tests/data/CREDITS.md.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

BASE = Path(__file__).resolve().parents[1]
FROZEN = BASE / "tests" / "data" / "frozen"
COUNTS = """
SELECT (SELECT count(*) FROM twinning_institution), (SELECT count(*) FROM twinning_proposal),
       (SELECT count(*) FROM community_message), (SELECT count(*) FROM accounts_user)
"""
HELD = (195, 12, 49, 22)


def migrated(data: Path, database: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.small",
        "KOEPUEROE_DEMO": "yes",
        "KOEPUEROE_DATA": str(data),
        "KOEPUEROE_DATABASE_URL": database,
        "KOEPUEROE_REDIS_URL": "",
    }
    command = [sys.executable, "manage.py", "migrate", "--no-input"]
    return subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.only("sqlite")
@pytest.mark.django_db
def test_the_first_database_comes_up_to_date_on_sqlite(tmp_path: Path) -> None:
    file = tmp_path / "db.sqlite3"
    file.write_bytes(gzip.decompress((FROZEN / "first.sqlite3.gz").read_bytes()))
    done = migrated(tmp_path, "")
    assert done.returncode == 0, done.stderr
    base = sqlite3.connect(file)
    assert base.execute(COUNTS).fetchone() == HELD
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    base.close()


@pytest.fixture
def own_database(services: dict[str, str]) -> Iterator[str]:
    """An empty database of this test, on the server of the round."""
    url = services["KOEPUEROE_DATABASE_URL"]
    own = urlunsplit(urlsplit(url)._replace(path="/frozen"))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS frozen")
        server.execute("CREATE DATABASE frozen")
        yield own
        server.execute("DROP DATABASE frozen WITH (FORCE)")


@pytest.mark.only("postgresql")
@pytest.mark.django_db
def test_the_first_database_comes_up_to_date_on_postgresql(tmp_path: Path, own_database: str) -> None:
    with psycopg.connect(own_database, autocommit=True) as base:
        base.execute(gzip.decompress((FROZEN / "first.sql.gz").read_bytes()))
    done = migrated(tmp_path, own_database)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(own_database) as base:
        assert base.execute(COUNTS).fetchone() == HELD
