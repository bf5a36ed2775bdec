"""Nothing jumps while a page loads: on a phone with a slow processor and a slow line."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.server import Server

SignIn = Callable[..., Page]
MOST = 0.02
WATCH = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const moved = sources.map(({ node }) => node?.outerHTML ?? node?.parentElement?.outerHTML ?? "").map((html) => html.slice(0, 60));
      if (!hadRecentInput) window.shifts.push([value, moved]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 200_000, "uploadThroughput": 90_000}


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def slow(page: Page) -> Page:
    page.add_init_script(WATCH)
    phone = page.context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", SLOW)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return page


def test_no_page_of_a_member_jumps_while_it_loads(server: Server, signed_in: SignIn) -> None:
    page = signed_in("leader-kg", width=360, height=740)
    page.goto("/en/rooms/")
    room = page.locator("main a[href*='/rooms/']").first.get_attribute("href")
    page.goto("/en/spaces/")
    space = page.locator("main a[href*='/spaces/']").first.get_attribute("href")
    assert room is not None
    assert space is not None
    slow(page)
    for address in ("/en/accounts/home/", "/en/proposals/", "/en/library/", "/en/notices/", room, space):
        page.goto(address)
        page.wait_for_timeout(2500)  # the socket comes up, and says how it stands
        shifts = page.evaluate("window.shifts")
        assert sum(value for value, _moved in shifts) <= MOST, (address, shifts)
