"""Browsers of the floor and below it: nothing is swallowed, and where scripts or sheets are missing forms still work."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.words import board, field, follow, post, press, said, suggested
from tests.server import Server

Contexts = Callable[..., BrowserContext]
# What the floor's browsers lack, or a browser of the shelf does.
NO_TIMEOUT = "delete AbortSignal.timeout; delete AbortSignal.any;"
NO_SUBMIT = "delete HTMLFormElement.prototype.requestSubmit;"
NO_ANSWER = "IDBFactory.prototype.open = () => new EventTarget();"
NO_LOCKS = "delete Navigator.prototype.locks; delete window.BroadcastChannel;"
FAULTY = "window.fetch = () => { throw new ReferenceError('somethingNew is not defined'); };"
OLD = "delete window.CSSLayerBlockRule;"
SIZES = """() => {
  const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll("svg, img")].filter((one) => one.checkVisibility()).map((one) => {
    const { width, height } = one.getBoundingClientRect();
    const icon = one.matches("svg") && one.getAttribute("viewBox") === "0 0 24 24";
    return (icon ? width > 32 || height > 32 : width > wide || height > 620) && `${one.outerHTML.slice(0, 90)} ${width} x ${height}`;
  }).filter(Boolean);
}"""
HIDDEN = """() => [...document.querySelectorAll("[hidden], template, dialog:not([open])")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def no_scripts(page: Page) -> None:
    page.route("**/*.js*", lambda route: route.abort())


def no_sheets(page: Page) -> None:
    def emptied(route: Route) -> None:
        route.fulfill(status=200, content_type="text/css", body="")

    page.route("**/*.css*", emptied)


def enter(page: Page, role: str, language: str) -> Page:
    page.goto(f"/{language}/accounts/login/")
    page.locator("input[name=login]").fill(f"{role}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    expect(page.locator("summary.face")).to_be_attached()  # where sheets are missing it stands in the page
    return page


def room(page: Page, language: str) -> None:
    page.goto(f"/{language}/spaces/")
    page.get_by_role("link", name="Төрт мезгил").first.click()


@pytest.fixture(params=["no scripts", "no sheets", "no scripts or sheets", "older"])
def bare(request: Any, browser: Browser, server: Server) -> Iterator[Page]:
    """A page of somebody at 360 px whose browser runs no module, knows no layers, or neither, or is below the floor."""
    # In a context of its own: below the floor the modules end with an error, as they are meant to.
    context = browser.new_context(locale="ky", viewport={"width": 360, "height": 800}, base_url=server.url)
    page = context.new_page()
    if "scripts" in request.param:
        no_scripts(page)
    if "sheets" in request.param or request.param == "older":
        no_sheets(page)
    if request.param == "older":
        page.add_init_script(OLD)
    yield page
    context.close()


@pytest.mark.parametrize(
    "lacking", [NO_TIMEOUT, NO_SUBMIT, NO_ANSWER, NO_LOCKS, NO_TIMEOUT + NO_SUBMIT + NO_ANSWER + NO_LOCKS]
)
def test_a_message_arrives_once(lacking: str, server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    page.add_init_script(lacking)
    enter(page, "leader-kg", "ky")
    room(page, "ky")
    words = f"Эски браузерден {abs(hash(lacking))}"
    text = page.get_by_role("textbox", name=said(page, "Message"))
    expect(page.locator("[data-line-live]")).to_be_visible(timeout=20_000)  # the key is heard by the page's script
    text.fill(words)
    text.press("Control+Enter")
    expect(page.locator("[data-log] .msg").filter(has_text=words)).to_have_count(1, timeout=15_000)
    expect(page.locator("[data-waiting] .msg")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-log] .msg").filter(has_text=words)).to_have_count(1)
    assert server.rows("SELECT count(*) FROM community_message WHERE text = %s", words) == [(1,)]


def test_a_fault_of_a_script_shows_itself_and_the_form_goes_on(server: Server, browser: Browser) -> None:
    """In a browser of its own: the fault is meant to be seen."""
    context = browser.new_context(locale="ky", base_url=server.url)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    enter(page, "leader-kg", "ky")
    page.add_init_script(FAULTY)
    room(page, "ky")
    # Without it a slow machine presses before the page's script listens: the form goes by itself, and nothing fails.
    expect(page.locator("[data-line-live]")).to_be_visible(timeout=20_000)
    page.get_by_role("textbox", name=said(page, "Message")).fill("Жазылган сөз жоголбойт")
    press(page, "Send")
    expect(page.locator("[data-log] .msg").filter(has_text="Жазылган сөз жоголбойт")).to_have_count(1)
    rows = server.rows("SELECT count(*) FROM community_message WHERE text = %s", "Жазылган сөз жоголбойт")
    assert (rows, [fault for fault in faults if "somethingNew" in fault] != []) == ([(1,)], True)
    context.close()


def test_a_lost_line_is_no_fault(server: Server, browser_context: Contexts) -> None:
    page = enter(browser_context(locale="ky", width=360).new_page(), "leader-kg", "ky")
    room(page, "ky")
    lost = [3]

    def break_off(route: Route) -> None:
        lost[0] -= 1
        if lost[0] > 0 and route.request.method == "POST":
            route.abort("connectionfailed")
        else:
            route.continue_()

    page.route("**/api/rooms/*/messages*", break_off)
    expect(page.locator("[data-line-live]")).to_be_visible(timeout=20_000)  # the page's script listens
    page.get_by_role("textbox", name=said(page, "Message")).fill("Байланыш үзүлдү")
    press(page, "Send")
    expect(page.locator("[data-waiting] .msg")).to_contain_text("Байланыш үзүлдү")
    expect(page.locator("[data-log] .msg").filter(has_text="Байланыш үзүлдү")).to_have_count(1, timeout=20_000)
    rows = server.rows("SELECT count(*) FROM community_message WHERE text = %s", "Байланыш үзүлдү")
    assert rows == [(1,)]


def test_every_form_works_on_a_bare_page(bare: Page, server: Server) -> None:
    enter(bare, "leader-kg", "ky")
    room(bare, "ky")
    before = bare.locator("[data-log] .msg").count()
    bare.get_by_role("textbox", name=said(bare, "Message")).fill("Жөнөкөй барактан")
    press(bare, "Send")
    expect(bare.locator("[data-log] .msg")).to_have_count(before + 1)
    expect(bare.locator("[data-log] .msg").last).to_contain_text("Жөнөкөй барактан")

    board(bare, "Сабактар жана долбоорлор")
    follow(bare, "Open a topic")
    field(bare, "Title").fill("Жөнөкөй барактан суроо")
    bare.locator("[data-source]").fill("Бул жазуу скриптсиз да барат.")
    press(bare, "Send")
    expect(post(bare, 1)).to_contain_text("Бул жазуу скриптсиз да барат.")


def test_a_wish_on_a_bare_page(bare: Page, server: Server) -> None:
    """Step by step, from a class that is there to the wish that is open."""
    enter(bare, "leader-ee", "ky")
    bare.goto("/ky/partners/")
    press(bare, "Write a wish")
    bare.get_by_role("radio").first.check()
    field(bare, "Name of the project").fill("Тоо мөңгүлөрү")
    press(bare, "Next step")
    expect(bare).to_have_url(re.compile(r"/wish/2/$"))
    press(bare, "Next step")  # nothing chosen
    expect(bare.get_by_role("alert").first).to_contain_text(
        said(bare, "Choose at least one kind of work that suits you.")
    )
    bare.locator("input[name=work_project][value=prefer]").check()
    press(bare, "Next step")
    expect(bare).to_have_url(re.compile(r"/wish/3/$"))
    press(bare, "Next step")
    expect(bare).to_have_url(re.compile(r"/wish/4/$"))
    bare.locator("textarea[name=about]").fill("Мөңгүлөр жыл сайын кичирейип баратат.")
    press(bare, "Save and look")
    expect(bare.locator("#main")).to_contain_text("Мөңгүлөр жыл сайын кичирейип баратат.")


@pytest.mark.parametrize("bare", ["no scripts or sheets", "older"], indirect=True)
def test_a_proposal_on_a_bare_page(bare: Page, server: Server) -> None:
    enter(bare, "leader-kg", "ky")
    bare.goto("/ky/partners/")
    suggested(bare).get_by_role("link", name=said(bare, "Write a proposal")).click()
    title = "Жөнөкөй барактан " + ("ab" * (len(server.rows("SELECT code FROM twinning_proposal")) % 40))
    bare.locator("input[name=title]").fill(title)
    bare.locator("textarea[name=words]").fill("Бирге иштейлиби?")
    press(bare, "Look at it once more")
    press(bare, "Send the proposal")
    expect(bare).to_have_url(re.compile(r"/ky/proposals/[a-z]+/$"))
    assert server.rows("SELECT count(*) FROM twinning_proposal WHERE title = %s", title) == [(1,)]


@pytest.mark.parametrize(
    "address", ["", "library/", "institutions/", "search/?q=мектеп", "accounts/home/", "wishes/", "desk/", "forum/"]
)
def test_a_page_without_its_sheet_can_be_read(address: str, server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    enter(page, "coordinator" if address == "desk/" else "leader-kg", "ky")
    no_sheets(page)
    page.goto(f"/ky/{address}")
    page.locator("h1").wait_for()
    assert json.dumps(page.evaluate(SIZES) + page.evaluate(HIDDEN), indent=1, ensure_ascii=False) == "[]"


LAYER = re.compile(r"@layer [\w, -]+(?:;|(\{))")


def without_layers(sheet: str) -> str:
    """What a browser keeps of it that knows neither layers nor what came with them."""
    kept, at = [], 0
    while found := LAYER.search(sheet, at):
        kept.append(sheet[at : found.start()])
        at = _end_of(sheet, found.end()) if found[1] else found.end()
    return re.sub(r"@supports not \(\(accent-color[^{]*\{", "@media all {", "".join([*kept, sheet[at:]]))


def _end_of(sheet: str, at: int) -> int:
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(sheet[at], 0)
        at += 1
    return at


@pytest.fixture
def layerless(browser: Browser, server: Server) -> Iterator[Page]:
    """Somebody's phone from before the floor: scripts stop at it, of the sheets it reads what has no layers."""
    context = browser.new_context(locale="ky", viewport={"width": 360, "height": 800}, base_url=server.url)
    page = context.new_page()
    page.add_init_script(OLD)

    def read(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=without_layers(answer.text()))

    page.route("**/*.css*", read)
    yield page
    page.unroute_all(behavior="ignoreErrors")
    context.close()


def test_what_has_no_layers_is_left_of_a_sheet() -> None:
    sheet = "@layer a,b;@layer a{.x{top:0}@media print{.y{top:0}}}@media print{.z{top:0}}@layer b{.q{top:0}}"
    assert without_layers(sheet) == "@media print{.z{top:0}}"


@pytest.mark.parametrize("address", ["accounts/home/", "partners/", "library/", "forum/", "notices/"])
def test_a_page_without_layers_reads_the_small_sheet_alone(address: str, layerless: Page, server: Server) -> None:
    enter(layerless, "leader-kg", "ky")
    layerless.goto(f"/ky/{address}")
    expect(layerless.locator("link[href*='css/plain']")).to_have_count(1)
    expect(layerless.locator("body")).to_have_css("max-width", "704px")
    expect(layerless.locator("h1")).to_be_visible()
    assert layerless.evaluate(HIDDEN) == []
    wide = layerless.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{address} is {wide} px too wide"


def test_forms_work_without_layers(layerless: Page, server: Server) -> None:
    enter(layerless, "leader-kg", "ky")
    room(layerless, "ky")
    before = layerless.locator("[data-log] .msg").count()
    layerless.get_by_role("textbox", name=said(layerless, "Message")).fill("Катмарсыз барактан")
    press(layerless, "Send")
    expect(layerless.locator("[data-log] .msg")).to_have_count(before + 1)
    layerless.goto("/ky/search/")
    layerless.locator("#main input[type=search]").fill("суу")
    layerless.locator("#main form button[type=submit]").first.click()
    expect(layerless).to_have_url(re.compile(r"[?&]q="))


def test_a_browser_of_the_floor_does_not_fetch_the_small_sheet(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/ky/library/")
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "css/plain" in url] == []
    assert [url for url in fetched if "css/core" in url] != []
