"""Keys lead through the site while no field has the focus, and the page that one comes back to is as it was left."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.words import said, sound
from tests.server import Server

SignIn = Callable[..., Page]
TODAY, LIST = "accounts/home/", "library/"
# Where one is, what is pressed, where it leads, and at what width.
TABLE = [
    (LIST, "g t", "accounts/home/", 1280),
    (TODAY, "g m", "rooms/", 1280),
    (TODAY, "g p", "partners/\\w+/", 1280),
    (TODAY, "g s", "spaces/", 1000),
    (TODAY, "g l", "library/", 1280),
    (TODAY, "g f", "forum/", 1280),
    (TODAY, "g i", "institutions/", 360),
    (TODAY, "g h", "my/", 1280),
    (TODAY, "g n", "notices/", 360),
    (TODAY, "/", "search/", 360),
    ("accounts/settings/name/", "Escape", "accounts/settings/", 1280),
    (LIST, "j Enter", "library/[a-z]+/", 1280),
]
# What a keyboard says whose letters are Cyrillic ones.
CYRILLIC = {"g": ("п", "KeyG"), "l": ("д", "KeyL"), "/": (".", "Slash"), "?": (",", "Slash"), "j": ("о", "KeyJ")}
PRESS = """([key, code, more]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...more }))"""
ROW = "() => document.activeElement.matches('main :is(.lines > li, .rows > li, [data-row])') ? document.activeElement.innerText : ''"


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def strike(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


@pytest.mark.parametrize("language", ["ky", "en"])
def test_each_key_leads_where_the_table_says(server: Server, signed_in: SignIn, language: str) -> None:
    page = signed_in("leader-kg", language=language)
    for begin, keys, end, width in TABLE:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/{language}/{begin}")
        with page.expect_navigation():
            strike(page, keys)
        expect(page).to_have_url(re.compile(f"/{language}/{end}$"))


def test_letters_of_another_alphabet_count_by_their_place(server: Server, signed_in: SignIn) -> None:
    page = signed_in("leader-kg", language="ru")
    page.goto("/ru/accounts/home/")
    page.evaluate(PRESS, [*CYRILLIC["/"], {}])
    expect(page.locator("#find")).to_be_focused()
    page.locator("#find").press("Escape")
    page.evaluate(PRESS, [*CYRILLIC["?"], {"shiftKey": True}])
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    for key in "gl":
        page.evaluate(PRESS, [*CYRILLIC[key], {}])
    expect(page).to_have_url(re.compile("/ru/library/$"))


@pytest.mark.parametrize(
    "more", [{"isComposing": True}, {"keyCode": 229}, {"ctrlKey": True}, {"altKey": True}, {"metaKey": True}]
)
def test_what_is_meant_for_others_is_left_to_them(server: Server, signed_in: SignIn, more: dict[str, object]) -> None:
    page = signed_in("leader-kg", language="ky")
    page.goto("/ky/library/")
    page.evaluate(PRESS, [*CYRILLIC["j"], more])
    page.evaluate(PRESS, ["/", "Slash", more])
    page.evaluate(PRESS, ["?", "Slash", more])
    assert page.evaluate("() => document.activeElement.localName") == "body"
    expect(page.locator("dialog#keys")).to_be_hidden()


def test_a_field_gets_its_letters(server: Server, signed_in: SignIn) -> None:
    page = signed_in("leader-kg", language="ky")
    page.goto("/ky/accounts/home/")
    page.keyboard.press("/")
    page.keyboard.type("gl?e")
    expect(page.locator("#find")).to_have_value("gl?e")
    expect(page.locator("dialog#keys")).to_be_hidden()
    expect(page).to_have_url(re.compile("/ky/accounts/home/$"))
    page.locator("#find").fill("")
    page.keyboard.press("Escape")
    strike(page, "g l")
    expect(page).to_have_url(re.compile("/ky/library/$"))


@pytest.mark.parametrize(("language", "width"), [("ky", 360), ("ru", 1280), ("en", 1000)])
def test_all_keys_are_shown(server: Server, signed_in: SignIn, language: str, width: int) -> None:
    page = signed_in("coordinator", language=language, width=width)
    page.goto(f"/{language}/accounts/home/")
    page.keyboard.press("?")
    shown = page.get_by_role("dialog", name=said(page, "Keyboard shortcuts"))
    expect(shown).to_be_visible()
    for words in ("Search the site", "Next row of a list, the row before", "Today", "Desk", "Registers", "Notices"):
        expect(shown.locator("dd").filter(has_text=re.compile(f"^{re.escape(said(page, words))}$"))).to_have_count(1)
    sound(page, but="target-size")
    strike(page, "g l")  # not while it is open
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(page).to_have_url(re.compile(f"/{language}/accounts/home/$"))


def test_rows_are_walked_over_opened_and_come_back_to(server: Server, signed_in: SignIn) -> None:
    page = signed_in("teacher", language="ru", height=600)
    page.goto("/ru/library/?country=KG")
    first = page.locator("main :is(.lines > li, .rows > li, [data-row])").first
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    strike(page, "j j j j")
    expect(page.locator("main :is(.lines > li, .rows > li, [data-row])").nth(4)).to_be_focused()
    assert (
        page.locator("main :is(.lines > li, .rows > li, [data-row])")
        .nth(4)
        .evaluate("(one) => getComputedStyle(one).outlineStyle")
        == "solid"
    )
    expect(page.locator("main :is(.lines > li, .rows > li, [data-row])").nth(4)).to_be_in_viewport(ratio=1)
    row, down = page.evaluate(ROW), page.evaluate("scrollY")
    assert down > 0
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(row.split("\n")[0])
    with page.expect_navigation():
        page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/ru/library/\?country=KG$"))
    page.wait_for_function("() => document.activeElement.matches('main :is(.lines > li, .rows > li, [data-row])')")
    assert (page.evaluate(ROW), page.evaluate("scrollY")) == (row, down)


def test_e_does_the_deed_of_a_row_and_stays_there(server: Server, signed_in: SignIn) -> None:
    page = signed_in("moderator", language="ky", height=500)
    page.goto("/ky/notices/")
    open_ones = page.locator("#notices li:has([data-done])")
    before = open_ones.count()
    assert before > 1
    page.keyboard.press("e")  # no row in hand
    page.wait_for_timeout(300)
    expect(open_ones).to_have_count(before)
    words = open_ones.last.locator("p").first.inner_text()
    for _row in range(30):
        page.keyboard.press("j")
        if page.evaluate(ROW).startswith(words):
            break
    down = page.evaluate("scrollY")
    with page.expect_navigation():
        page.keyboard.press("e")
    expect(open_ones).to_have_count(before - 1)
    expect(page.locator("#notices li", has_text=words).first).to_be_focused()
    assert page.evaluate("scrollY") == down


def test_where_a_row_goes_with_its_deed_the_next_one_is_in_hand(server: Server, signed_in: SignIn) -> None:
    """Also where the page has something to say of it: j goes on from there, and does not begin at the head again."""
    page = signed_in("leader-kg", language="en")
    page.route(re.compile(r"/en/accounts/home/\??$"), _with_rows("one", "two", "three"))
    page.goto("/en/accounts/home/")
    strike(page, "j j")
    page.route(re.compile(r"/en/accounts/home/\??$"), _with_rows("one", "three"))
    with page.expect_navigation():
        page.keyboard.press("e")
    expect(page.locator("#three")).to_be_focused()
    page.route(re.compile(r"/en/accounts/home/\??$"), _with_rows("one"))
    with page.expect_navigation():
        page.keyboard.press("e")
    expect(page.locator("#one")).to_be_focused()
    page.route(re.compile(r"/en/accounts/home/\??$"), _with_rows())
    with page.expect_navigation():
        page.keyboard.press("e")
    expect(page.locator("h1")).to_be_focused()


def _with_rows(*names: str) -> Callable[[Route], None]:
    """Today with these matters alone, whose deeds lead back to it with a note at its head."""
    rows = "".join(
        f'<li id="{name}" data-row><a href="/en/forum/">{name}</a><form action="/en/accounts/home/">'
        "<button data-done>Done</button></form></li>"
        for name in names
    )
    main = f'<main id="main" tabindex="-1"><div class="notes">Done.</div><h1>Today</h1><ul>{rows}</ul></main>'

    def answer(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=re.sub(r"(?s)<main.*</main>", main, found.text()))

    return answer


def test_what_was_open_is_open_again(server: Server, signed_in: SignIn) -> None:
    """Pages of members are not stored by the browser: "back" fetches them, and they stand as they were left."""
    page = signed_in("teacher", language="en")
    page.route("**/en/library/", _with_a_row_that_opens)
    page.goto("/en/library/")
    row = page.locator("#row-1")
    row.locator("summary").click()
    page.mouse.wheel(0, 900)
    page.wait_for_function("() => scrollY === 900")
    page.goto("/en/forum/")
    page.go_back()
    expect(row).to_have_attribute("open", "")
    page.wait_for_function("() => scrollY === 900")
    row.locator("summary").evaluate("(one) => one.click()")
    page.go_forward()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Library")
    expect(row).not_to_have_attribute("open", "")
    # Come by a link it begins at its head.
    page.goto("/en/forum/")
    page.locator("nav.rail").get_by_role("link", name="Library").click()
    expect(page.locator("h1")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def _with_a_row_that_opens(route: Route) -> None:
    answer = route.fetch()
    row = '<details id="row-1"><summary>More</summary>' + "<p>All of it</p>" * 40 + "</details>"
    route.fulfill(
        response=answer, body=answer.text().replace('id="main" tabindex="-1">', f'id="main" tabindex="-1">{row}')
    )


def test_a_part_that_is_drawn_anew_keeps_the_focus(server: Server, signed_in: SignIn) -> None:
    page = signed_in("moderator", language="en", height=400)
    other = page.context.new_page()
    for one in (page, other):
        one.goto("/en/notices/")
        one.wait_for_load_state("networkidle")  # a tab that comes has the others look for news
    open_ones = page.locator("#notices li [data-done]")
    before = open_ones.count()
    rows = page.locator("#notices li")
    link = rows.last.locator("a, button").first
    link.focus()
    top = "(one) => Math.round(one.getBoundingClientRect().top)"
    words, eye = rows.last.inner_text(), rows.last.evaluate(top)
    other.locator("#notices [data-done]").first.click()
    expect(open_ones).to_have_count(before - 1)
    page.wait_for_load_state("networkidle")
    assert rows.last.evaluate("(one) => one.contains(document.activeElement)")
    assert rows.last.inner_text() == words
    # Though there is less above it; what is being drawn anew has no place.
    page.wait_for_function(
        """([eye]) => {
          const rows = document.querySelectorAll("#notices li");
          return Math.abs(rows[rows.length - 1].getBoundingClientRect().top - eye) <= 1.5;
        }""",
        arg=[eye],
    )
    # Where the button has gone with the deed, its row has the focus.
    row = open_ones.last.locator("xpath=ancestor::li").locator("p").first.inner_text()
    open_ones.last.focus()
    other.locator("#notices [data-done]").last.click()
    expect(open_ones).to_have_count(before - 2)
    assert page.evaluate(ROW).startswith(row)


def test_keys_can_be_switched_off(server: Server, signed_in: SignIn) -> None:
    page = signed_in("leader-ee", language="ky", width=360)
    page.goto("/ky/accounts/settings/")
    page.locator("#main").get_by_role("link", name=said(page, "Keyboard shortcuts")).click()
    sound(page)
    switch = page.get_by_label(said(page, "Use keyboard shortcuts"))
    expect(switch).to_be_checked()
    switch.uncheck()
    page.locator("#main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/ky/accounts/settings/$"))
    expect(page.locator("#main")).to_contain_text(said(page, "switched off"))
    strike(page, "? g l j Escape")
    page.wait_for_timeout(500)
    expect(page).to_have_url(re.compile("/ky/accounts/settings/$"))
    assert page.evaluate("() => document.activeElement.localName") == "body"
    # Menus close by Escape nevertheless.
    page.locator(".more > summary").click()
    expect(page.locator(".more-box")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".more-box")).to_be_hidden()
