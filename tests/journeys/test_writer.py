"""A teacher on a phone: four steps that save themselves, a picture, what is missing, sent and taken back; also without script."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.journeys.words import field, follow, press, said, sound
from tests.journeys.writing import rights, the_story, what_it_is
from tests.practices import picture
from tests.server import Server

SignIn = Callable[..., Page]
TITLE = "Суунун эки тилдеги күндөлүгү"
SUMMARY = "Эки класс дарыянын суусун жума сайын өлчөп, бир таблицага жазат."
STORY = "Биздин мектеп дарыянын боюнда турат. 7-класста 26 окуучу бар, сабактары экинчи нөөмөттө өтөт."


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def test_a_practice_from_the_first_word_to_the_desk(server: Server, signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in("teacher", language="ky", width=360)
    page.goto("/ky/my/practices/")
    sound(page)
    press(page, "Write a practice")
    expect(page).to_have_url(re.compile(r"/write/1/$"))
    what_it_is(page, TITLE, SUMMARY)
    expect(page.locator("[data-autosave-status]")).to_contain_text(re.compile(r"\d\d:\d\d"), timeout=10_000)
    sound(page)
    page.reload()  # a phone that fell asleep: everything is there
    expect(field(page, "Title")).to_have_value(TITLE)
    press(page, "Next step")
    expect(page).to_have_url(re.compile(r"/write/2/$"))
    the_story(page, STORY, f"1. {STORY}\n2. Жума сайын өлчөйбүз.")
    sound(page)
    uploads_a_picture(page, tmp_path)
    press(page, "Next step")
    expect(page).to_have_url(re.compile(r"/write/4/$"))
    rights(page)
    sound(page)
    press(page, "Save and look")
    mends_what_is_missing(page)
    sends_and_recalls(page)


def uploads_a_picture(page: Page, folder: Path) -> None:
    """The first file is chosen while the script is still under way, as on a slow line."""
    wrong, right = folder / "сүрөт.svg", folder / "дарыя.jpg"
    wrong.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    right.write_bytes(picture(size=(1600, 1200)))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/file-upload*.js", hold)
    with page.expect_request("**/file-upload*.js"):
        press(page, "Next step")
    expect(page).to_have_url(re.compile(r"/write/3/$"))
    page.locator("input[type=file]").set_input_files(wrong)
    held[0].continue_()
    page.unroute("**/file-upload*.js")
    expect(page.locator("[data-upload-wrong]")).to_contain_text("SVG")
    page.locator("input[type=file]").set_input_files(right)
    expect(page.locator("img.thumb")).to_be_visible()
    assert page.locator("img.thumb").evaluate("image => image.decode().then(() => image.naturalWidth)") == 480
    sound(page)


def mends_what_is_missing(page: Page) -> None:
    """The picture has no words yet: the link leads to its very field."""
    expect(page.locator(".found li")).to_have_count(1)
    sound(page)
    page.locator(".found a").click()
    expect(page.locator(".err").first).to_be_visible()
    field(page, "What the picture shows").fill("Эки окуучу дарыянын суусун өлчөп жатат")
    press(page, "Next step")
    press(page, "Save and look")
    expect(page.locator("#main")).to_contain_text(said(page, "Nothing is missing. This is how a reader will see it."))
    sound(page)


def sends_and_recalls(page: Page) -> None:
    follow(page, "See it as a reader")
    sound(page)
    follow(page, "Back")
    press(page, "Submit for review")
    expect(page.locator("h1")).to_have_text(said(page, "In review"))
    sound(page)
    page.goto(page.url.replace("/look/", "/write/1/"))
    sound(page)
    press(page, "Recall to draft")
    expect(page.locator("#main")).to_contain_text(said(page, "Nothing is missing. This is how a reader will see it."))
    press(page, "Submit for review")
    page.goto("/ky/my/practices/")
    expect(page.locator(".lines li").first).to_contain_text(said(page, "in review"))


def test_two_windows_never_lose_a_word(server: Server, signed_in: SignIn) -> None:
    page = signed_in("teacher", language="ru", width=1280)
    page.goto("/ru/practices/new/")
    sound(page)
    press(page, "Begin")
    other = page.context.new_page()
    other.goto(page.url)
    field(other, "Title").fill("Из второго окна")
    press(other, "Next step")
    field(page, "Title").fill("Из первого окна")
    expect(page.locator(".kept-bad")).to_be_visible(timeout=10_000)  # it does not save itself over theirs
    press(page, "Next step")
    expect(page.locator("form input[name=title]").first).to_have_value("Из первого окна")
    expect(page.locator("input[name=theirs-title]")).to_have_value("Из второго окна")
    sound(page)
    press(page, "Save mine")
    expect(page).to_have_url(re.compile(r"/write/2/$"))


def test_without_script_the_buttons_do_the_same(
    server: Server, browser_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = browser_context(locale="en", java_script_enabled=False).new_page()
    page.goto("/en/accounts/login/?next=/en/practices/new/")
    page.locator("input[name=login]").fill("teacher@example.org")
    page.locator("input[name=password]").fill("koepueroe-demo")
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    press(page, "Begin")
    field(page, "Title").fill("Written without any script")
    press(page, "Save and go on later")
    follow(page, "Written without any script")
    page.goto(re.sub(r"/write/\d/", "/write/3/", page.url))
    photo = tmp_path / "river.jpg"
    photo.write_bytes(picture(size=(900, 600)))
    page.locator("input[type=file]").set_input_files(photo)
    press(page, "Send")
    expect(page.locator("img.thumb")).to_be_visible()
    press(page, "Remove")
    expect(page.locator("h1")).to_have_text(said(page, "Remove this file?"))
    press(page, "Remove")
    expect(page.locator("img.thumb")).to_have_count(0)
    page.goto(page.url.split("/write/")[0] + "/look/")
    follow(page, "Delete the draft")
    press(page, "Delete")
    expect(page.locator("#main")).to_contain_text("The draft is deleted")
