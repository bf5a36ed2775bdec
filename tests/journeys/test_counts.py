"""The numbers of the frame: in one browser the same in all tabs, over two browsers at once, before the title; the
script by itself comes to the right number whatever order its news come in.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.server import Server

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
SignIn = Callable[..., Page]
PLANT = """
from accounts.models import Office, Standing, User
from accounts.queries.site_rules import RULES_VERSION
from allauth.account.models import EmailAddress
from community.actions.rooms import open_room
people = []
for name, language in (("count-aida", "ky"), ("count-kadri", "ru"), ("count-judge", "en")):
    user = User.objects.create_user(f"{name}@example.org", "koepueroe-demo", name=name.title(), language=language, rules_version=RULES_VERSION)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Standing.objects.create(user=user, may_write=True, why="test")
    people.append(user)
Office.objects.create(user=people[2], office="moderator")
print(open_room(title="Living Water", members=people[:2], by=people[0]).code)
"""
DUE = """
from django.utils import timezone
from accounts.models import User
from twinning.models import PlanItem
leader = User.objects.get(email="leader-kg@example.org")
item = PlanItem.objects.filter(partnership__parties__institution__staff__user=leader).exclude(state="done").first()
PlanItem.objects.filter(pk=item.pk).update(due=timezone.localdate())
print(item.code)
"""
BADGES = "<!doctype html><title>(9) Page</title>" + "".join(
    f'<span class="badge" data-count="{name}" hidden><span>new:</span><b>0</b></span>'
    for name in ("today", "messages", "desk", "notices", "room:aa", "room:bb", "room:cc")
)
HEAR = """async (frames) => {
  const { hear } = await import("http://script.test/counts.js");
  frames.forEach(hear);
  const shown = [...document.querySelectorAll("[data-count]")].map((one) =>
    [one.dataset.count, one.hidden ? 0 : Number(one.querySelector("b").textContent)]);
  return [Object.fromEntries(shown), document.title];
}"""


@pytest.fixture
def bare(browser: Browser) -> Page:
    def serve(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
        else:
            route.fulfill(body=BADGES, content_type="text/html")

    found = browser.new_page()
    found.route("http://script.test/**", serve)
    found.goto("http://script.test/")
    return found


def start(**more: Any) -> dict[str, Any]:
    numbers = {"today": 0, "desk": 0, "version": 0, "messages": 0, "notices": 0, "rooms": {}, **more}
    return {"kind": "start", "data": {"events": [], "numbers": numbers}}


def frame(kind: str, **data: Any) -> dict[str, Any]:
    return {"kind": kind, "data": data}


def test_numbers_of_the_server_are_shown_and_stand_before_the_title(bare: Page) -> None:
    shown, title = bare.evaluate(HEAR, [])
    assert title == "Page"
    numbers = start(today=4, desk=3, version=7, messages=6, notices=2, rooms={"aa": [9, 4], "bb": [3, 3]})
    shown, title = bare.evaluate(HEAR, [numbers])
    assert (shown, title) == (
        {"today": 4, "messages": 6, "desk": 3, "notices": 2, "room:aa": 5, "room:bb": 0, "room:cc": 0},
        "(10) Page",
    )
    late = frame("today", today=1, desk=1, version=6)
    new = frame("today", today=0, desk=0, version=8)
    shown, title = bare.evaluate(HEAR, [new, late, frame("read", unread=0), frame("heartbeat", heads={})])
    assert (shown["today"], shown["desk"], shown["notices"], title) == (0, 0, 0, "(6) Page")


@pytest.mark.parametrize("seed", range(12))
def test_in_whatever_order_and_however_often_news_come_the_sum_is_right(bare: Page, seed: int) -> None:
    """A room of before, one that nobody wrote in, one that comes up later; and one unread message in a room that is
    not listed. All that happens is told once at least; what the line says at its start may fall anywhere before it."""
    lots = random.Random(seed)
    heads, read = {"aa": 5, "bb": 2}, {"aa": 3, "bb": 2}
    first = start(messages=3, rooms={code: [heads[code], read[code]] for code in heads})
    news = []
    for _each in range(lots.randint(3, 14)):
        code = lots.choice(["aa", "bb"])
        if lots.random() < 0.7:
            heads[code] += 1
            mine = lots.random() < 0.3
            news.append(frame("talk", room=code, seq=heads[code], mine=mine))
            read[code] = heads[code] if mine else read[code]
        else:
            read[code] = max(read[code], lots.randint(0, heads[code]))
            news.append(frame("room_read", room=code, seq=read[code]))
    heard = news * 2
    lots.shuffle(heard)
    early = [one for one in heard if one["kind"] == "talk"][:1]
    after = [frame("talk", room="cc", seq=41, mine=False), frame("talk", room="cc", seq=42, mine=False)]
    shown, title = bare.evaluate(HEAR, [*early, first, *heard, *after])
    expected = {code: heads[code] - read[code] for code in heads}
    assert {code: shown[f"room:{code}"] for code in expected} == expected
    assert shown["room:cc"] == 2
    assert shown["messages"] == sum(expected.values()) + 2 + 1
    assert title == f"({shown['messages']}) Page"


def test_a_room_that_one_left_counts_no_more(bare: Page) -> None:
    first = start(messages=3, rooms={"aa": [5, 3], "bb": [1, 0]})
    left = frame("numbers", **start(messages=1, rooms={"bb": [1, 0]})["data"]["numbers"])
    shown, title = bare.evaluate(HEAR, [first, left])
    assert (shown["room:aa"], shown["room:bb"], shown["messages"], title) == (0, 1, 1, "(1) Page")


def counts(page: Page, **numbers: int) -> None:
    """Where the frame shows a number; `messages=0`: nowhere."""
    for name, number in numbers.items():
        shown = page.locator(f'[data-count="{name}"]:visible b')
        if number:
            expect(shown.first).to_have_text(str(number))
        else:
            expect(shown).to_have_count(0)
    waiting = numbers["today"] + numbers["messages"]
    expect(page).to_have_title(re.compile(rf"^\({waiting}\) " if waiting else r"^[^(]"))


def test_numbers_are_live_over_two_browsers(unstarted: Server, server: Server, signed_in: SignIn) -> None:
    room = unstarted.run(PLANT).splitlines()[-1]
    unstarted.start()
    desktop = signed_in("count-aida", language="ky")
    phone = signed_in("count-aida", language="ky", width=360)
    tab = phone.context.new_page()
    kadri = signed_in("count-kadri", language="ru")
    judge = signed_in("count-judge", language="en")
    mine = (desktop, phone, tab)
    for page in mine:
        page.goto("/ky/accounts/settings/")
        counts(page, today=0, messages=0)
    judge.goto("/en/accounts/home/")  # the piles of the demo lie on this desk too
    piles = int(judge.locator('.rail [data-count="desk"] b').inner_text())
    judge.goto("/en/accounts/settings/")
    counts(judge, today=piles, messages=0, desk=piles)

    def say(words: str) -> None:
        kadri.locator("[data-write] textarea").fill(words)
        kadri.locator("[data-write] button[type=submit]").click()

    kadri.goto(f"/ru/rooms/{room}/")
    say("Салам!")
    say("Как вода?")
    for page in mine:
        counts(page, today=0, messages=2)
    counts(kadri, today=0, messages=0)

    phone.goto("/ky/rooms/")
    counts(phone, **{"today": 0, "messages": 2, f"room:{room}": 2})
    phone.goto("/ky/accounts/home/")
    expect(phone.locator(f"#today a[href='/ky/rooms/{room}/#new']").first).to_contain_text("2")
    counts(phone, today=0, messages=2)
    phone.goto(f"/ky/rooms/{room}/")
    for page in mine:
        counts(page, today=0, messages=0)
    say("Мы слышим вас")
    for page in (desktop, tab):
        counts(page, today=0, messages=0)

    desktop.goto(f"/ky/rooms/{room}/")
    message = desktop.locator(".msg", has_text="Как вода?")
    message.locator("summary").click()
    message.locator("a[href*='/report']").click()
    desktop.locator("input[name=reason]").first.check()
    desktop.locator("#main form button[type=submit]").click()
    counts(judge, today=piles + 1, messages=0, desk=piles + 1)


def test_a_milestone_is_ended_in_its_row_on_today_and_what_is_typed_there_stays(
    unstarted: Server, server: Server, signed_in: SignIn
) -> None:
    code = unstarted.run(DUE).splitlines()[-1]
    unstarted.start()
    page = signed_in("leader-kg", language="ky")
    other = page.context.new_page()
    for one in (page, other):
        one.goto("/ky/accounts/home/")
        one.wait_for_load_state("networkidle")
    row = page.locator("#today li.r", has=page.locator(f"form[action*='{code}']"))
    for _step in range(20):
        page.keyboard.press("j")
        # The first key brings the table of keys; what is struck before it has come is done afterwards, all at once.
        expect(page.locator("body")).not_to_be_focused()
        if row.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.press("e")
    words = row.locator("textarea")
    expect(words).to_be_focused()
    words.fill("Он эки кат жазылды")
    page.locator("h1").click()  # away from the field
    other.locator("#today [data-done]:visible").last.click()  # a notice is read: the list is drawn anew
    page.wait_for_timeout(1500)
    expect(words).to_have_value("Он эки кат жазылды")
    page.reload()
    expect(words).to_have_value("Он эки кат жазылды")
    expect(words).to_be_visible()
    before = page.locator("#today li.r[data-row]").count()
    row.locator("button[type=submit]").click()
    expect(page).to_have_url(re.compile("/ky/accounts/home/$"))
    expect(page.locator(f"form[action*='{code}']")).to_have_count(0)
    assert page.locator("#today li.r[data-row]").count() < before
