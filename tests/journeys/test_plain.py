"""Without JavaScript: sign in, send a message, answer a proposal. Forms and lists, nothing else."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.people import in_the_frame
from tests.journeys.words import field, press, said
from tests.server import Server

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


@pytest.fixture
def plain(server: Server, browser_context: Contexts) -> Page:
    page = browser_context(locale="ky", width=360, java_script_enabled=False).new_page()
    page.goto("/ky/accounts/login/")
    field(page, "E-mail address").fill("leader-kg@example.org")
    field(page, "Password").fill(PASSWORD)
    press(page, "Sign in")
    in_the_frame(page)
    return page


def test_a_message_is_a_form_and_a_list(server: Server, plain: Page) -> None:
    plain.goto("/ky/spaces/")
    plain.get_by_role("link", name="Төрт мезгил").first.click()
    before = plain.locator("[data-log] .msg").count()
    plain.get_by_role("textbox", name=said(plain, "Message")).fill("Скриптсиз жазылды")
    press(plain, "Send")
    expect(plain.locator("[data-log] .msg").last).to_contain_text("Скриптсиз жазылды")
    plain.reload()
    assert plain.locator("[data-log] .msg").count() == before + 1
    rows = server.rows("SELECT count(*) FROM community_message WHERE text = %s", "Скриптсиз жазылды")
    assert rows == [(1,)]


def test_a_proposal_is_read_and_accepted(server: Server, plain: Page) -> None:
    plain.goto("/ky/proposals/")
    plain.get_by_role("link", name="Две реки").click()
    press(plain, "Accept")
    expect(plain).to_have_url(re.compile(r"/ky/spaces/[a-z]+/$"))
    expect(plain.locator("h1")).to_have_text("Две реки")


def test_the_directory_filters(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en", java_script_enabled=False).new_page()
    page.goto("/en/institutions/")
    page.locator("#facets input[name=country][value=EE]").check()
    press(page, "Show the institutions")
    assert set(page.locator(".inst-place b").all_inner_texts()) == {"Estonia"}
