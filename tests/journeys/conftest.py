"""For journeys: a real server on a copy of the demo, real Chromium, people who signed in by the form."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.looking import SWITCHES
from tests.left_out import chromium
from tests.server import Server

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
        # Pages that fade into each other have a journey of their own: a fade that is broken off is told as an error.
        more.setdefault("reduced_motion", "reduce")
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
