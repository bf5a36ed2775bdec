"""The main path by keyboard alone: no mouse from the log-in to a message that is sent."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.people import in_the_frame
from tests.journeys.words import said
from tests.server import Server

Contexts = Callable[..., BrowserContext]
# The parts of a date field show the focus themselves, where no script can see it.
HERE = """() => {
  const e = document.activeElement;
  if (e === document.body) return ["", true, true];
  const s = getComputedStyle(e), box = e.getBoundingClientRect();
  const label = e.labels?.[0]?.innerText ?? e.getAttribute("aria-label") ?? e.innerText ?? "";
  return [label.trim(), e.type === "date" || s.outlineStyle !== "none" || s.boxShadow !== "none", box.bottom > 0 && box.top < innerHeight];
}"""


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def go_to(page: Page, name: str, context: str = "") -> None:
    """Tab until this has the focus; each stop on the way is visible and shows that it has it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        label, ring, seen = page.evaluate(HERE)
        assert ring, label
        assert seen, label
        if label.startswith(said(page, name, context)):
            return
    raise AssertionError(name)


def choose(page: Page, name: str, context: str = "") -> None:
    go_to(page, name, context)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_sign_in_and_write(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=1280, reduced_motion="reduce").new_page()
    page.goto("/ky/accounts/login/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to content
    go_to(page, "E-mail address")
    page.keyboard.type("leader-kg@example.org")
    go_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    in_the_frame(page)
    choose(page, "Twin spaces", "menu")
    choose(page, "Төрт мезгил")
    expect(page.locator("[data-line-live]")).to_be_visible()
    go_to(page, "Skip to content")
    page.keyboard.press("Enter")
    go_to(page, "Message")
    page.keyboard.type("Клавиатура менен жазылды")
    go_to(page, "Send")
    page.keyboard.press("Enter")
    expect(page.locator("[data-log] .msg").last).to_contain_text("Клавиатура менен жазылды")


def test_a_proposal_is_written_and_sent(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ru", width=360, height=740, reduced_motion="reduce").new_page()
    page.goto("/ru/accounts/login/")
    go_to(page, "E-mail address")
    page.keyboard.type("leader-kg@example.org")
    go_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    in_the_frame(page)
    page.goto("/ru/partners/")
    go_to(page, "strong", "match")
    page.keyboard.press("Enter")  # the row opens in its place
    choose(page, "Write a proposal")
    go_to(page, "Name of the project")
    choose(page, "Look at it once more")
    choose(page, "Send the proposal")
    expect(page.locator("#proposal-state")).to_be_visible()
