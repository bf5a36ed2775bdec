"""Several tabs of one browser: one line for all, the next tab takes it over, and logging out ends it for all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.journeys.people import log_out
from tests.journeys.test_kill import PLANT, shown, stored, write
from tests.server import Server

UNSENT = """() => new Promise((done) => {
  const asked = indexedDB.open("koepueroe", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("unsent", { keyPath: "client_id" });
  asked.onsuccess = () => {
    const count = asked.result.transaction("unsent").objectStore("unsent").count();
    count.onsuccess = () => { asked.result.close(); done(count.result); };
  };
})"""


@pytest.fixture
def code(unstarted: Server) -> str:
    found = unstarted.run(PLANT).splitlines()[-1]
    unstarted.start()
    return found


def test_one_line_for_all_tabs(code: str, signed_in: Callable[..., Page]) -> None:
    first, other = signed_in("talk-kg"), signed_in("talk-ee")
    lines: list[WebSocket] = []
    room = f"/en/rooms/{code}/"
    first.goto(room)
    expect(first.locator("[data-line-live]")).to_be_visible()
    second = first.context.new_page()
    second.on("websocket", lambda line: lines.append(line))  # noqa: PLW0108 - Playwright marks the function
    second.goto(room)
    expect(second.locator("[data-line-live]")).to_be_visible()
    other.goto(room)
    write(other, "to both tabs")
    for tab in (first, second):
        expect(tab.locator("[data-log] .msg")).to_have_count(1)
    assert lines == []

    first.close()
    expect(second.locator("[data-line-live]")).to_be_visible()
    write(other, "to the one that is left")
    expect(second.locator("[data-log] .msg")).to_have_count(2)
    assert (len(lines), shown(second)) == (1, ["to both tabs", "to the one that is left"])


def test_logging_out_ends_the_line_of_every_tab_and_empties_the_device(
    code: str, signed_in: Callable[..., Page]
) -> None:
    page = signed_in("talk-kg")
    room = f"/en/rooms/{code}/"
    tab = page.context.new_page()
    for one in (page, tab):
        one.goto(room)
        expect(one.locator("[data-line-live]")).to_be_visible()
    page.route(re.compile(r"/api/rooms/[a-z]+/messages"), lambda route: route.abort())
    write(page, "never sent")
    expect(page.locator("[data-waiting] .msg")).to_have_count(1)
    assert page.evaluate(UNSENT) == 1

    log_out(page)
    expect(tab.locator("[data-line-out]")).to_be_visible(timeout=2000)
    page.wait_for_url(re.compile(r"/en/$|/logout/|/login/"))
    assert tab.evaluate(UNSENT) == 0


def sign_in(page: Page, where: str) -> None:
    page.goto("/en/accounts/login/")
    page.locator("input[name=login]").fill("talk-kg@example.org")
    page.locator("input[name=password]").fill("koepueroe-demo")
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/en/(?!accounts/login)"))
    page.goto(where)


def test_logging_out_and_in_again_leaves_no_tab_deaf(code: str, signed_in: Callable[..., Page]) -> None:
    """The tab that keeps the line is another than the one in which somebody logs out and in again."""
    first, other = signed_in("talk-kg"), signed_in("talk-ee")
    room = f"/en/rooms/{code}/"
    tabs = [first, first.context.new_page(), first.context.new_page()]
    for tab in tabs:
        tab.goto(room)
        expect(tab.locator("[data-line-live]")).to_be_visible()
    log_out(tabs[1])
    for tab in (tabs[0], tabs[2]):
        expect(tab.locator("[data-line-out]")).to_be_visible(timeout=5000)
    sign_in(tabs[1], room)
    for tab in tabs:
        expect(tab.locator("[data-line-live]")).to_be_visible(timeout=5000)
    other.goto(room)
    write(other, "to all three")
    for tab in tabs:
        expect(tab.locator("[data-log] .msg")).to_have_count(1, timeout=5000)


def test_what_was_written_without_a_line_goes_out_from_any_page(
    code: str, unstarted: Server, signed_in: Callable[..., Page]
) -> None:
    page = signed_in("talk-kg")
    page.goto(f"/en/rooms/{code}/")
    expect(page.locator("[data-line-live]")).to_be_visible()
    write(page, "before")  # what sends has come
    expect(page.locator("[data-log] .msg")).to_have_count(1)
    page.context.set_offline(True)
    for count, text in enumerate(("first", "second", "third"), 1):
        write(page, text)
        expect(page.locator("[data-waiting] .msg")).to_have_count(count)
    # Closed before the line is back; what is opened then is another page.
    page.goto("about:blank")
    page.context.set_offline(False)
    assert stored(unstarted, code) == ["before"]
    page.goto("/en/accounts/home/")
    deadline = 100
    while len(stored(unstarted, code)) < 4 and deadline:
        page.wait_for_timeout(200)
        deadline -= 1
    assert stored(unstarted, code) == ["before", "first", "second", "third"]
    page.wait_for_timeout(500)
    assert page.evaluate(UNSENT) == 0
