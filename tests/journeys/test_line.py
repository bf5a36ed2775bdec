"""The line of a browser that is refused or cut off: it asks once, says why, and does not storm the site."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, WebSocket, expect

from tests.journeys.test_kill import PLANT
from tests.server import Server

SignIn = Callable[..., Page]
SIGN_OUT = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"
FLOOD = """async ([address, user]) => {
  const line = (await import(address)).theLine(user);
  for (let count = 0; count < 400; count++) line.say({ do: "unsubscribe", topic: "room:x" });
}"""


class Heard:
    """Lines that a page opened, and what it was told when it asked why one was refused."""

    def __init__(self, page: Page) -> None:
        self.lines: list[WebSocket] = []
        self.told: list[int] = []
        page.on("websocket", lambda line: self.lines.append(line))  # noqa: PLW0108 - Playwright marks the function
        self.module = ""
        page.on("response", self._response)

    def _response(self, answer: Response) -> None:
        if answer.url.endswith("/api/line"):
            self.told.append(answer.status)
        if "/js/socket." in answer.url:
            self.module = answer.url


@pytest.fixture
def code(unstarted: Server) -> str:
    found = unstarted.run(PLANT).splitlines()[-1]
    unstarted.start()
    return found


def test_signed_out_elsewhere_is_asked_once_and_said_in_every_tab(
    code: str, unstarted: Server, signed_in: SignIn
) -> None:
    page = signed_in("talk-kg")
    room = f"/en/rooms/{code}/"
    tabs = [page, page.context.new_page(), page.context.new_page()]
    heard = [Heard(tab) for tab in tabs]
    for tab, address in zip(tabs, (room, room, "/en/accounts/home/"), strict=True):
        tab.goto(address)
    for tab in tabs[:2]:
        expect(tab.locator("[data-line-live]")).to_be_visible()

    unstarted.kill()
    expect(page.locator("[data-line-lost]")).to_be_visible()
    unstarted.run(SIGN_OUT)
    unstarted.start()
    for tab in tabs[:2]:
        expect(tab.locator("[data-line-out]")).to_be_visible(timeout=40_000)
    for tab in tabs:
        expect(tab.locator("[data-toasts]")).to_contain_text("You are signed out")
    assert [status for one in heard for status in one.told] == [401]
    opened = [len(one.lines) for one in heard]
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(3000)
    assert [len(one.lines) for one in heard] == opened
    assert [status for one in heard for status in one.told] == [401]

    # Signed in again in another tab: the old ones hear the news again.
    again = page.context.new_page()
    again.goto("/en/accounts/login/")
    again.locator("input[name=login]").fill("talk-kg@example.org")
    again.locator("input[name=password]").fill("koepueroe-demo")
    again.locator("form:has(input[name=password]) button[type=submit]").first.click()
    again.goto(room)
    for tab in (again, *tabs[:2]):
        expect(tab.locator("[data-line-live]")).to_be_visible()
    for tab in tabs:
        expect(tab.locator("[data-toasts]")).not_to_contain_text("You are signed out")
    again.close()
    expect(page.locator("[data-line-live]")).to_be_visible()


def test_who_was_cut_off_comes_back_after_a_while(code: str, signed_in: SignIn) -> None:
    page = signed_in("talk-kg")
    heard = Heard(page)
    page.clock.install()
    page.goto(f"/en/rooms/{code}/")
    expect(page.locator("[data-line-live]")).to_be_visible()
    opened = len(heard.lines)  # the page before may have had one too
    page.evaluate(FLOOD, [heard.module, page.locator("[data-live]").get_attribute("data-user")])
    expect(page.locator("[data-line-lost]")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.clock.run_for(5_000)
    page.wait_for_timeout(500)
    assert len(heard.lines) == opened
    page.wait_for_timeout(10_000)  # the server's own while, on its own clock
    page.clock.run_for(45_000)
    expect(page.locator("[data-line-live]")).to_be_visible()
    assert (len(heard.lines), heard.told) == (opened + 1, [])
