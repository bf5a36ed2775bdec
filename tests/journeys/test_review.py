"""A practice is sent back, mended and published: the moderator at a desktop in Russian, the teacher on a phone in Kyrgyz."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.words import field, press, said, sound
from tests.journeys.writing import claim
from tests.server import Server

SignIn = Callable[..., Page]
TITLE = "Дарыяны бирге өлчөйбүз"
NOTE = "Тогуз-Торо ссылаются на Баетов"
HAND_IN = f"""
from accounts.models import User
from tests import practices
teacher = User.objects.get(email="teacher@example.org")
print(practices.submitted(by=teacher, language="ky", title="{TITLE}").code)
"""


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def claimed(page: Page) -> None:
    page.goto("/ru/desk/practices/")
    sound(page)
    claim(page, TITLE)
    sound(page)


def test_sent_back_mended_and_published(server: Server, signed_in: SignIn) -> None:
    code = server.run(HAND_IN).splitlines()[-1]
    moderator, other = (signed_in(role, language="ru") for role in ("moderator", "admin"))
    other.goto("/ru/desk/practices/")
    beside = other.locator("li.queue", has_text=TITLE)
    expect(beside.get_by_role("button", name=said(other, "Claim"))).to_be_visible()
    claimed(moderator)
    expect(beside.get_by_role("button")).to_have_count(0)  # taken, without a reload
    press(moderator, "Send back with the reason")  # nothing said yet
    expect(moderator.get_by_role("alert")).to_contain_text(said(moderator, "Choose a reason."))
    sound(moderator)
    moderator.locator("label:has(input[name=reason][value=quality])").click()
    press(moderator, "Begin with ready sentences")
    expect(field(moderator, "Message to the author")).to_have_value(re.compile("рахмат"))
    field(moderator, "Note for moderators").fill(NOTE)
    press(moderator, "Send back with the reason")
    expect(moderator.locator("li.queue", has_text=TITLE)).to_have_count(0)
    expect(beside).to_have_count(0)

    teacher = signed_in("teacher", language="ky", width=360)
    teacher.goto("/ky/notices/")
    teacher.locator("#main a", has_text=TITLE).first.click()
    expect(teacher.locator("#why")).to_contain_text("сапаты")
    assert NOTE not in teacher.content()
    sound(teacher)
    teacher.goto("/ky/demo/mails/")
    expect(teacher.locator(".lines li", has_text=TITLE).first).to_contain_text("сапаты")
    teacher.goto(f"/ky/practices/{code}/write/2/")
    reflection = teacher.locator("textarea[name=reflection]")
    reflection.fill(f"{reflection.input_value()} Эми балдар муну өздөрү улантып жатышат.")
    press(teacher, "Next step")
    teacher.goto(f"/ky/practices/{code}/look/")
    teacher.locator("textarea[name=answer]").fill("Жыйынтыгын коштум.")
    press(teacher, "Submit for review")
    expect(teacher.locator("h1")).to_have_text(said(teacher, "In review"))

    claimed(moderator)
    expect(moderator.locator("ins").first).to_contain_text("улантып жатышат")
    expect(moderator.locator("#main")).to_contain_text("Жыйынтыгын коштум.")
    expect(moderator.locator("#main")).to_contain_text(NOTE)
    press(moderator, "Publish")
    expect(moderator.locator("h1")).to_have_text(said(moderator, "Practices to judge"))

    teacher.goto(f"/ky/practices/{code}/review/")
    expect(teacher.locator(".timeline")).to_contain_text(said(teacher, "Published"))
    sound(teacher)
    ((live, reflection_now),) = server.rows("SELECT live, reflection FROM library_practice WHERE code = %s", code)
    assert (bool(live), "улантып жатышат" in reflection_now) == (True, True)
