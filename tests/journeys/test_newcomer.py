"""A newcomer signs up, confirms, finds the school or adds it, asks to join; until verified the refusing pages say why."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import PASSWORD, in_the_frame, log_out, sign_up
from tests.journeys.words import button, field, follow, link, press, said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def unstarted(standing: Server) -> Server:
    return standing


def find(page: Page, text: str) -> None:
    page.locator("#q").fill(text)
    press(page, "Find")


def test_from_the_form_to_the_school_on_a_phone(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    sign_up(page, language="ky", name="Айгүл Бейшеналиева", email="aigul@example.org")
    expect(page).to_have_url(re.compile(r"/ky/join/$"))  # straight on to what comes first
    sound(page)
    find(page, "ала тоо 3 ат башы")  # without the letters that the layout hides
    row = page.locator(".inst, .lines li", has_text="Ала-Тоо №3 орто мектеби").first
    sound(page)
    row.get_by_role("link").first.click()
    if "/join/" not in page.url:
        follow(page, "Ask to join")
    sound(page)
    page.get_by_role("radio", name=said(page, "teacher")).check()  # nothing is chosen for them
    press(page, "Ask to join")
    expect(page).to_have_url(re.compile(r"/ky/my/$"))
    expect(page.locator("#main")).to_contain_text(said(page, "You wait for verification"))

    page.goto("/ky/partners/")  # the school has a leader who decides first
    expect(page.locator("#main")).to_contain_text(said(page, "You wait for verification"))
    sound(page)


def test_a_school_that_is_not_there_is_added(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ru", width=360).new_page()
    sign_up(page, language="ru", name="Вера Новикова", email="vera@example.org")
    page.goto("/ru/join/")
    find(page, "Школа у перевала Тоо-Ашуу")
    follow(page, "It is not here: add it")
    expect(field(page, "Name of the institution")).to_have_value("Школа у перевала Тоо-Ашуу")
    press(page, "Add it")  # without a town: the form says what is missing and keeps the name
    expect(page.locator(".err").first).to_be_visible()
    expect(field(page, "Name of the institution")).to_have_value("Школа у перевала Тоо-Ашуу")
    sound(page)
    field(page, "Town or village").fill("Тоо-Ашуу")
    page.get_by_role("radio", name=said(page, "leader")).check()
    press(page, "Add it")
    expect(page).to_have_url(re.compile(r"/ru/my/$"))
    expect(page.locator("#main")).to_contain_text("Школа у перевала Тоо-Ашуу")
    expect(page.locator("#main")).to_contain_text(said(page, "You wait for verification"))
    sound(page)

    page.goto("/ru/partners/")  # nobody is verified there yet, so who asked prepares
    press(page, "Write a wish")
    follow(page, "Describe a class")
    expect(page.locator("input[name=name]")).to_be_visible()


def test_nearly_the_same_name_is_asked_about_first(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en").new_page()
    sign_up(page, language="en", name="Peter Berg", email="peter@example.org")
    page.goto("/en/join/new/?name=Tartu Riverside Schol")
    page.locator("select[name=country]").select_option("EE")
    field(page, "Town or village").fill("Tartu")
    page.get_by_role("radio", name=said(page, "teacher")).check()
    press(page, "Add it")
    expect(page.get_by_role("alert").first).to_contain_text("Tartu Riverside School")
    expect(field(page, "Town or village")).to_have_value("Tartu")


def test_who_is_not_verified_reads_why_and_what_happens_next(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ru").new_page()
    sign_up(page, language="ru", name="Иван Ли", email="ivan@example.org")
    for path in ("partners/", "my/classes/new/"):
        page.goto(f"/ru/{path}")
        expect(link(page, "Find my institution")).to_be_visible()
        sound(page)
    for path in ("desk/", "desk/registers/"):
        answer = page.goto(f"/ru/{path}")
        assert answer is not None
        assert answer.status in {403, 404}
        expect(page.locator("h1")).to_be_visible()


def test_signing_in_again_after_signing_out(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en").new_page()
    sign_up(page, language="en", name="Anna Roe", email="anna@example.org")
    log_out(page)
    expect(page.locator("header.top").get_by_role("link", name="Sign in")).to_be_visible()
    page.goto("/en/accounts/login/")
    field(page, "E-mail address").fill("anna@example.org")
    field(page, "Password").fill("something else")
    button(page, "Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text(
        said(page, "The address and the password do not match. Check both, or set a new password.")
    )
    expect(field(page, "E-mail address")).to_have_value("anna@example.org")
    field(page, "Password").fill(PASSWORD)
    button(page, "Sign in").click()
    in_the_frame(page)
