"""A night's backup, proved, and brought back into an empty set-up."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from scripts.containers.composed import USER
from scripts.containers.installation import Installation
from scripts.containers.machine import LacksError
from scripts.containers.store import Store
from tests.full.people import Person, until

# What goes on by itself on a site that runs.
MOVING = {"core_limitcount", "core_cache", "django_session", "core_workerbeat", "django_tasks_database_dbtaskresult"}


@pytest.fixture(scope="module")
def backup(site: Installation) -> Path:
    """Of tonight, by the service that does it each night."""
    done = site.services["backup"].run("python", "manage.py", "nightly", "--once", patience=120)
    assert done.returncode == 0, done.stderr.decode()
    return site.place.volume("backups") / Path(done.stdout.decode().strip().splitlines()[-1]).name


@pytest.fixture(scope="module")
def second(
    store: Store, urls: dict[str, str], site: Installation, backup: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Another set-up, up and empty, that has been given the backups of the first."""
    with psycopg.connect(urls["database_url"], autocommit=True) as line:
        line.execute("CREATE DATABASE second")
    database = urlsplit(urls["database_url"])._replace(path="/second").geturl()
    redis = urlsplit(urls["redis_url"])._replace(path="/1").geturl()
    found = Installation(tmp_path_factory.mktemp("second") / "site", store, database_url=database, redis_url=redis)
    try:
        found.up()
        shutil.copytree(site.place.volume("backups"), found.place.volume("backups"), dirs_exist_ok=True)
        for path in found.place.volume("backups").rglob("*"):
            os.chown(path, USER, USER)
        yield found
    finally:
        found.down()


def rows(url: str) -> dict[str, int]:
    """How many rows each table has."""
    with psycopg.connect(url) as line:
        names = [name for (name,) in line.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        counts = {name: line.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in names}  # type: ignore[arg-type]
    return {name: row[0] for name, row in counts.items() if row and name not in MOVING}


def files(site: Installation) -> dict[str, str]:
    media = site.place.volume("media")
    found = [path for path in media.rglob("*") if path.is_file()]
    return {str(path.relative_to(media)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_the_service_made_one_at_its_start_and_is_well(site: Installation) -> None:
    until(lambda: list(site.place.volume("backups").glob("koepueroe-*.tar")))
    site.wait("backup", patience=30)


def test_it_is_for_the_account_of_the_site_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_it_is_proved_beside_the_running_site(site: Installation, backup: Path) -> None:
    said = site.manage("restore_test", f"/srv/koepueroe/backups/{backup.name}", of="backup")
    assert said.count("ok    ") == 4, said


def test_nothing_is_restored_under_a_running_site(second: Installation, backup: Path) -> None:
    with pytest.raises(LacksError, match="The site is running on this database"):
        second.manage("restore", f"/srv/koepueroe/backups/{backup.name}", of="backup")


def test_an_empty_set_up_becomes_the_site(
    site: Installation, second: Installation, backup: Path, urls: dict[str, str]
) -> None:
    for name in ("web", "sockets", "worker", "worker-2", "backup"):
        second.services[name].stop()
    said = second.manage("restore", f"/srv/koepueroe/backups/{backup.name}", of="backup")
    assert "The former state is the backup" in said
    database = urlsplit(urls["database_url"])._replace(path="/second").geturl()
    assert rows(database) == rows(urls["database_url"])
    assert files(second) == files(site)
    for name in ("web", "sockets"):
        second.services[name].start()
        second.wait(name)
    aida = Person(second, "Aida")
    assert "Living water" in aida.page("/en/partners/").get_text() + aida.page("/en/accounts/home/").get_text()
