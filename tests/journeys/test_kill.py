"""What was said is shown once and in order, whatever happens to the line, the server and the answer."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.server import Server

PLANT = """
from accounts.models import Standing, User
from accounts.queries.site_rules import RULES_VERSION
from allauth.account.models import EmailAddress
from community.actions.rooms import open_room
people = []
for name in ("kg", "ee"):
    user = User.objects.create_user(f"talk-{name}@example.org", "koepueroe-demo", name=f"Talk {name}", language="en", rules_version=RULES_VERSION)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Standing.objects.create(user=user, may_write=True, why="test")
    people.append(user)
print(open_room(title="Living Water", members=people, by=people[0]).code)
"""
TEXTS = "(log) => [...log.querySelectorAll('[data-part=text]')].map((one) => one.textContent)"
TWICE = """async ([url, token, body]) => {
  const headers = {"Content-Type": "application/json", "X-CSRFToken": token};
  const said = [];
  for (const _ of [1, 2]) said.push(await (await fetch(url, {method: "POST", headers, body})).json());
  return said;
}"""


@pytest.fixture
def code(unstarted: Server) -> str:
    found = unstarted.run(PLANT).splitlines()[-1]
    unstarted.start()
    return found


@pytest.fixture
def pages(code: str, signed_in: Callable[..., Page]) -> tuple[Page, Page]:
    sender, receiver = signed_in("talk-kg"), signed_in("talk-ee")
    for page in (sender, receiver):
        page.goto(f"/en/rooms/{code}/")
        expect(page.locator("[data-line-live]")).to_be_visible()
    return sender, receiver


def write(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    page.get_by_role("button", name="Send").click()


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-log]").evaluate(TEXTS)
    return found


def stored(server: Server, code: str) -> list[str]:
    sql = (
        "SELECT m.text FROM community_message m JOIN community_room r ON r.id = m.room_id "
        "WHERE r.code = %s ORDER BY m.seq"
    )
    return [text for (text,) in server.rows(sql, code)]


def agree(server: Server, code: str, *pages: Page, texts: list[str]) -> None:
    for page in pages:
        expect(page.locator("[data-log] .msg")).to_have_count(len(texts), timeout=45_000)
        expect(page.locator("[data-waiting] .msg")).to_have_count(0)
    assert [shown(page) for page in pages] == [texts for _ in pages]
    assert stored(server, code) == texts


def test_offline_killed_and_sent_twice(unstarted: Server, code: str, pages: tuple[Page, Page]) -> None:
    server, (sender, receiver) = unstarted, pages
    write(sender, "one")
    expect(receiver.locator("[data-log] .msg")).to_have_count(1)

    receiver.context.set_offline(True)
    write(sender, "two, while you are away")
    # Three goes by another way than the page's own: only what is stored before it stands before it.
    expect(sender.locator("[data-log] .msg")).to_have_count(2)
    token = sender.locator("[data-write] [name=csrfmiddlewaretoken]").input_value()
    body = json.dumps({"client_id": "the-same-client-id", "text": "three, said twice", "language": "en"})
    first, second = sender.evaluate(TWICE, [f"/api/rooms/{code}/messages", token, body])
    assert first == second

    server.kill()
    write(sender, "four, into the void")
    write(sender, "five, after it")
    waiting = sender.locator("[data-waiting] .msg")
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text("Kept on this phone, not sent yet")
    expect(sender.locator("[data-line-lost]")).to_be_visible()

    server.start()
    receiver.context.set_offline(False)
    texts = ["one", "two, while you are away", "three, said twice", "four, into the void", "five, after it"]
    agree(server, code, sender, receiver, texts=texts)
    for page in pages:
        page.reload()
    agree(server, code, sender, receiver, texts=texts)


def test_stored_but_the_answer_was_lost(unstarted: Server, code: str, pages: tuple[Page, Page]) -> None:
    """Crash after the commit, before the answer: the browser tries again and nothing is doubled."""
    server, (sender, receiver) = unstarted, pages
    lost: list[Any] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().json())
            route.abort("connectionreset")
        else:
            route.continue_()

    sender.route(re.compile(r"/api/rooms/[a-z]+/messages"), lose)
    write(sender, "only once")
    agree(server, code, sender, receiver, texts=["only once"])
    assert [answer["seq"] for answer in lost] == [1]


def test_unsent_words_survive_a_reload(unstarted: Server, code: str, pages: tuple[Page, Page]) -> None:
    server, (sender, receiver) = unstarted, pages
    sender.route(re.compile(r"/api/rooms/[a-z]+/messages"), lambda route: route.abort("internetdisconnected"))
    for text in ("first", "second"):
        write(sender, text)
    expect(sender.locator("[data-waiting] .msg")).to_have_count(2)
    sender.reload()
    expect(sender.locator("[data-waiting] .msg")).to_have_count(2)
    assert stored(server, code) == []
    sender.unroute_all()
    sender.reload()
    agree(server, code, sender, receiver, texts=["first", "second"])


def test_sent_while_the_server_falls_again_and_again(unstarted: Server, code: str, pages: tuple[Page, Page]) -> None:
    server, (sender, receiver) = unstarted, pages
    texts = [f"number {number}" for number in range(9)]
    for number, text in enumerate(texts):
        write(sender, text)
        if number in {2, 5}:
            server.restart()
    agree(server, code, sender, receiver, texts=texts)
