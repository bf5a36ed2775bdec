"""The forum: a teacher asks, a partner answers live, a moderator moves and hides while others write; and without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.words import board, field, follow, heading, post, press, said, sound
from tests.server import Server

SignIn = Callable[..., Page]
Contexts = Callable[..., BrowserContext]
TITLE = "Каттар канча убакта жетет?"


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def write(page: Page, text: str) -> None:
    page.locator("[data-source]").fill(text)
    press(page, "Send")


def test_from_a_question_to_its_answer(server: Server, signed_in: SignIn) -> None:
    teacher = signed_in("teacher", language="ky", width=360)
    board(teacher, "Сабактар жана долбоорлор")
    sound(teacher)
    follow(teacher, "Open a topic")
    sound(teacher)
    press(teacher, "Send")
    expect(teacher.locator(".err").first).to_be_visible()
    field(teacher, "Title").fill(TITLE)
    field(teacher, "Your post").fill("Ат-Башыдан Тартуга чейин:\n\n- өткөн жолу 17 күн\n- силерде **канча**?")
    press(teacher, "Send")
    expect(teacher.locator("h1")).to_have_text(TITLE)
    expect(post(teacher, 1).locator(".words li")).to_have_count(2)
    sound(teacher)
    url = re.sub(r"^.*/ky/", "/ky/", teacher.url)

    partner = signed_in("leader-ee")
    partner.goto(url.replace("/ky/", "/en/"))
    post(partner, 1).get_by_role("link", name="Quote").click()
    text = partner.locator("[data-source]")
    expect(text).to_have_value(re.compile(r"^> #[a-z]{10}\n> Ат-Башыдан Тартуга чейин:"))
    partner.get_by_text("Name somebody who writes here").click()
    text.press("Control+End")
    partner.get_by_role("button", name="@Айбек Жумабеков").click()
    text.press_sequentially("nineteen days, with the holidays.")
    press(partner, "Send")
    expect(post(partner, 2).locator(".cite a")).to_have_text("Aibek Zhumabekov, #1")
    expect(post(partner, 2).locator(".words b")).to_have_text("@Айбек Жумабеков")
    sound(partner)

    # It arrives without a reload, and nothing jumps: the reader asks for it.
    news = teacher.locator("[data-news] a")
    expect(news).to_be_visible(timeout=8000)
    expect(teacher.locator(".toast").first).to_contain_text(TITLE)
    news.click()
    expect(post(teacher, 2)).to_contain_text("nineteen days")
    post(teacher, 2).get_by_role("button", name=said(teacher, "Thank you")).click()
    expect(post(teacher, 2).locator(".word[aria-pressed=true]")).to_have_count(1)
    post(teacher, 2).get_by_role("button", name=said(teacher, "Mark as the answer")).click()
    expect(post(teacher, 2).locator(".post-mark")).to_be_visible()
    sound(teacher)


def test_a_moderator_moves_and_hides_while_others_write(server: Server, signed_in: SignIn) -> None:
    teacher = signed_in("teacher", language="ky", width=360)
    board(teacher, "Сабактар жана долбоорлор")
    follow(teacher, "Open a topic")
    field(teacher, "Title").fill("Жылдырыла турган тема")
    field(teacher, "Your post").fill("Бул суроо башкаруу жөнүндө.")
    press(teacher, "Send")
    url = re.sub(r"^.*/ky/", "/ky/", teacher.url)

    third = signed_in("leader-kg", language="ky", width=360)
    third.goto(url)
    third.locator("[data-source]").fill("Азыр жазып жатам, анын ичинде бир окуучунун аты бар.")
    expect(third.locator("[data-kept]")).to_be_visible(timeout=8000)

    moderator = signed_in("moderator", language="ru")
    moderator.goto(url.replace("/ky/", "/ru/"))
    moderator.locator("summary", has_text=said(moderator, "Moderate this topic")).click()
    follow(moderator, "Move")
    sound(moderator)
    moderator.get_by_label("Управление школой").check()
    press(moderator, "Move")
    expect(moderator.locator(".crumb")).to_contain_text("Управление школой")

    press(third, "Send")
    expect(third.locator(".crumb")).to_contain_text("Мектепти башкаруу")
    expect(post(third, 2)).to_contain_text("Азыр жазып жатам")

    moderator.reload()
    post(moderator, 2).get_by_role("link", name=said(moderator, "Hide")).click()
    field(moderator, "Reason").fill("В сообщении имя ученика. Напишите без него.")
    sound(moderator)
    press(moderator, "Hide")
    expect(post(moderator, 2).locator(".note-red")).to_be_visible()

    third.reload()
    expect(post(third, 2)).to_contain_text("Напишите без него")
    sound(third)
    teacher.goto(url)
    expect(post(teacher, 2)).to_have_text(re.compile(re.escape(said(teacher, "A moderator hid this post."))))
    expect(post(teacher, 2)).not_to_contain_text("окуучунун аты")


def test_a_post_without_script(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360, java_script_enabled=False).new_page()
    page.goto("/ky/accounts/login/")
    field(page, "E-mail address").fill("leader-kg@example.org")
    field(page, "Password").fill(PASSWORD)
    press(page, "Sign in")
    board(page, "Мектепти башкаруу")
    page.get_by_role("link", name="Эки сменада иштеген мектепте").first.click()
    expect(page.locator(".posts .post")).to_have_count(5)
    page.locator("[data-source]").fill("Кийинкиси үчүн")
    press(page, "Keep as a draft")
    expect(page.locator("[data-source]")).to_have_value("Кийинкиси үчүн")
    write(page, "Скриптсиз жазылды")
    expect(post(page, 6)).to_contain_text("Скриптсиз жазылды")
    post(page, 2).get_by_role("button", name=said(page, "Useful")).click()
    expect(page).to_have_url(re.compile(r"#p2$"))
    assert heading(page).startswith("Эки сменада")
    assert server.rows("SELECT count(*) FROM community_post WHERE source = %s", "Скриптсиз жазылды") == [(1,)]


def test_first_posts_wait_on_the_desk(server: Server, signed_in: SignIn) -> None:
    page = signed_in("moderator", language="ru")
    page.goto("/ru/desk/posts/")
    sound(page)
    page.get_by_role("link", name="Songs that travel").click()
    sound(page)
    press(page, "Publish")
    expect(page.locator("h1")).to_have_text("Songs that travel: a melody without words")
    expect(post(page, 1)).to_be_visible()


def test_visitors_read_and_the_pages_are_sound(server: Server, browser_context: Contexts) -> None:
    for locale, width in (("ky", 320), ("ru", 1280)):
        page = browser_context(locale=locale, width=width).new_page()
        page.goto(f"/{locale}/forum/")
        sound(page)
        page.locator(".board-new a").first.click()
        sound(page)
