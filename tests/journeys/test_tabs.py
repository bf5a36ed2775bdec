"""Several tabs of one browser: one line for all, the next tab takes it over, and logging out ends it for all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.journeys.people import log_out
from tests.journeys.test_kill import PLANT, shown, write
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
