"""What a person reads and does on a page: words are given in English and sought in the language of the page."""

import gettext
import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.journeys.looking import axe_findings, faults

LOCALE = Path(__file__).resolve().parents[2] / "locale"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [language], fallback=language == "en")


def language_of(page: Page) -> str:
    return page.locator("html").get_attribute("lang") or "en"


def said(page: Page, text: str, context: str = "") -> str:
    """The English words in the language in which the page stands."""
    known = catalogue(language_of(page))
    return known.pgettext(context, text) if context else known.gettext(text)


def link(page: Page, text: str) -> Locator:
    return page.locator("#main").get_by_role("link", name=said(page, text)).first


def button(page: Page, text: str) -> Locator:
    """Also one that goes on after the words (": name of the institution")."""
    return page.locator("#main").get_by_role("button", name=re.compile("^" + re.escape(said(page, text)))).first


def press(page: Page, text: str) -> None:
    button(page, text).click()


def follow(page: Page, text: str) -> None:
    link(page, text).click()


def suggested(page: Page, name: str = "") -> Locator:
    """The first suggestion in which these words stand and that can be written to, with its row opened."""
    row = page.locator("details.match", has_text=name, has=page.locator("a[href$='/propose/']")).first
    if row.get_attribute("open") is None:
        row.locator("summary").click()
    return row


def heading(page: Page) -> str:
    return page.locator("h1").inner_text().strip()


def drawn(page: Page) -> None:
    """Wait for the page's sheets: before they have come nothing has its size, and what paper leaves out is shown."""
    page.wait_for_load_state()


def sound(page: Page, *, but: str = "") -> None:
    """Assert that neither axe nor our layout checks find a fault on the page as it is now."""
    drawn(page)
    found = [fault for fault in [*faults(page), *axe_findings(page)] if not but or but not in fault]
    assert found == [], "\n".join([page.url, *found])


def field(page: Page, label: str) -> Locator:
    return page.locator("#main").get_by_label(said(page, label)).first


def ask(page: Page, text: str) -> None:
    """On the page of the search."""
    page.locator("#q").fill(text)
    press(page, "Find")


def board(page: Page, name: str) -> None:
    page.goto(f"/{language_of(page)}/forum/")
    page.locator(".board").get_by_role("link", name=name, exact=True).first.click()


def post(page: Page, number: int) -> Locator:
    return page.locator(f"#p{number}")
