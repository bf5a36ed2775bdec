"""For journeys: a real server on a copy of the demo, real Chromium, people who signed in by the form."""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.looking import SWITCHES
from tests.journeys.server import Server, environment, manage, named, on_server
from tests.leftout import chromium
from tests.migrated import migrated

DATABASE_URL = os.environ.get("KOEPUEROE_DATABASE_URL", "")
PREPARED = "koepueroe_prepared"
PASSWORD = "koepueroe-demo"


# Browsers walk in full on SQLite; on PostgreSQL and Redis these do, which is where the two rounds differ most.
IN_BOTH_ROUNDS = {"test_kill.py", "test_visitor.py", "test_plain.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file stays in one process, so that its journeys share a server; the looks are divided by language."""
    for item in items:
        if "journeys" in item.path.parts:
            language = getattr(item, "callspec", None) and item.callspec.params.get("language", "")
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{language or ''}"))
            item.add_marker(pytest.mark.needs("chromium"))
            if item.path.name not in IN_BOTH_ROUNDS:
                item.add_marker(pytest.mark.only("sqlite"))


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
    manage(env, "shell", "--no-imports", "-c", "from core.preparing import prepare; prepare(say=print)")


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
def on_a_copy(prepared: Path, data: Path) -> Iterator[Server]:
    """A server that is not started yet, with its own database."""
    shutil.copytree(prepared, data)
    url = ""
    if DATABASE_URL:
        url = named(DATABASE_URL, name := f"koepueroe_{uuid4().hex[:12]}")
        on_server(DATABASE_URL, f"CREATE DATABASE {name} TEMPLATE {PREPARED}")
    found = Server(data, url)
    try:
        yield found
    finally:
        found.kill()
        if url:
            on_server(DATABASE_URL, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def unstarted(prepared: Path, tmp_path: Path) -> Iterator[Server]:
    """A server on its own copy, for tests that plant something first."""
    with on_a_copy(prepared, tmp_path / "data") as found:
        yield found


@pytest.fixture(scope="session")
def standing(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One running server for all who only read, or who write nothing that others read. A file takes
    it by a fixture `unstarted` of its own that returns it."""
    with on_a_copy(prepared, tmp_path_factory.mktemp("standing") / "data") as found:
        yield found.start()


@pytest.fixture(scope="module")
def shared(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One running server for the journeys of one file, taken in the same way."""
    with on_a_copy(prepared, tmp_path_factory.mktemp("shared") / "data") as found:
        yield found.start()


@pytest.fixture
def server(unstarted: Server) -> Server:
    """Running; start(), kill(), stop(), restart() as the journey wants."""
    return unstarted if unstarted.running else unstarted.start()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Beside Playwright's loop the ORM would refuse to work.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        yield found
        found.close()


@pytest.fixture
def browser_context(browser: Browser, unstarted: Server) -> Iterator[Callable[..., BrowserContext]]:
    """`browser_context(locale="ky", width=360)`: a browser of somebody else each time. A script error fails the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def make(*, locale: str = "en", width: int = 1280, height: int = 900, **more: Any) -> BrowserContext:
        context = browser.new_context(
            locale=locale, viewport={"width": width, "height": height}, base_url=unstarted.url, **more
        )
        context.on("weberror", lambda error: errors.append(str(error.error)))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert errors == []


@pytest.fixture
def signed_in(browser_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`signed_in("leader-kg", language="ky")`: a page of that person's own browser, after the log-in form."""

    def sign_in(role: str, *, language: str = "en", **more: Any) -> Page:
        page = browser_context(locale=language, **more).new_page()
        page.goto(f"/{language}/accounts/login/")
        page.locator("input[name=login]").fill(role if "@" in role else f"{role}@example.org")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form:has(input[name=password]) button[type=submit]").first.click()
        page.wait_for_url(re.compile(r"^(?!.*/login/).*$"))
        return page

    return sign_in
