"""Every page that a link leads to, looked at: axe finds nothing, nothing overflows, is clipped or broken, nothing is
refused by the policy, no script complains. Three languages, three widths, narrow and wide letters, light and dark."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import PASSWORD
from tests.journeys.crawling import pages_of
from tests.journeys.looking import axe_findings, by_keyboard, faults, use_font, watch
from tests.journeys.people import in_the_frame
from tests.server import Server

# Where each begins; the rest is found by following links, and a shape belongs to the first role that finds it.
SEEDS = {
    "": ("", "accounts/password/reset/", "library/", "articles/village-school/", "nowhere/"),
    "leader-kg": (
        "accounts/home/",
        "join/?q=кочкор",
        "join/new/",
        "accounts/2fa/",
        "accounts/email/",
        "accounts/sessions/",
    ),
    "leader-ee": ("accounts/home/",),
    "teacher": ("accounts/home/",),
    "moderator": ("desk/",),
    "coordinator": ("desk/",),
    "admin": ("desk/",),
}
# These are drawn differently for each role.
AGAIN = ("/accounts/home/", "/my/", "/desk/", "/spaces/", "/spaces/*/", "/proposals/", "/institutions/*/")
NO_LINK = {"": {"/nowhere/": "nowhere/"}}
LANGUAGES = ("ky", "ru", "en")
# Wide letters are looked at where room is scarce.
WIDTHS = {"": (360, 320, 1280), "wide": (320,)}


@pytest.fixture
def unstarted(standing: Server) -> Server:
    return standing


def signed(page: Page, language: str, role: str) -> Page:
    page.goto(f"/{language}/accounts/login/")
    page.locator("input[name=login]").fill(f"{role}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    in_the_frame(page)
    return page


@pytest.fixture(scope="session")
def pages(browser: Browser, standing: Server, prepared: Path) -> dict[str, list[str]]:
    """The addresses of each role, without their language. Every copy of the prepared database has the same codes,
    so that one process walks for all."""
    kept = prepared.with_name("pages.json")
    if kept.exists():
        return json.loads(kept.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    found: dict[str, dict[str, str]] = {}
    for role, seeds in SEEDS.items():
        context = browser.new_context(locale="en", base_url=standing.url)
        page = context.new_page()
        if role:
            signed(page, "en", role)
        known = {shape for pages in found.values() for shape in pages} - set(AGAIN)
        found[role] = pages_of(page.request, seeds, known=known) | NO_LINK.get(role, {})
        context.close()
    addresses = {role: list(pages.values()) for role, pages in found.items()}
    written = kept.with_suffix(f".{os.getpid()}")
    written.write_text(json.dumps(addresses), encoding="utf-8")
    written.replace(kept)
    return addresses


def test_every_role_has_pages_of_its_own(pages: dict[str, list[str]]) -> None:
    assert [role for role, addresses in pages.items() if not addresses] == []
    assert len(pages[""]) > 8
    assert len(pages["leader-kg"]) > 25


@pytest.mark.parametrize("role", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_light(
    server: Server,
    browser_context: Callable[..., BrowserContext],
    pages: dict[str, list[str]],
    role: str,
    language: str,
) -> None:
    page = browser_context(locale=language, color_scheme="light", reduced_motion="reduce").new_page()
    # Pages are turned faster here than a person may open lines, which have journeys of their own.
    page.route_web_socket(re.compile("/ws/"), lambda _line: None)
    if role:
        signed(page, language, role)
    complaints = watch(page)
    found: list[str] = []
    for turn, path in enumerate(pages[role]):
        page.goto(f"/{language}/{path}")
        said = path or "home"
        for font, widths in WIDTHS.items():
            if font:
                use_font(page, font)
            for width in widths:
                page.set_viewport_size({"width": width, "height": 800})
                found += [f"{said} at {width} {font}: {fault}" for fault in faults(page) + by_keyboard(page)]
        # Each page is read at each width in one of the languages.
        page.set_viewport_size({"width": WIDTHS[""][(turn + LANGUAGES.index(language)) % 3], "height": 800})
        found += [f"{said}: {fault}" for fault in axe_findings(page, colours=LANGUAGES[turn % 3] == language)]
    found += [heard for heard in complaints if "404" not in heard]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("role", SEEDS)
def test_dark(
    server: Server, browser_context: Callable[..., BrowserContext], pages: dict[str, list[str]], role: str
) -> None:
    """One language after another, as with colours in the light: in the dark they differ, not the words."""
    page = browser_context(locale="en", width=360, color_scheme="dark", reduced_motion="reduce").new_page()
    if role:
        signed(page, "en", role)
    found: list[str] = []
    for turn, path in enumerate(pages[role]):
        page.goto(f"/{LANGUAGES[turn % 3]}/{path}")
        found += [f"{path or 'home'}: {fault}" for fault in axe_findings(page, structure=False)]
    assert found == [], "\n".join(found)
