"""The library: a visitor finds a practice on a phone and reads it; a school abroad tells that it tried it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.words import drawn, field, follow, press, said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]
SHOWN = "(all) => all.filter((one) => one.getClientRects().length > 0).length"


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def test_a_visitor_finds_by_facets_and_reads(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    page.goto("/ky/")
    page.locator("details.menu-narrow summary").click()
    page.locator(".menu-narrow").get_by_role("link", name=said(page, "Library")).click()
    everything = page.locator("#found").inner_text()
    sound(page)
    page.locator("button.facet-btn").click()
    page.locator("#facets input[name=kind][value=partners]").check()
    press(page, "Show the practices")
    expect(page).to_have_url(re.compile("kind=partners"))
    expect(page.locator("#found")).not_to_have_text(everything)
    row = page.locator(".prac h3 a:not([lang])").first
    title = row.inner_text()
    row.click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".ladder [aria-current=step]")).to_have_count(1)
    sound(page)
    follow(page, "Print it")
    expect(page.locator("img.qr")).to_be_visible()
    sound(page)


def test_a_leader_opens_what_curators_chose_and_what_worked_in_schools_like_theirs(
    server: Server, signed_in: Callable[..., Page]
) -> None:
    page = signed_in("leader-kg", language="ky")
    page.goto("/ky/library/")
    sound(page)
    follow(page, "Open the collection")
    expect(page).to_have_url(re.compile(r"/library/collections/[0-9a-f-]{36}/$"))
    expect(page.locator(".prac")).to_have_count(7)
    sound(page)
    page.go_back()
    expect(page.locator("#like")).to_have_text(said(page, "Worked in schools like yours"))
    card = page.locator(".prac-card .title a").first
    title = card.inner_text()
    card.click()
    expect(page.locator("h1")).to_have_text(title)
    page.locator(".glance").get_by_role("link", name="сиздикиндей").click()
    expect(page).to_have_url(re.compile("#tried$"))
    page.go_back()
    page.go_back()
    page.locator(".quick").get_by_role("link", name=said(page, "Works without internet")).click()
    expect(page).to_have_url(re.compile("offline=yes"))
    expect(page.locator("#found")).not_to_have_text(said(page, "All practices"))
    expect(page.locator(".feat")).to_have_count(0)
    row = page.locator(".prac").first
    expect(row.locator(".prac-pic, .no-pic")).to_be_visible()
    row.locator(".prac-words").click()
    expect(page.locator(".glance")).to_be_visible()
    sound(page)


def test_the_facets_work_without_javascript(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ru", java_script_enabled=False).new_page()
    page.goto("/ru/library/")
    everything = page.locator("#found").inner_text()
    page.locator(".facet-btn").click()
    page.locator("#facets input[name=country][value=EE]").check()
    press(page, "Show the practices")
    expect(page.locator("#found")).not_to_have_text(everything)
    follow(page, "Tried by most schools")
    expect(page).to_have_url(re.compile("country=EE.*order=tried"))


def test_another_school_tells_and_the_ladder_rises(server: Server, signed_in: Callable[..., Page]) -> None:
    page = signed_in("leader-ee", language="en")
    page.goto("/en/library/?language=en&evidence=2&country=KG")
    page.locator(".prac h3 a").first.click()
    expect(page.locator(".ladder [aria-current=step]")).to_have_text(said(page, "Tried once"))
    follow(page, "We tried it too")
    field(page, "What you did differently").fill("We sent the letters by the ferry.")
    press(page, "Put it on the page")
    expect(page.locator(".err").first).to_be_visible()
    expect(field(page, "What you did differently")).to_have_value("We sent the letters by the ferry.")
    sound(page)
    page.locator("label.opt", has_text=said(page, "It worked")).first.click()
    field(page, "What came of it").fill("Nineteen of 24 wrote a second letter by themselves.")
    press(page, "Put it on the page")
    expect(page.locator(".ladder [aria-current=step]")).to_have_text(said(page, "Replicated by another school"))
    expect(page.locator("#tried")).to_contain_text("Nineteen of 24 wrote a second letter")
    expect(page.locator(".why")).to_contain_text(said(page, "It has worked in another country as well."))
    sound(page)
    page.locator("#tried").get_by_role("link", name=said(page, "Change")).click()
    follow(page, "Take it back")
    press(page, "Take it back")
    expect(page.locator("#tried")).not_to_contain_text("Nineteen of 24")
    expect(page.locator(".ladder [aria-current=step]")).to_have_text(said(page, "Tried once"))


@pytest.mark.parametrize("who", ["visitor", "teacher"])
def test_a_practice_on_paper_ends_with_its_words(
    server: Server, signed_in: Callable[..., Page], browser_context: Contexts, who: str
) -> None:
    """What can only be pressed is left out: it took a sheet of its own."""
    page = signed_in("teacher", language="ru") if who == "teacher" else browser_context(locale="ru").new_page()
    page.goto("/ru/institutions/")
    pager = page.locator("nav.pages")
    expect(pager).to_be_visible()
    page.emulate_media(media="print")
    expect(pager).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto("/ru/library/")
    page.locator(".prac h3 a").first.click()
    expect(page.locator(".cite-as")).to_be_visible()
    drawn(page)
    pressed = page.locator("main :is(.btn, .report, .adopt .link, .split > :first-child .link, .two form)")
    assert pressed.evaluate_all(SHOWN) > 0
    page.emulate_media(media="print")
    assert pressed.evaluate_all(SHOWN) == 0
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".cite-as")).to_be_visible()
