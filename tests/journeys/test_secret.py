"""A password can be shown while one types it, by touch and keyboard; what is sent is a password again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.words import said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def unstarted(standing: Server) -> Server:
    return standing


@pytest.mark.parametrize(("language", "width"), [("ky", 360), ("ru", 1280), ("en", 360)])
def test_what_was_typed_is_shown_and_hidden(
    server: Server, browser_context: Contexts, language: str, width: int
) -> None:
    page = browser_context(locale=language, width=width).new_page()
    page.goto(f"/{language}/accounts/signup/")
    field = page.locator("input[name=password1]")
    field.fill("Жазында бак ап-ак болот")
    button = page.get_by_role("button", name=said(page, "Show the password"))
    expect(button).to_have_attribute("aria-pressed", "false")
    field.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(field).to_have_attribute("type", "text")
    again = page.get_by_role("button", name=said(page, "Hide the password"))
    expect(again).to_have_attribute("aria-pressed", "true")
    expect(field).to_have_js_property("spellcheck", value=False)
    sound(page)
    again.click()
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value("Жазында бак ап-ак болот")


def test_it_is_sent_as_a_password(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en").new_page()
    page.goto("/en/accounts/login/")
    page.locator("input[name=login]").fill("leader-kg@example.org")
    page.locator("input[name=password]").fill("koepueroe-demo")
    page.get_by_role("button", name="Show the password").click()
    _note_kind(page)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"^(?!.*/login/).*$"))
    assert page.evaluate("sessionStorage.getItem('kind')") == "password"


def _note_kind(page: Page) -> None:
    page.evaluate(
        "addEventListener('pagehide', () =>"
        " sessionStorage.setItem('kind', document.querySelector('input[name=password]').type))"
    )


def test_without_scripts_there_is_no_button(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en", java_script_enabled=False).new_page()
    page.goto("/en/accounts/login/")
    expect(page.locator("[data-secret]")).to_be_hidden()
    expect(page.locator("input[name=password]")).to_have_attribute("type", "password")
