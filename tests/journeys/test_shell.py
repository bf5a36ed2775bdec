"""The frame of members: rail, bar and avatar menu, dock and More, the ways past them, at three widths, with and without
script, on a small screen that is enlarged, and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import axe_findings, faults
from tests.journeys.people import in_the_frame, log_out
from tests.journeys.words import field, press, said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]
SignIn = Callable[..., Page]
LANDMARKS = """() => [...document.querySelectorAll("header, nav, main, footer, aside, [role=search]")]
  .filter((one) => one.checkVisibility({ contentVisibilityAuto: true }) && (one.localName === "main" || !one.closest("main")))
  .map((one) => `${one.getAttribute("role") ?? one.localName} ${one.getAttribute("aria-label") ?? ""}`.trim())"""
# Whether what has the focus can be seen where it stands: nothing fixed lies over it.
COVERED = """() => {
  const e = document.activeElement;
  if (e === document.body) return ["", true];
  const shown = e.getClientRects()[0], label = e.labels?.[0];
  const x = shown.left + Math.min(shown.width, 30) / 2, y = shown.top + Math.min(shown.height, 40) / 2;
  const there = document.elementFromPoint(Math.max(x, 1), y);
  const free = there && (e.contains(there) || there.contains(e) || label?.contains(there));
  return [`${e.localName} ${e.innerText || e.name || e.id}`.trim().slice(0, 40), Boolean(free)];
}"""
ALONE = "() => [...document.querySelectorAll('body *')].filter((e) => ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.checkVisibility()).map((e) => [e.className, e.getBoundingClientRect().height])"


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def today(page: Page) -> Page:
    page.goto("/{}/accounts/home/".format(page.locator("html").get_attribute("lang")))
    return page


def here(places: Locator) -> list[str]:
    """Their names, without how much waits there."""
    return [place.split("\n")[0].strip() for place in places.locator("[aria-current=page]").all_inner_texts()]


@pytest.mark.parametrize(("language", "width"), [("ky", 1000), ("ru", 1280), ("en", 1536)])
def test_wide_screens_have_a_rail_and_an_avatar_menu(
    server: Server, signed_in: SignIn, language: str, width: int
) -> None:
    page = today(signed_in("leader-kg", language=language, width=width))
    rail = page.get_by_role("navigation", name=said(page, "Menu"), exact=True)
    expect(rail.get_by_role("link").first).to_have_text(re.compile(rf"^\s*{said(page, 'Today')}"))
    assert here(rail) == [said(page, "Today")]
    expect(page.locator("nav.dock")).to_be_hidden()
    # One landmark of each name.
    named = page.evaluate(LANDMARKS)
    assert sorted(named) == sorted(
        ["header", f"nav {said(page, 'Menu')}", f"search {said(page, 'Search the site')}", "main"]
    )

    rail.get_by_role("link", name=said(page, "Library")).click()
    assert here(rail) == [said(page, "Library")]
    face = page.locator("summary.face")
    face.click()
    menu = page.get_by_role("navigation", name=said(page, "My account"))
    expect(menu.get_by_role("link", name=said(page, "Settings"))).to_be_visible()
    sound(page, but="target-size")  # of what lies under the menu
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(face).to_be_focused()
    face.click()
    page.locator("h1").click()
    expect(menu).to_be_hidden()
    face.press("Enter")
    menu.get_by_role("link", name=said(page, "Settings")).press("Enter")
    expect(page.locator("h1")).to_have_text(said(page, "Settings"))


@pytest.mark.parametrize(("language", "width", "height"), [("ky", 320, 568), ("ru", 360, 740), ("en", 640, 360)])
def test_phones_have_a_dock_and_the_sheet_more(
    server: Server, signed_in: SignIn, language: str, width: int, height: int
) -> None:
    page = today(signed_in("leader-kg", language=language, width=width, height=height))
    dock = page.get_by_role("navigation", name=said(page, "Places"))
    expect(page.locator("nav.rail")).to_be_hidden()
    expect(dock.locator("> a, > details")).to_have_count(5)
    assert here(dock) == [said(page, "Today")]
    assert sorted(page.evaluate(LANDMARKS)) == sorted(["header", f"nav {said(page, 'Places')}", "main"])

    more = dock.locator(".more > summary")
    sheet = dock.locator(".more-box")
    more.click()
    expect(sheet).to_be_visible()
    page.mouse.move(width / 2, 120)
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == 0  # the page behind it stays
    assert [fault for fault in [*faults(page), *axe_findings(page)] if "target-size" not in fault] == []
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(more).to_be_focused()

    # What lies behind the sheet is not pressed by the finger that closes it.
    more.click()
    page.mouse.click(width / 2, sheet.bounding_box()["y"] - 8)  # type: ignore[index]  # it is visible
    expect(sheet).to_be_hidden()
    expect(page.locator("h1")).to_have_text(said(page, "Today"))

    # By keyboard from the first of its places to the last, in their order, then it closes.
    more.press("Enter")
    wanted = sheet.locator("a, button")
    for place in wanted.all():
        page.keyboard.press("Tab")
        expect(place).to_be_focused()
        assert page.evaluate(COVERED)[1]
    page.keyboard.press("Shift+Tab")
    expect(sheet).to_be_visible()
    page.locator("nav.dock > a").first.focus()
    expect(sheet).to_be_hidden()

    more.click()
    sheet.get_by_role("link", name=said(page, "Forum"), exact=True).click()
    expect(page.locator("h1")).to_have_text(said(page, "Forum"))
    expect(dock.locator(".more-here")).to_have_count(1)
    log_out(page)
    expect(page.locator("nav.dock")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_on_pages_of_talk_an_arrow_stands_for_the_dock(server: Server, signed_in: SignIn, script: bool) -> None:
    page = signed_in("teacher", language="ky", width=360, height=740, java_script_enabled=script)
    page.goto("/ky/forum/")
    page.locator("main .lines a, main .rows a").first.click()
    board = page.url
    page.locator("main a[href*='/forum/topic/']").first.click()
    expect(page.locator("nav.dock")).to_be_hidden()
    back = page.locator(".topbar a.topbar-here")
    assert faults(page) == []
    back.click()
    expect(page).to_have_url(board)
    expect(page.locator("nav.dock")).to_be_visible()
    page.go_back()
    expect(page.locator("nav.dock")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(back).to_be_hidden()
    page.set_viewport_size({"width": 640, "height": 360})  # enlarged twice
    expect(page.locator("nav.dock")).to_be_visible()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_more_and_the_menu_without_script(server: Server, browser_context: Contexts, language: str) -> None:
    page = browser_context(locale=language, width=320, height=568, java_script_enabled=False).new_page()
    page.goto(f"/{language}/accounts/login/")
    field(page, "E-mail address").fill("leader-kg@example.org")
    field(page, "Password").fill(PASSWORD)
    press(page, "Sign in")
    in_the_frame(page)
    sheet = page.locator(".more-box")
    page.locator(".more > summary").click()
    for place in sheet.locator("a, button").all():
        place.scroll_into_view_if_needed()
        place.click(trial=True)
    page.mouse.click(160, sheet.bounding_box()["y"] - 8)  # type: ignore[index]  # it is visible
    expect(sheet).to_be_hidden()
    page.locator(".more > summary").click()
    sheet.get_by_role("link", name=said(page, "Institutions"), exact=True).click()
    expect(page.locator("h1")).to_have_text(said(page, "Institutions"))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("summary.face").click()
    page.get_by_role("button", name=said(page, "Sign out")).click()
    expect(page.locator("nav.rail")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "width", "ways"),
    [
        ("ky", 1280, {"Skip to content": "main", "Skip to the menu": "menu", "Skip to the search": "find"}),
        ("ru", 360, {"Skip to content": "main", "Skip to the menu": "places"}),
        ("ru", 1000, {"Skip to content": "main", "Skip to the menu": "menu", "Skip to the search": "find"}),
    ],
)
def test_the_first_stops_lead_past_the_frame(
    server: Server, signed_in: SignIn, language: str, width: int, ways: dict[str, str]
) -> None:
    page = signed_in("teacher", language=language, width=width)
    for turn, (words, goal) in enumerate(ways.items(), start=1):
        today(page)
        for _stop in range(turn):
            page.keyboard.press("Tab")
        way = page.get_by_role("link", name=said(page, words))
        expect(way).to_be_focused()
        expect(way).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page.locator(f"#{goal}")).to_be_focused()


@pytest.mark.parametrize(
    ("width", "height", "path"),
    [
        (360, 740, "accounts/settings/notices/"),
        (320, 568, "accounts/home/"),
        (640, 360, "library/"),
        (1280, 800, "institutions/"),
        (1280, 400, "library/"),
    ],
)
def test_nothing_fixed_lies_over_what_has_the_focus(
    server: Server, signed_in: SignIn, width: int, height: int, path: str
) -> None:
    page = signed_in("leader-kg", language="ky", width=width, height=height)
    page.goto(f"/ky/{path}")
    for key in ("Tab", "Shift+Tab"):
        covered = []
        for _stop in range(100):
            page.keyboard.press(key)
            what, free = page.evaluate(COVERED)
            if not what:
                break
            covered += [] if free else [what]
        assert covered == []


def test_enlarged_twice_one_line_is_fixed(server: Server, signed_in: SignIn) -> None:
    page = today(signed_in("leader-kg", language="ky", width=640, height=360))
    assert [(name, height) for name, height in page.evaluate(ALONE) if name != "toasts"] == [("dock", 44)]
    page.set_viewport_size({"width": 1280, "height": 400})
    assert [name for name, _height in page.evaluate(ALONE) if name != "toasts"] == ["rail"]


def test_a_short_word_stands_above_the_dock(server: Server, signed_in: SignIn) -> None:
    page = today(signed_in("leader-kg", language="ky", width=360, height=740))
    page.evaluate(
        """async () => {
          const sheet = document.createElement("link");
          sheet.rel = "stylesheet";
          sheet.href = document.querySelector("[data-late]").dataset.late;
          const come = new Promise((done) => sheet.addEventListener("load", done));
          document.head.append(sheet);
          await come;
          const word = document.createElement("p");
          word.className = "toast";
          word.textContent = "Сакталды";
          document.querySelector("[data-toasts]").append(word);
        }"""
    )
    toast, dock = page.locator(".toast").bounding_box(), page.locator("nav.dock").bounding_box()
    assert toast is not None
    assert dock is not None
    assert toast["y"] + toast["height"] < dock["y"]


def test_paper_has_the_page_alone(server: Server, signed_in: SignIn) -> None:
    page = today(signed_in("leader-kg", language="ru", width=800, color_scheme="dark"))
    page.emulate_media(media="print")
    for frame in ("header.top", "nav.rail", "nav.dock", ".skip", ".toasts"):
        expect(page.locator(frame).first).to_be_hidden()
    expect(page.locator("h1")).to_have_text(said(page, "Today"))
    assert page.locator("h1").bounding_box()["height"] > 10  # type: ignore[index]  # the bar of phones said it on the screen
    ink = "(one) => getComputedStyle(one).color"
    assert page.locator(".lead").evaluate(ink) == "rgb(75, 85, 100)"  # dark on white, in the dark too


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("language", "lists", "rows", "goal"),
    [
        ("ky", "rooms/", [".rows h2 a"], "say-text"),
        ("ru", "forum/", [".rows :is(h2, h3) a", ".rows h2 a"], "id_source"),
        ("en", "spaces/", ["main a[href*='/spaces/']"], "say-text"),
    ],
)
def test_one_stop_leads_to_writing(
    server: Server, signed_in: SignIn, language: str, lists: str, rows: list[str], goal: str, script: bool
) -> None:
    page = signed_in("leader-kg", language=language, width=1280, java_script_enabled=script)
    page.goto(f"/{language}/{lists}")
    for row in rows:
        with page.expect_navigation():
            page.locator(row).first.click()
    way = page.get_by_role("link", name=said(page, "Skip to writing"))
    expect(way).to_have_count(1)
    page.goto(page.url.partition("#")[0])
    for _stop in range(4):
        page.keyboard.press("Tab")
    expect(way).to_be_focused()
    expect(way).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator(f"#{goal}")).to_be_focused()


@pytest.mark.parametrize(("motion", "fades"), [("no-preference", True), ("reduce", False)])
def test_pages_fade_where_motion_is_allowed(server: Server, signed_in: SignIn, motion: str, fades: bool) -> None:
    page = today(signed_in("teacher", language="ky", reduced_motion=motion))
    page.add_init_script(
        "addEventListener('pagereveal', (event) => { window.fades = Boolean(event.viewTransition); });"
    )
    page.locator("nav.rail").get_by_role("link", name=said(page, "Forum")).click()
    expect(page.locator("h1")).to_have_text(said(page, "Forum"))
    page.wait_for_function("() => 'fades' in window")  # said when it is shown, which waits for its sheets
    assert page.evaluate("fades") is fades
    page.wait_for_timeout(500)  # to its end


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "role"), [("ky", "leader-kg"), ("ru", "moderator"), ("en", "coordinator")])
def test_today_is_sound_in_the_frame(server: Server, signed_in: SignIn, language: str, role: str, scheme: str) -> None:
    page = today(signed_in(role, language=language, color_scheme=scheme))
    for width in (320, 360, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        sound(page)
