"""A text that looks like another language is asked about while somebody writes; the question presses no button itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.words import board, field, follow, said, sound
from tests.server import Server

RUSSIAN = "Это вопрос о том, как измерять уровень воды в реке, если у школы нет длинной рейки."
KYRGYZ = "Дарыянын суусун эмне менен өлчөйсүздөр? Биздин мектепте узун таякча жок, ким эмне колдонот?"


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def test_enter_sends_and_changes_no_language(server: Server, signed_in: Callable[..., Page]) -> None:
    page = signed_in("teacher", language="ky", width=360)
    board(page, "Сабактар жана долбоорлор")
    follow(page, "Open a topic")
    language, asked = field(page, "Written in"), page.locator("[data-tongue] p")
    language.select_option("ky")
    page.locator("[data-source]").fill(RUSSIAN)
    expect(asked).to_be_visible()
    sound(page)
    page.get_by_role("button", name=said(page, "Change the language")).click()
    expect(language).to_have_value("ru")
    page.locator("[data-source]").fill(KYRGYZ)
    expect(asked).to_be_visible()
    language.select_option("ky")
    expect(asked).to_be_hidden()
    field(page, "Title").fill("Суунун деңгээли")
    field(page, "Title").press("Enter")
    expect(page).to_have_url(re.compile(r"/ky/forum/topic/[a-z]+/"))
    expect(page.locator("#p1")).to_contain_text(KYRGYZ)
    expect(page.locator("#p1 [lang=ky]").first).to_be_visible()
