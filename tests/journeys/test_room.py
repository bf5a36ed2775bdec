"""How a room opens: at the first new message or at the newest, with the composer in sight; without script too."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.words import drawn, sound
from tests.server import Server

SignIn = Callable[..., Page]
LONG = 40
PLANT = f"""
from accounts.models import Standing, User
from accounts.queries.site_rules import RULES_VERSION
from allauth.account.models import EmailAddress
from community.actions.reading import mark_read
from community.actions.rooms import open_room
from community.models import Message, Room
from django.utils import timezone
people = []
for name in ("room-aida", "room-kadri"):
    user = User.objects.create_user(f"{{name}}@example.org", "koepueroe-demo", name=name.title(), language="ky", rules_version=RULES_VERSION)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Standing.objects.create(user=user, may_write=True, why="test")
    people.append(user)
codes = []
for unread in (12, 12, 12, 0):
    room = open_room(title="Living Water", members=people, by=people[0])
    first = Room.objects.get(pk=room.pk).head_seq + 1
    Message.objects.bulk_create(
        Message(room=room, seq=first + n, author=people[1], text=f"Message number {{n + 1}}", language="en", created_at=timezone.now())
        for n in range({LONG})
    )
    Room.objects.filter(pk=room.pk).update(head_seq=first + {LONG} - 1)
    for person, left in ((people[0], unread), (people[1], 0)):
        mark_read(room=room, by=person, seq=first + {LONG} - 1 - left)
    codes.append(room.code)
print(*codes)
"""
SEEN = """(item) => {
  const pane = document.querySelector("[data-scroll]").getBoundingClientRect();
  const { top, bottom } = item.getBoundingClientRect();
  return top >= pane.top - 1 && bottom <= pane.bottom + 1;
}"""
FIXED = """() => [...document.querySelectorAll(".app :not(.toasts)")].filter((one) => one.checkVisibility() && getComputedStyle(one).position === "fixed")
  .map((one) => one.className)"""


@pytest.fixture(scope="module")
def codes(shared: Server) -> dict[str, str]:
    names = ("by link", "by address", "without script", "read")
    return dict(zip(names, shared.run(PLANT).splitlines()[-1].split(), strict=True))


@pytest.fixture
def unstarted(shared: Server, codes: dict[str, str]) -> Server:
    assert codes
    return shared


def message(page: Page, number: int) -> Any:
    return page.locator("[data-log] .msg", has_text=re.compile(rf"number {number}\b"))


def in_pane(page: Page, number: int) -> bool:
    return bool(message(page, number).evaluate(SEEN))


def composer_is_in_sight(page: Page) -> None:
    drawn(page)
    size, seen = page.viewport_size, page.locator("#write button[type=submit]").bounding_box()
    assert size
    assert seen
    assert seen["y"] > 0
    assert seen["y"] + seen["height"] <= size["height"]
    assert page.evaluate("document.scrollingElement.scrollHeight") <= size["height"]


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 800)])
def test_a_room_opens_at_the_newest_with_the_composer_in_sight(
    width: int, height: int, codes: dict[str, str], server: Server, signed_in: SignIn
) -> None:
    page = signed_in("room-aida", language="ky", width=width, height=height)
    page.goto(f"/ky/rooms/{codes['read']}/#new")
    expect(page.locator("#new")).to_have_count(0)
    composer_is_in_sight(page)
    assert in_pane(page, LONG)
    assert not in_pane(page, 1)
    expect(page.locator(".dock")).to_be_hidden()
    sound(page)
    page.locator(".crumb a").click()
    expect(page).to_have_url(re.compile(r"/ky/rooms/$"))


def test_a_room_opens_at_the_first_new_message(codes: dict[str, str], server: Server, signed_in: SignIn) -> None:
    page = signed_in("room-aida", language="ky", width=360, height=640)
    page.goto("/ky/rooms/")
    page.locator(f"a[href='/ky/rooms/{codes['by link']}/#new']").click()
    expect(page.locator(".msg", has=page.locator("#new"))).to_contain_text("number 29")
    composer_is_in_sight(page)
    assert in_pane(page, 29)
    assert not in_pane(page, LONG)
    page.reload()  # read by now
    expect(page.locator("#new")).to_have_count(0)
    page.goto(f"/ky/rooms/{codes['by address']}/")
    expect(page.locator("[data-line-live]")).not_to_have_attribute("hidden", "")
    assert in_pane(page, 29)
    assert not in_pane(page, LONG)


def test_who_reads_further_up_stays_there_while_others_write(
    codes: dict[str, str], server: Server, signed_in: SignIn
) -> None:
    kadri = signed_in("room-kadri", language="ky")
    kadri.goto(f"/ky/rooms/{codes['read']}/")
    page = signed_in("room-aida", language="ky", width=360, height=640)
    page.goto(f"/ky/rooms/{codes['read']}/")
    expect(page.locator("[data-line-live]")).not_to_have_attribute("hidden", "")
    page.locator("[data-scroll]").evaluate("(pane) => { pane.scrollTop = -400; }")
    before = message(page, 20).bounding_box()
    for text in ("Hello", "and once more"):
        kadri.locator("#say-text").fill(text)
        kadri.locator("#write button[type=submit]").click()
        expect(page.locator("[data-log] .msg").last).to_contain_text(text)
    assert message(page, 20).bounding_box()["y"] == pytest.approx(before["y"], abs=1)
    # One writer, one language, one moment: under one name. At the end of the list the writer sees what was sent.
    expect(page.locator("[data-log] .msg").last).to_have_class(re.compile("msg-join"))
    assert page.locator(".sep-day").count() == 1
    assert kadri.locator("[data-log] .msg").last.evaluate(SEEN)


def test_without_script_a_room_opens_at_its_end_and_at_what_is_new(
    server: Server, browser_context: Any, codes: dict[str, str], signed_in: SignIn
) -> None:
    state = signed_in("room-aida", language="ky").context.storage_state()
    plain = browser_context(locale="ky", width=360, height=640, java_script_enabled=False, storage_state=state)
    page = plain.new_page()
    page.goto(f"/ky/rooms/{codes['read']}/")
    composer = page.locator("#write button[type=submit]").bounding_box()
    last = page.locator("[data-log] .msg").last.bounding_box()
    assert composer
    assert last
    assert 0 < last["y"] < composer["y"] < 640
    assert composer["y"] + composer["height"] <= 640
    page.goto(f"/ky/rooms/{codes['without script']}/#new")
    first = message(page, 29).bounding_box()
    assert first
    assert 0 < first["y"] < 240


def test_in_a_low_window_the_pane_is_a_page(codes: dict[str, str], server: Server, signed_in: SignIn) -> None:
    page = signed_in("room-aida", language="ky", width=640, height=400)
    page.goto(f"/ky/rooms/{codes['read']}/")
    assert page.evaluate("document.scrollingElement.scrollHeight") > 800
    assert page.locator("[data-scroll]").evaluate("(pane) => pane.scrollHeight === pane.clientHeight")
    assert page.evaluate(FIXED) == []
    page.locator(".head a[href='#write']").click()
    field = page.locator("#say-text")
    field.focus()
    seen, dock = field.bounding_box(), page.locator(".dock").bounding_box()
    assert seen
    assert dock
    assert seen["y"] >= 0
    assert seen["y"] + seen["height"] <= dock["y"]
    sound(page)
