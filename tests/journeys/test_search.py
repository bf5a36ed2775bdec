"""Somebody looks for a word: in another form, without ө ү ң, with a slip; narrows what was found; opens it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.words import ask, follow, press, said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def unstarted(standing: Server) -> Server:
    return standing


def test_a_kyrgyz_word_on_a_phone(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    page.goto("/ky/")
    page.locator("a.find-link").click()
    expect(page).to_have_url(re.compile("/ky/search/$"))
    expect(page.locator("#q")).to_be_focused()
    sound(page)
    ask(page, "мектебибизде")
    expect(page.locator(".hit mark").first).to_have_text(re.compile("^[Мм]екте"))
    everything = page.locator("#found").inner_text()
    sound(page)
    # The same without the letters that the layout hides, and in Latin letters.
    ask(page, "өрүк гүлү")
    expect(page.locator(".hit h3").first).to_contain_text("Өрүк гүлү")
    for typed in ("орук гулу", "oruk gulu"):
        ask(page, typed)
        expect(page.locator(".hit h3").first).to_contain_text("Өрүк гүлү")
    ask(page, "мектеп")
    page.locator("button.facet-btn").click()
    page.locator("#facets input[name=country][value=EE]").check()
    press(page, "Show what was found")
    expect(page).to_have_url(re.compile("country=EE"))
    expect(page.locator("#found")).not_to_have_text(everything)
    assert all("Эстония" in facts for facts in page.locator(".hit-facts").all_inner_texts())
    sound(page)


def test_a_russian_word_and_what_was_meant(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ru", width=1280).new_page()
    page.goto("/ru/")
    page.locator("#find").fill("школами")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/ru/search/"))
    expect(page.locator(".hit mark").first).to_have_text(re.compile("^[Шш]кол"))
    sound(page)
    ask(page, "гимнзия")
    expect(page.locator(".meant")).to_contain_text(said(page, "Showing results for:"))
    expect(page.locator(".meant a").first).to_have_text("гимназия")
    expect(page.locator("#q")).to_have_value("гимнзия")
    expect(page.locator(".hit").first).to_be_visible()
    sound(page)
    page.locator(".meant a").last.click()
    expect(page).to_have_url(re.compile("exact=1"))
    expect(page.locator(".empty")).to_contain_text(said(page, "Nothing was found"))
    page.go_back()
    page.locator(".meant a").first.click()
    expect(page.locator("#q")).to_have_value("гимназия")
    expect(page.locator(".meant")).to_have_count(0)
    ask(page, "нетникакоготакого")
    expect(page.locator(".empty")).to_contain_text(said(page, "Nothing was found"))
    sound(page)


def test_a_phrase_and_a_word_left_out_are_taken_away_again(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    page.goto("/ky/search/")
    ask(page, '"орто мектеп" -лицей')
    chips = page.locator("main .tag-blue")
    expect(chips).to_have_count(2)
    expect(chips.first).to_contain_text("орто мектеп")
    sound(page)
    chips.last.click()
    expect(page.locator("#q")).to_have_value('"орто мектеп"')
    expect(chips).to_have_count(1)
    ask(page, "мектеп zzqxjk")
    expect(page.locator(".lost")).to_contain_text(said(page, "Not found:"))
    sound(page)
    page.locator(".lost a").click()
    expect(page.locator("#q")).to_have_value("мектеп")
    expect(page.locator(".lost")).to_have_count(0)


def test_suggestions_by_keyboard(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en", width=1280).new_page()
    page.goto("/en/institutions/")
    field = page.locator("#find")
    field.press_sequentially("ala-to", delay=20)
    options = page.locator(".find [role=option]")
    expect(options.first).to_be_visible()
    sound(page)
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("-0$"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    field.press_sequentially("o")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.locator("h1")).to_contain_text("Ala-Too")


def test_without_script(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en", width=360, java_script_enabled=False).new_page()
    page.goto("/en/search/")
    ask(page, "rivers schools")
    expect(page.locator(".hit").first).to_be_visible()
    ask(page, "school")
    follow(page, "Next")
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator(".hit").first).to_be_visible()
