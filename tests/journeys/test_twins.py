"""Two schools at once: a proposal appears, is read and answered; the twin space opens; both sign; both talk."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.words import button, field, follow, press, said, sound, suggested
from tests.server import Server

SignIn = Callable[..., Page]
OWN_WORDS = "Дарыябыз тоодон агып түшөт, силердики талаада жай агат."
PASSWORDS = """
from accounts.models import User
for user in User.objects.filter(email__in=["kadri@example.org", "liis@example.org", "elena@example.org"]):
    user.set_password("koepueroe-demo")
    user.save()
"""
TEXTS = "(log) => [...log.querySelectorAll('[data-part=text]')].map((one) => one.textContent)"


def suggestion(page: Page, name: str) -> None:
    """From the wish to the letter to this institution."""
    page.goto("/{}/partners/".format(page.locator("html").get_attribute("lang")))
    follow(page, "Who fits")
    suggested(page, name).get_by_role("link", name=said(page, "Write a proposal")).click()


def send(page: Page, title: str) -> None:
    field(page, "Name of the project").fill(title)
    field(page, "In your own words").fill(OWN_WORDS)
    press(page, "Look at it once more")
    expect(page.locator("#main")).to_contain_text(OWN_WORDS)
    press(page, "Send the proposal")
    expect(page.locator("#main .tag").first).to_be_visible()


def arrived(page: Page, title: str) -> None:
    """Without a reload: a mark on the window would be gone."""
    expect(page.locator("#proposals").get_by_role("link", name=title)).to_be_visible(timeout=15_000)
    assert page.evaluate("window.stayed") is True


def stay(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("window.stayed = true")


def sign(page: Page, name: str) -> None:
    follow(page, "Agreement")
    page.locator("input[type=text]").first.fill(name)
    field(page, "I have read the agreement and sign it for my institution.").check()
    press(page, "Sign the agreement")


def paper(page: Page, language: str) -> str:
    answer = page.request.get(str(page.locator(f".papers a[hreflang={language}]").get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    text = "\n".join(part.extract_text() for part in PdfReader(io.BytesIO(answer.body())).pages)
    return re.sub(r"\s+", " ", text)


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox", name=said(page, "Message")).fill(text)
    press(page, "Send")


def talk(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-log]").evaluate(TEXTS)
    return found


@pytest.fixture(scope="module")
def peopled(shared: Server) -> Server:
    """Two more people of the demo may sign in here."""
    shared.run(PASSWORDS)
    return shared


@pytest.fixture
def unstarted(peopled: Server) -> Server:
    return peopled


@pytest.fixture
def leaders(server: Server, signed_in: SignIn) -> tuple[Page, Page]:
    """The Kyrgyz one on a phone, the Estonian one at a desk."""
    return signed_in("leader-kg", language="ky", width=360), signed_in("leader-ee", language="en")


def test_from_a_proposal_to_a_signed_agreement_and_talk(leaders: tuple[Page, Page]) -> None:
    naryn, tartu = leaders
    stay(tartu, "/en/proposals/")
    suggestion(naryn, "Tartu")
    sound(naryn)
    send(naryn, "Эки дарыя, бир суу")
    arrived(tartu, "Эки дарыя, бир суу")

    tartu.get_by_role("link", name="Эки дарыя, бир суу").click()
    expect(tartu.locator(".letter")).to_contain_text("Good day, dear colleagues!")
    expect(tartu.locator(".letter")).to_contain_text("Our class: 7-«Б».")
    expect(tartu.locator(".letter")).to_contain_text(OWN_WORDS)
    expect(tartu.locator(".as-typed[lang=ky]")).to_have_text(OWN_WORDS)
    sound(tartu)
    naryn.evaluate("window.stayed = true")
    press(tartu, "Accept")
    expect(tartu.locator("h1")).to_have_text("Эки дарыя, бир суу")
    expect(tartu).to_have_url(re.compile(r"/en/spaces/[a-z]+/$"))
    sound(tartu)

    expect(naryn.locator("#proposal-state")).to_contain_text(said(naryn, "accepted"), timeout=15_000)
    assert naryn.evaluate("window.stayed") is True
    naryn.goto(tartu.url.replace("/en/", "/ky/"))
    expect(naryn.locator("h1")).to_have_text("Эки дарыя, бир суу")
    expect(naryn.locator(".banks time, .banks [data-clock]")).not_to_have_count(0)
    sound(naryn)
    space = naryn.url
    _talk(naryn, tartu)
    tartu.goto(space.replace("/ky/", "/en/"))
    naryn.goto(space)
    _agree(naryn, tartu)


def _talk(naryn: Page, tartu: Page) -> None:
    for page in (naryn, tartu):
        expect(page.locator("[data-line-live]")).to_be_visible()
    write(naryn, "Саламатсыздарбы!")
    expect(tartu.locator("[data-log] .msg")).to_have_count(1)
    write(tartu, "Hello from the river Emajõgi.")
    write(naryn, "Бизде кар жаады.")
    words = ["Саламатсыздарбы!", "Hello from the river Emajõgi.", "Бизде кар жаады."]
    for page in (naryn, tartu):
        expect(page.locator("[data-log] .msg")).to_have_count(3)
        expect(page.locator("[data-waiting] .msg")).to_have_count(0)
    assert talk(naryn) == talk(tartu)
    assert sorted(talk(naryn)) == sorted(words)
    expect(tartu.locator("[data-part=text][lang=ky]").first).to_have_text("Саламатсыздарбы!")

    naryn.context.set_offline(True)
    write(naryn, "Байланыш үзүлдү")
    expect(naryn.locator("[data-waiting] .msg")).to_contain_text("Байланыш үзүлдү")
    expect(naryn.locator("[data-waiting] .msg")).to_contain_text(said(naryn, "Kept on this phone, not sent yet."))
    naryn.context.set_offline(False)
    for page in (naryn, tartu):
        expect(page.locator("[data-log] .msg")).to_have_count(4, timeout=45_000)
        expect(page.locator("[data-waiting] .msg")).to_have_count(0)
        page.reload()
        assert talk(page)[-1] == "Байланыш үзүлдү"
        assert sorted(talk(page)) == sorted([*words, "Байланыш үзүлдү"])


def _agree(naryn: Page, tartu: Page) -> None:
    follow(naryn, "Agreement")
    press(naryn, "Draw up the trial agreement")
    expect(naryn.locator("#agreement-text")).to_contain_text("Эки дарыя, бир суу")
    sound(naryn)
    sign(naryn, "Гүлзат Асанова")
    expect(naryn.locator("#signatures")).to_contain_text("Гүлзат Асанова")
    sign(tartu, "Katrin Saar")
    expect(tartu.locator("#signatures")).to_contain_text("Katrin Saar")
    expect(tartu.locator("#main")).to_contain_text("All parties have signed.")
    expect(naryn.locator("#signatures")).to_contain_text("Katrin Saar", timeout=15_000)
    sound(tartu)
    texts = {language: paper(tartu, language) for language in ("ky", "ru", "en")}
    for text in texts.values():
        assert "Эки дарыя, бир суу" in text
        assert "Katrin Saar" in text
        assert "Гүлзат Асанова" in text
    assert len(set(texts.values())) == 3


def test_the_answer_is_no_with_a_reason(server: Server, signed_in: SignIn) -> None:
    naryn, haapsalu = signed_in("leader-kg", language="ky", width=360), signed_in("kadri", language="en")
    suggestion(naryn, "Haapsalu")
    send(naryn, "Төрт мезгил сүрөттө")
    naryn.evaluate("window.stayed = true")
    haapsalu.goto(naryn.url.replace("/ky/", "/en/"))
    haapsalu.locator("summary", has_text="Decline with a reason").click()
    choice = haapsalu.locator("form[action$='/decline/'] label.radio").first
    reason = choice.inner_text().strip()
    choice.click()
    press(haapsalu, "Decline")
    expect(haapsalu.locator("#main")).to_contain_text(f"Declined, because: {reason}")
    sound(haapsalu)
    expect(naryn.locator("#proposal-state")).to_contain_text(said(naryn, "declined"), timeout=15_000)
    assert naryn.evaluate("window.stayed") is True
    naryn.reload()
    expect(naryn.locator("#main")).to_contain_text(said(naryn, "Declined, because: %(reason)s").split("%(")[0].strip())


def test_what_was_withdrawn_is_not_accepted_and_a_double_click_sends_one(server: Server, signed_in: SignIn) -> None:
    tartu, karakol = signed_in("leader-ee", language="en"), signed_in("elena", language="ru", width=360)
    suggestion(tartu, "Tolkun School")
    field(tartu, "Name of the project").fill("Clicked twice")
    press(tartu, "Look at it once more")
    tartu.get_by_role("button", name="Send the proposal").dblclick()
    expect(tartu).to_have_url(re.compile(r"/en/proposals/[a-z]+/$"))
    assert server.rows("SELECT count(*) FROM twinning_proposal WHERE title = %s", "Clicked twice") == [(1,)]

    karakol.goto(tartu.url.replace("/en/", "/ru/"))
    expect(button(karakol, "Accept")).to_be_visible()
    karakol.context.set_offline(True)  # no news reach the page, so that the old button is pressed
    follow(tartu, "Withdraw")
    press(tartu, "Withdraw")
    expect(tartu.locator("#proposal-state")).to_contain_text("withdrawn")
    karakol.context.set_offline(False)
    press(karakol, "Accept")
    expect(karakol.locator("#proposal-state")).to_contain_text(said(karakol, "withdrawn"))
    assert server.rows(
        "SELECT count(*) FROM twinning_proposal WHERE state = %s AND title = %s", "accepted", "Clicked twice"
    ) == [(0,)]


def space(page: Page) -> None:
    page.goto("/{}/spaces/".format(page.locator("html").get_attribute("lang")))
    page.get_by_role("link", name="Төрт мезгил").first.click()
    expect(page.locator("[data-line-live]")).to_be_visible()


def test_a_message_is_reported_and_its_writer_blocked(server: Server, signed_in: SignIn) -> None:
    aibek, liis = signed_in("teacher", language="ky", width=360), signed_in("liis", language="en")
    space(aibek)
    space(liis)
    write(liis, "Something unkind")
    unkind = aibek.locator("[data-log] .msg", has_text="Something unkind")
    unkind.locator("summary").click()
    unkind.get_by_role("link", name=said(aibek, "Report")).click()
    expect(aibek.locator("blockquote")).to_have_text("Something unkind")
    sound(aibek)
    aibek.locator("input[type=radio]").first.check()
    press(aibek, "Send the report")
    sound(aibek)
    press(aibek, "Block")
    space(aibek)
    expect(aibek.locator("[data-log]")).to_contain_text(said(aibek, "You blocked this person."))
    expect(aibek.locator("[data-log]")).not_to_contain_text("Something unkind")
    write(liis, "Are you there?")
    expect(liis.locator("[data-log]")).to_contain_text("Are you there?")
    expect(aibek.locator("[data-log] .msg").last).to_contain_text(said(aibek, "You blocked this person."))
    expect(aibek.locator("[data-log]")).not_to_contain_text("Are you there?")

    moderator = signed_in("moderator", language="ru")
    moderator.goto("/ru/desk/reports/")
    moderator.locator("#reports .lines a").first.click()
    expect(moderator.locator("#main")).to_contain_text("Something unkind")
    sound(moderator)
