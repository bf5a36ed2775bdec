"""What is too long stays in its field, counted as the server counts, until somebody cuts it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from core.text import clean
from tests.journeys.words import board, field, follow, press, said
from tests.server import Server

SignIn = Callable[..., Page]
# Line ends of three systems, pairs of surrogates, joined emoji, letters of two parts, what is never kept, outer space.
TEXTS = [
    "",
    "  салам \n",
    "a\r\nb\rc\nd\u2028e",
    "🐴🏔️👨\u200d👩\u200d👧",
    "e\u0301й и\u0306",
    "\x00\x07a\u202eb\u2066c\ufeff",
    "\u00a0\x85 a\x1cb \u3000",
    "\U000e0062🏴\U000e007f",
    "ы" * 5000,
]


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def test_the_browser_counts_as_the_server_does(server: Server, browser_context: Callable[..., BrowserContext]) -> None:
    page = browser_context().new_page()
    page.goto("/en/search/")
    module = page.locator("script[src*='js/character-count']").get_attribute("src")
    counted = "async ([address, texts]) => texts.map((await import(address)).lengthOf)"
    assert page.evaluate(counted, [module, TEXTS]) == [len(clean(text, multiline=True)) for text in TEXTS]


def test_a_paste_into_the_chat_is_kept_whole(server: Server, signed_in: SignIn) -> None:
    page = signed_in("leader-kg", language="ky", width=360)
    page.goto("/ky/spaces/")
    page.get_by_role("link", name="Төрт мезгил").first.click()
    before = page.locator("[data-log] .msg").count()
    text = page.get_by_role("textbox", name=said(page, "Message"))
    text.fill("ы" * 5000)
    expect(page.locator(".count")).to_have_text("1\u00a0000 белги ашыкча")
    press(page, "Send")
    expect(text).to_have_value("ы" * 5000)
    expect(text).to_be_focused()
    assert page.locator("[data-log] .msg, [data-waiting] .msg").count() == before
    text.fill("ы" * 3990)
    expect(page.locator(".count")).to_have_text("Дагы 10 белги батат")
    expect(text).to_have_attribute("aria-invalid", "false")
    press(page, "Send")
    expect(page.locator("[data-log] .msg").last).to_contain_text("ы" * 3990)


def test_a_post_comes_back_whole_from_the_server(server: Server, signed_in: SignIn) -> None:
    page = signed_in("teacher", language="ru")
    board(page, "Уроки и проекты")
    follow(page, "Open a topic")
    words = "слово " * 3500
    field(page, "Title").fill("Т" * 160)
    page.locator("[data-source]").fill(words)
    expect(page.locator(".count-over").first).to_have_text("Лишних знаков: 10")
    press(page, "Send")
    expect(page.locator(".field-bad")).to_have_count(2)
    expect(field(page, "Title")).to_have_value("Т" * 160)
    expect(page.locator("[data-source]")).to_have_value(words.strip())
    expect(page.locator(".count-over")).to_have_count(2)


def test_what_no_door_takes_stays_in_its_field(server: Server, signed_in: SignIn) -> None:
    page = signed_in("leader-kg", language="en")
    page.goto("/en/search/")
    page.locator("#q").fill("мектеп " * 5000)
    page.locator("#q").press("Enter")
    expect(page.locator("#q-count")).to_have_text("34,699 too many")
    expect(page.locator("#q")).to_have_value("мектеп " * 5000)
