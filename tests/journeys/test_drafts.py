"""Nothing typed is lost: a reload, the other language, a preview and back, a page left at once, a token that grew old."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.journeys.test_twins import suggestion
from tests.journeys.words import button, field, press, said, sound
from tests.server import Server

SignIn = Callable[..., Page]
WORDS = "Дарыябыз тоодон агып түшөт, силердики талаада жай агат."
TITLE = "Эки дарыя"


@pytest.fixture
def naryn(server: Server, signed_in: SignIn) -> Page:
    return signed_in("leader-kg", language="ky", width=360)


def words_of(page: Page) -> Locator:
    return page.locator("textarea[name=words]")


def kept(page: Page, form: str = "main form") -> None:
    """Within two seconds of the pause."""
    expect(page.locator(f"{form} .saved[role=status]")).to_have_text(
        said(page, "Kept", "what is being written"), timeout=2500
    )


def in_language(page: Page, language: str) -> None:
    page.goto(re.sub(r"/(ky|ru|en)/", f"/{language}/", page.url, count=1))


def stands(page: Page) -> None:
    expect(words_of(page)).to_have_value(WORDS)
    expect(page.locator("input[name=title]")).to_have_value(TITLE)
    expect(page.locator("input[name=own_1]")).to_have_value("Сүрөт көргөзмөсү")


def test_a_proposal_survives_whatever_happens_to_its_page(naryn: Page) -> None:
    suggestion(naryn, "Tartu")
    write_url = naryn.url
    field(naryn, "Name of the project").fill(TITLE)
    naryn.locator("input[name=own_1]").fill("Сүрөт көргөзмөсү")
    words_of(naryn).fill(WORDS)
    kept(naryn)
    naryn.reload()
    stands(naryn)
    expect(naryn.locator("main .notes")).to_contain_text(said(naryn, "Throw it away"))
    sound(naryn)
    in_language(naryn, "ru")
    stands(naryn)
    in_language(naryn, "ky")
    press(naryn, "Look at it once more")
    expect(naryn.locator("#main")).to_contain_text(WORDS)
    expect(naryn).to_have_url(re.compile(r"\?look=1$"))
    naryn.reload()
    expect(naryn.locator("#main")).to_contain_text(WORDS)
    sound(naryn)
    naryn.go_back()
    stands(naryn)
    naryn.go_forward()
    press(naryn, "Change something")
    stands(naryn)

    press(naryn, "Throw it away")
    expect(words_of(naryn)).to_have_value("")
    press(naryn, "Bring it back")
    stands(naryn)
    press(naryn, "Look at it once more")
    press(naryn, "Send the proposal")
    expect(naryn).to_have_url(re.compile(r"/ky/proposals/[a-z]+/$"))
    naryn.goto(write_url)  # leads to the proposal that is open now
    expect(naryn.locator("main")).not_to_contain_text(said(naryn, "Throw it away"))


def test_a_page_that_is_left_at_once_loses_nothing(naryn: Page) -> None:
    naryn.goto("/ky/accounts/settings/name/")
    field(naryn, "Your name").fill("Гүлзат А.")
    naryn.goto("/ky/accounts/home/")
    naryn.wait_for_timeout(1500)  # the browser sends it after the page has gone
    naryn.goto("/ky/accounts/settings/name/")
    expect(field(naryn, "Your name")).to_have_value("Гүлзат А.")
    press(naryn, "Throw it away")
    expect(field(naryn, "Your name")).not_to_have_value("Гүлзат А.")


def test_a_step_of_a_wish_saves_itself(naryn: Page) -> None:
    naryn.goto("/ky/partners/")
    link = naryn.locator("main a[href*='/wish/']").first.get_attribute("href") or ""
    code = re.search(r"/partners/([a-z]+)/", link).group(1)  # type: ignore[union-attr]  # every wish has one
    step = next(number for number in range(1, 7) if _has_words(naryn, f"/ky/partners/{code}/wish/{number}/"))
    text = naryn.locator("main form textarea").first
    text.fill(WORDS)
    kept(naryn)
    in_language(naryn, "en")
    expect(naryn.locator("main form textarea").first).to_have_value(WORDS)
    naryn.goto(f"/ky/partners/{code}/wish/{step}/")
    naryn.locator("main form.stack button.btn-1").click()
    expect(naryn).not_to_have_url(re.compile(rf"/wish/{step}/$"))
    naryn.goto(f"/ky/partners/{code}/wish/{step}/")
    expect(naryn.locator("main form textarea").first).to_have_value(WORDS)
    expect(naryn.locator("main")).not_to_contain_text(said(naryn, "Throw it away"))


def _has_words(page: Page, address: str) -> bool:
    page.goto(address)
    return page.locator("main form textarea").count() > 0


def test_a_message_that_was_begun_waits_in_its_room(naryn: Page) -> None:
    naryn.goto("/ky/spaces/")
    naryn.locator("main a[href*='/spaces/']").first.click()
    text = naryn.get_by_role("textbox", name=said(naryn, "Message"))
    text.fill("Башталган кат")
    kept(naryn, "[data-write]")
    space = naryn.url
    naryn.goto("/ky/accounts/home/")
    naryn.goto(space)
    expect(text).to_have_value("Башталган кат")
    expect(naryn.locator("[data-line-live]")).to_be_visible()
    button(naryn, "Send").click()
    expect(naryn.locator("[data-log] .msg").last).to_contain_text("Башталган кат")
    text.fill("Экинчи кат")  # the page stays: what is typed next is a draft of its own
    kept(naryn, "[data-write]")
    naryn.reload()
    expect(text).to_have_value("Экинчи кат")
    button(naryn, "Send").click()
    expect(naryn.locator("[data-log] .msg").last).to_contain_text("Экинчи кат")
    naryn.reload()
    expect(text).to_have_value("")


def test_a_message_that_was_sent_without_a_connection_is_no_draft(naryn: Page) -> None:
    naryn.goto("/ky/spaces/")
    naryn.locator("main a[href*='/spaces/']").first.click()
    text = naryn.get_by_role("textbox", name=said(naryn, "Message"))
    text.fill("Жолдо жазылган кат")
    kept(naryn, "[data-write]")
    for door in ("**/kept/", "**/messages?*"):
        naryn.route(door, lambda route: route.abort())
    button(naryn, "Send").click()
    expect(naryn.locator("[data-waiting] .msg")).to_contain_text("Жолдо жазылган кат")
    naryn.reload()
    expect(text).to_have_value("", timeout=8000)  # it waits above, and stands in the composer no more
    naryn.unroute("**/messages?*")
    naryn.unroute("**/kept/")
    naryn.evaluate("dispatchEvent(new Event('online'))")
    expect(naryn.locator("[data-log] .msg").last).to_contain_text("Жолдо жазылган кат")
    naryn.reload()
    expect(text).to_have_value("")
    expect(naryn.locator("[data-log] .msg", has_text="Жолдо жазылган кат")).to_have_count(1)


def test_two_tabs_of_one_room_lose_nothing_of_each_other(naryn: Page) -> None:
    naryn.goto("/ky/spaces/")
    naryn.locator("main a[href*='/spaces/']").first.click()
    expect(naryn.locator("[data-line-live]")).to_be_visible()
    other = naryn.context.new_page()
    other.goto(naryn.url)
    name = said(naryn, "Message")
    first, second = (page.get_by_role("textbox", name=name) for page in (naryn, other))
    first.fill("Биринчи барактагы кат")
    kept(naryn, "[data-write]")
    second.fill("Экинчи барактагы кат")
    kept(other, "[data-write]")
    button(other, "Send").click()
    expect(other.locator("[data-log] .msg").last).to_contain_text("Экинчи барактагы кат")
    other.wait_for_timeout(1000)
    naryn.reload()
    expect(first).to_have_value("Биринчи барактагы кат")
    press(naryn, "Throw it away")


def test_why_it_was_not_kept(naryn: Page) -> None:
    naryn.goto("/ky/accounts/settings/name/")
    whys = (
        (409, "Not kept: somebody else has signed in in this browser. Copy what you typed before you leave the page."),
        (413, "Not kept: the text is too long. Make it shorter or copy it before you leave the page."),
        (429, "Not kept yet: it was saved too often within one minute. In a minute it is tried again."),
        (503, "Not kept yet: there is no connection."),
    )
    asked: list[int] = []

    def answer(status: int) -> Callable[[Route], None]:
        def fulfil(route: Route) -> None:
            asked.append(status)
            route.fulfill(status=status)

        return fulfil

    for status, why in whys:
        naryn.route("**/kept/", answer(status))
        field(naryn, "Your name").fill(f"Гүлзат {status}")
        expect(naryn.locator("main form .saved[role=status]").first).to_have_text(said(naryn, why))
        naryn.unroute("**/kept/")
    assert asked == [status for status, _why in whys]  # none was tried again at once


def test_a_long_text_is_kept_before_anybody_can_leave(naryn: Page) -> None:
    suggestion(naryn, "Tartu")
    text = "Дарыя жана тоо. " * 2000  # more than 64 KB on its way
    with naryn.expect_response("**/kept/", timeout=1000):
        words_of(naryn).fill(text)


def test_the_form_of_a_visitor_stays_until_it_was_taken(
    server: Server, browser_context: Callable[..., BrowserContext]
) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    page.goto("/ky/accounts/signup/")
    box = page.locator("main form input[type=checkbox]").first
    page.locator("main form input[name=email]").fill("not an address")
    box.check()
    press(page, "Sign up")
    expect(page.locator("main form input[name=email]")).to_have_value("not an address")
    in_language(page, "ru")
    expect(page.locator("main form input[name=email]")).to_have_value("not an address")
    expect(box).to_be_checked()
    page.locator("main form input[name=email]").fill("newcomer@example.org")
    page.route("**/signup/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    press(page, "Sign up")
    page.wait_for_timeout(500)
    page.unroute("**/signup/")
    page.goto("/ky/accounts/signup/")
    expect(page.locator("main form input[name=email]")).to_have_value("newcomer@example.org")
    page.goto("/ky/accounts/login/")
    page.locator("input[name=login]").fill("leader-kg@example.org")
    page.locator("input[name=password]").fill("koepueroe-demo")
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"^(?!.*/login/).*$"))
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('typed:'))") == []


def test_signing_in_in_another_tab_costs_one_click(naryn: Page) -> None:
    naryn.goto("/ky/accounts/settings/name/")
    other = naryn.context.new_page()
    other.goto("/ky/accounts/logout/")
    press(other, "Sign out")
    expect(other.locator("[data-live]")).to_have_count(0)  # on a page of nobody
    other.goto("/ky/accounts/login/")
    other.locator("input[name=login]").fill("leader-kg@example.org")
    other.locator("input[name=password]").fill("koepueroe-demo")
    other.locator("form:has(input[name=password]) button[type=submit]").first.click()
    other.wait_for_url(re.compile(r"^(?!.*/login/).*$"))
    other.goto("/ky/accounts/login/")
    expect(other).not_to_have_url(re.compile("/login/"))

    naryn.route("**/kept/", lambda route: route.abort())  # the form alone, without its script's fresh token
    field(naryn, "Your name").fill("Гүлзат Асанова-Тест")
    press(naryn, "Save")
    expect(field(naryn, "Your name")).to_have_value("Гүлзат Асанова-Тест")
    expect(naryn.locator("main .notes")).to_contain_text(said(naryn, "Throw it away"))
    press(naryn, "Save")
    expect(naryn).not_to_have_url(re.compile("/name/"))


def test_who_else_has_signed_in_meanwhile_is_said_with_the_words_to_copy(naryn: Page) -> None:
    naryn.goto("/ky/accounts/settings/name/")
    other = naryn.context.new_page()
    other.goto("/ky/accounts/logout/")
    press(other, "Sign out")
    expect(other.locator("[data-live]")).to_have_count(0)
    other.goto("/ky/accounts/login/")
    other.locator("input[name=login]").fill("moderator@example.org")
    other.locator("input[name=password]").fill("koepueroe-demo")
    other.locator("form:has(input[name=password]) button[type=submit]").first.click()
    other.wait_for_url(re.compile(r"^(?!.*/login/).*$"))
    field(naryn, "Your name").fill("Гүлзат Асанова-Тест")
    expect(naryn.locator("main form .saved[role=status]").first).to_have_text(
        said(
            naryn,
            "Not kept: somebody else has signed in in this browser. Copy what you typed before you leave the page.",
        )
    )
    press(naryn, "Save")
    expect(naryn.locator("h1")).to_have_text(said(naryn, "Somebody else is signed in now"))
    expect(naryn.locator("#main")).to_contain_text("Гүлзат Асанова-Тест")
    sound(naryn)
