"""A real server on a copy of the demo, for journeys and attacks. The database is prepared once and copied for each."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tests.migrated_database import migrated
from tests.server import Server, environment, manage, named, on_server

DATABASE_URL = os.environ.get("KOEPUEROE_DATABASE_URL", "")
PREPARED = "koepueroe_prepared"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A data folder with the demo planted and static files collected, made once for all processes."""
    with shared_between_processes(tmp_path_factory) as (common, first):
        folder = common / "prepared"
        if first:
            _prepare(folder, migrated(request.config))
    yield folder
    with shared_between_processes(tmp_path_factory, leaving=True) as (_common, last):
        if last and DATABASE_URL:
            on_server(DATABASE_URL, f"DROP DATABASE IF EXISTS {PREPARED} WITH (FORCE)")


def _prepare(folder: Path, begun: Path | str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    url = named(DATABASE_URL, PREPARED) if DATABASE_URL else ""
    if url:
        on_server(DATABASE_URL, f"DROP DATABASE IF EXISTS {PREPARED}")
        on_server(DATABASE_URL, f"CREATE DATABASE {PREPARED} TEMPLATE {begun}")
    else:
        shutil.copyfile(begun, folder / "db.sqlite3")
    env = environment(folder, url)
    manage(env, "shell", "--no-imports", "-c", "from core.server.bootstrap import prepare; prepare(say=print)")


@contextmanager
def shared_between_processes(factory: pytest.TempPathFactory, *, leaving: bool = False) -> Iterator[tuple[Path, bool]]:
    """The folder of this run that all its processes share, for one of them at a time; whether it is the first
    to come or the last to go."""
    base = factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (common / "journeys.lock").open("a+", encoding="utf-8") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        lock.seek(0)
        users = int(lock.read() or 0)
        yield common, users == (1 if leaving else 0)
        lock.truncate(0)
        lock.write(str(users - 1 if leaving else users + 1))


@contextmanager
def on_a_copy(prepared: Path, data: Path, *, quick: bool = False) -> Iterator[Server]:
    """A server that is not started yet, with its own database. `quick` for journeys, which turn pages faster than
    people: each page opens a line, and attacks try that limit."""
    shutil.copytree(prepared, data)
    url = ""
    if DATABASE_URL:
        url = named(DATABASE_URL, name := f"koepueroe_{uuid4().hex[:12]}")
        on_server(DATABASE_URL, f"CREATE DATABASE {name} TEMPLATE {PREPARED}")
    found = Server(data, url)
    if quick:
        found.env["KOEPUEROE_LINES_A_PERSON"] = "1000"
    try:
        yield found
    finally:
        found.kill()
        if url:
            on_server(DATABASE_URL, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def unstarted(prepared: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server on its own copy, for tests that plant something first."""
    with on_a_copy(prepared, tmp_path / "data", quick="journeys" in request.path.parts) as found:
        yield found


@pytest.fixture(scope="session")
def standing(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One running server for all who only read, or who write nothing that others read. A file takes
    it by a fixture `unstarted` of its own that returns it."""
    with on_a_copy(prepared, tmp_path_factory.mktemp("standing") / "data", quick=True) as found:
        yield found.start()


@pytest.fixture(scope="module")
def shared(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """One running server for the journeys of one file, taken in the same way."""
    with on_a_copy(
        prepared, tmp_path_factory.mktemp("shared") / "data", quick="journeys" in request.path.parts
    ) as found:
        yield found.start()


@pytest.fixture
def server(unstarted: Server) -> Server:
    """Running; start(), kill(), stop(), restart() as the journey wants."""
    return unstarted if unstarted.running else unstarted.start()
