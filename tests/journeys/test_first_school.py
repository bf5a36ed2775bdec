"""A school is added with its website; a coordinator decides about it and its leader in one step; a class and a wish."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import sign_up
from tests.journeys.words import field, follow, press, said, sound
from tests.server import Server

SCHOOL, SITE = "Сары-Камыш айылынын мектеби", "https://sary-kamysh.example.org/"


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def test_from_the_form_to_the_first_wish(
    server: Server, browser_context: Callable[..., BrowserContext], signed_in: Callable[..., Page]
) -> None:
    newcomer = browser_context(locale="ky", width=360).new_page()
    sign_up(newcomer, language="ky", name="Назгүл Асанова", email="nazgul.a@example.org")
    newcomer.goto(f"/ky/join/new/?name={SCHOOL}")
    field(newcomer, "Town or village").fill("Сары-Камыш")
    field(newcomer, "Website").fill(SITE)
    press(newcomer, "Add it")  # without a role: it is asked, and everything typed stays
    expect(newcomer.get_by_role("alert").first).to_contain_text(said(newcomer, "My role"))
    expect(field(newcomer, "Website")).to_have_value(SITE)
    sound(newcomer)
    newcomer.get_by_role("radio", name=said(newcomer, "leader")).check()
    press(newcomer, "Add it")
    expect(newcomer).to_have_url(re.compile(r"/ky/my/$"))

    page = signed_in("coordinator", language="ru")
    page.goto("/ru/desk/people/")
    page.locator("ol li", has_text="Назгүл Асанова").get_by_role("link", name=said(page, "Look and decide")).click()
    sound(page)
    follow(page, "Decide about both")
    expect(page.get_by_role("link", name=SITE)).to_have_attribute("href", SITE)
    sound(page)
    form = page.locator("form:has(input[value=verify])")
    form.get_by_role("checkbox", name=re.compile("Назгүл Асанова")).check()
    form.locator("textarea").fill("Позвонила в айыл окмоту.")
    form.locator("button[type=submit]").click()
    page.goto("/ru/desk/people/")
    expect(page.locator("#main")).not_to_contain_text("Назгүл Асанова")

    newcomer.goto("/ky/my/classes/new/")
    newcomer.locator("input[name=name]").fill("7-А")
    for name, value in (("age_from", "12"), ("age_to", "13"), ("size", "24")):
        newcomer.locator(f"input[name={name}]").fill(value)
    newcomer.locator("select[name=language1]").select_option("ky")
    newcomer.locator("select[name=level1]").select_option("native")
    press(newcomer, "Save the class")
    sound(newcomer)
    press(newcomer, "Write a wish for it")
    expect(newcomer.get_by_role("radio", name="7-А")).to_be_checked()
    field(newcomer, "Name of the project").fill("Тоо суусу")
    press(newcomer, "Next step")
    expect(newcomer.locator("label:has(input[name=theme_weight][value='8'])")).to_have_text(
        said(newcomer, "counts most")
    )
    sound(newcomer)
    follow(newcomer, "See who would fit")
    expect(newcomer.locator("h1")).to_have_text(said(newcomer, "Partners"))
    sound(newcomer)
