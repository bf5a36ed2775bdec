"""A visitor reads the home page, walks the directory of institutions, looks at the map, changes the language and stays."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.words import follow, heading, link, press, said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def unstarted(standing: Server) -> Server:
    return standing


# What lies upon what on the map: names (as high as their letters), dots, and the ends of bridges far from every dot.
UPON = """() => {
  const box = (e, cut) => { const r = e.getBoundingClientRect(), h = r.height * cut;
    return { said: e.textContent || "dot", l: r.left, r: r.right, t: r.top + h, b: r.bottom - h }; };
  const seen = (e) => e.checkVisibility();
  const names = [...document.querySelectorAll(".map text")].filter(seen).map((e) => box(e, .2));
  const dots = [...document.querySelectorAll(".map circle:not(.ring)")].map((e) => box(e, .15));
  const meet = (a, b) => a.l < b.r - 1 && b.l < a.r - 1 && a.t < b.b - 1 && b.t < a.b - 1;
  const found = [];
  names.forEach((a, i) => [...names.slice(i + 1), ...dots].forEach((b) => meet(a, b) && found.push(`${a.said} upon ${b.said}`)));
  const at = [...document.querySelectorAll(".map circle:not(.ring)")].map((e) => [+e.getAttribute("cx"), +e.getAttribute("cy")]);
  for (const arc of document.querySelectorAll(".map .arc")) {
    const numbers = arc.getAttribute("d").match(/-?[\\d.]+/g).map(Number);
    for (const [x, y] of [numbers.slice(0, 2), numbers.slice(-2)])
      if (!at.some(([cx, cy]) => Math.hypot(cx - x, cy - y) < 1)) found.push(`a bridge ends at ${x}, ${y}`);
  }
  return { names: names.length, dots: dots.length, found };
}"""


def languages(page: Page, code: str, *, narrow: bool = False) -> None:
    if narrow:
        page.locator("details.menu-narrow > summary").click()
    page.locator(f"nav.langs a[hreflang={code}]:visible").first.click()


def codes(page: Page) -> set[str]:
    return {str(link.get_attribute("href")).split("/")[-2] for link in page.locator(".inst h3 a").all()}


@pytest.mark.parametrize(("locale", "width"), [("ky", 360), ("ru", 1280)])
def test_from_home_to_an_institution(server: Server, browser_context: Contexts, locale: str, width: int) -> None:
    page = browser_context(locale=locale, width=width).new_page()
    page.goto("/")
    expect(page).to_have_url(re.compile(rf"/{locale}/$"))
    expect(page.locator(".hero svg").first).to_be_visible()
    sound(page)

    follow(page, "See the institutions")
    everything = page.locator(".inst").count()
    assert everything == 25
    expect(page.get_by_role("img", name=re.compile("."))).not_to_have_count(0)

    page.locator("#q").fill("ала тоо №3" if locale == "ru" else "ala-too")
    press(page, "Find")
    first = page.locator(".inst h3 a").first
    expect(first).to_contain_text("Ала-Тоо")
    first.click()
    expect(page.locator("h1")).to_contain_text("Ала-Тоо")
    expect(page.locator("#main")).to_contain_text("Ат-Башы")
    sound(page)


@pytest.mark.parametrize("locale", ["ky", "ru", "en"])
def test_bridges_end_in_towns_and_no_name_lies_upon_another(
    server: Server, browser_context: Contexts, locale: str
) -> None:
    page = browser_context(locale=locale).new_page()
    page.goto(f"/{locale}/")
    for width in (320, 360, 768, 1280, 1536):
        page.set_viewport_size({"width": width, "height": 800})
        seen = page.evaluate(UPON)
        assert seen["found"] == [], width
        assert (seen["dots"] > 2, seen["names"] > 2) == (True, width >= 768), width
    expect(page.locator(".pairs li").first).to_be_visible()
    expect(page.locator(".pairs time").first).not_to_be_empty()
    expect(page.locator(".news-pics img").first).to_be_attached()
    expect(page.locator("[aria-labelledby=topics-h] li").first).to_be_visible()


@pytest.mark.parametrize(("typed", "found"), [("оруk гулу", "Өрүк гүлү"), ("Sulaiman To", "Сулайман-Тоо")])
def test_found_without_the_letters_and_with_a_slip(
    server: Server, browser_context: Contexts, typed: str, found: str
) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    page.goto("/ky/institutions/")
    page.locator("#q").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".inst h3").first).to_contain_text(found)


def test_filters_narrow_the_list_and_can_be_taken_away(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ru", width=360).new_page()
    page.goto("/ru/institutions/")
    everything = page.locator("#found").inner_text()
    page.locator("button.facet-btn").click()
    page.locator("#facets input[name=country][value=EE]").check()
    page.locator("#facets input[name=state][value=verified]").check()
    press(page, "Show the institutions")
    expect(page).to_have_url(re.compile("country=EE"))
    expect(page.locator("#found")).not_to_have_text(everything)
    countries = page.locator(".inst-place b").all_inner_texts()
    assert set(countries) == {"Эстония"}
    chosen = page.locator("#directory .tag[href], #directory a.tag")
    expect(chosen).to_have_count(2)
    chosen.first.click()
    expect(chosen).to_have_count(1)
    chosen.first.click()
    expect(page.locator("#found")).to_have_text(everything)


def test_the_language_changes_and_the_page_stays(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en").new_page()
    page.goto("/en/institutions/?country=EE&q=tartu")
    found = codes(page)
    assert found
    languages(page, "ky")
    expect(page).to_have_url(re.compile(r"/ky/institutions/\?(country=EE&q=tartu|q=tartu&country=EE)$"))
    expect(page.locator("html")).to_have_attribute("lang", "ky")
    expect(page.locator(".inst-place b").first).to_have_text("Эстония")
    languages(page, "ru")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert codes(page) == found


def test_the_language_changes_on_a_phone(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    page.goto("/ky/")
    languages(page, "en", narrow=True)
    expect(page).to_have_url(re.compile(r"/en/$"))
    assert heading(page)
    assert link(page, "See the institutions").is_visible()


def test_listed_institutions_are_marked(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en").new_page()
    page.goto("/en/institutions/?state=listed&country=BA")
    expect(page.locator(".inst")).not_to_have_count(0)
    assert page.locator(".inst").count() == page.locator(".inst", has_text=said(page, "from a register")).count()
    page.locator(".inst h3 a").first.click()
    expect(page.locator("#main")).to_contain_text(said(page, "From a register"))
    expect(link(page, "This is my institution")).to_be_visible()
