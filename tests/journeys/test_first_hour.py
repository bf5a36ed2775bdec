"""A new leader's first hour, in Kyrgyz on a phone: every form is loaded again before it is sent and loses nothing, and
every page that refuses says why and leads on."""

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import sign_up
from tests.journeys.words import button, field, follow, press, said, sound, suggested
from tests.server import Server

Contexts = Callable[..., BrowserContext]
SignIn = Callable[..., Page]
SCHOOL = "Кара-Кужур айылынын мектеби"
NAME, EMAIL = "Гүлмира Сатыбалдиева", "gulmira.s@example.org"
OWN_WORDS = "Айылыбыз жайлоонун этегинде. Балдар суунун деңгээлин жума сайын өлчөйт."
KYRGYZ = re.compile(r"[а-яөүң]{3}", re.IGNORECASE)


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def test_the_first_hour_of_a_leader(server: Server, browser_context: Contexts, signed_in: SignIn) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    signs_up(page)
    before_there_is_a_school(page)
    adds_the_school(page)
    while_it_waits(page)
    describes_a_class(page)
    wish = writes_a_wish(page)
    decides(signed_in("coordinator", language="ru"))
    opens(page, wish)
    proposes(page)


def types(page: Page, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        page.locator(f"#main [name={name}]").first.fill(text)


def stays(page: Page, texts: Mapping[str, str]) -> None:
    """Typed, kept within two seconds, and here again after the page was loaded anew, which says so."""
    types(page, texts)
    form = page.locator("#main form", has=page.locator(f"[name={next(iter(texts))}]")).first
    expect(form.locator(".saved[role=status]")).to_have_text(said(page, "Kept", "what is being written"), timeout=4000)
    page.reload()
    for name, text in texts.items():
        expect(page.locator(f"#main [name={name}]").first).to_have_value(text)
    expect(page.locator("main .notes")).to_contain_text(said(page, "Throw it away"))


def leads_on(page: Page, path: str) -> None:
    """A door that is not open yet says so in Kyrgyz, and its first button or link leads to a page that is."""
    page.goto(path)
    assert KYRGYZ.search(page.locator("h1").inner_text()), path
    sound(page)
    ways = page.locator("#main a.btn, #main .empty form, #main a.link, #main .note a, #main .r-t a")
    assert ways.count(), path
    onward = str(ways.first.get_attribute("href") or ways.first.get_attribute("action"))
    assert (path, onward, page.request.get(onward).status) == (path, onward, 200)


def signs_up(page: Page) -> None:
    page.goto("/ky/accounts/signup/")
    field(page, "Your name").fill(NAME)
    field(page, "E-mail address").fill(EMAIL)
    page.reload()
    expect(field(page, "Your name")).to_have_value(NAME)
    expect(field(page, "E-mail address")).to_have_value(EMAIL)
    sound(page)
    sign_up(page, language="ky", name=NAME, email=EMAIL)


def before_there_is_a_school(page: Page) -> None:
    for path in ("/ky/partners/", "/ky/my/classes/new/", "/ky/proposals/", "/ky/spaces/", "/ky/invitations/"):
        leads_on(page, path)


def adds_the_school(page: Page) -> None:
    page.goto("/ky/join/")
    page.locator("#q").fill(SCHOOL)
    press(page, "Find")
    follow(page, "It is not here: add it")
    page.get_by_role("radio", name=said(page, "leader")).check()
    stays(page, {"place": "Кара-Кужур", "words": "Мен бул мектептин директорумун."})
    expect(page.get_by_role("radio", name=said(page, "leader"))).to_be_checked()
    expect(field(page, "Name of the institution")).to_have_value(SCHOOL)
    sound(page)
    press(page, "Add it")
    expect(page).to_have_url(re.compile(r"/ky/my/$"))
    expect(page.locator("#main")).to_contain_text(said(page, "You wait for verification"))
    sound(page)


def while_it_waits(page: Page) -> None:
    for path in ("/ky/my/", "/ky/accounts/home/", "/ky/my/practices/", "/ky/proposals/", "/ky/spaces/"):
        leads_on(page, path)


def describes_a_class(page: Page) -> None:
    page.goto("/ky/my/classes/new/")
    stays(page, {"name": "7-А", "age_from": "12", "age_to": "13", "size": "24"})
    page.locator("select[name=language1]").select_option("ky")
    page.locator("select[name=level1]").select_option("native")
    page.locator("select[name=language2]").select_option("en")
    page.locator("select[name=level2]").select_option("B1")
    press(page, "Save the class")
    sound(page)
    press(page, "Write a wish for it")


def writes_a_wish(page: Page) -> str:
    expect(page.get_by_role("radio", name="7-А")).to_be_checked()
    stays(page, {"title": "Тоо суусу"})
    press(page, "Next step")
    page.locator("label:has(input[name=work_project][value=prefer])").click()
    for theme in page.locator("fieldset:has(input[name=sought]) label").all()[:3]:
        theme.click()
    expect(page.locator("#main form .saved[role=status]").first).to_be_visible(timeout=4000)
    page.reload()
    expect(page.locator("input[name=work_project][value=prefer]")).to_be_checked()
    expect(page.locator("input[name=sought]:checked")).to_have_count(3)
    press(page, "Next step")
    press(page, "Next step")
    stays(page, {"about": "Биз суунун деңгээлин өлчөйбүз, силер менен салыштырууну каалайбыз."})
    press(page, "Save and look")
    expect(page).to_have_url(re.compile(r"/wish/$|/partners/[a-z]+/$"))
    wish = page.url
    # Prepared, and not to be opened before the school is verified: the page says why and leads on.
    expect(page.get_by_role("button", name=said(page, "Open the wish"))).to_have_count(0)
    leads_on(page, wish)
    return wish


def decides(page: Page) -> None:
    page.goto("/ru/desk/people/")
    page.locator("ol li", has_text=NAME).get_by_role("link", name=said(page, "Look and decide")).click()
    follow(page, "Decide about both")
    form = page.locator("form:has(input[value=verify])")
    form.get_by_role("checkbox", name=re.compile(NAME)).check()
    form.locator("textarea").fill("Позвонила в айыл окмоту, школа там есть.")
    form.locator("button[type=submit]").click()
    page.goto("/ru/desk/people/")
    expect(page.locator("#main")).not_to_contain_text(NAME)


def opens(page: Page, wish: str) -> None:
    page.goto("/ky/notices/")
    expect(page.locator("#main ol.rows li")).not_to_have_count(0)
    sound(page)
    page.goto(wish)
    press(page, "Open the wish")
    expect(page).to_have_url(re.compile(r"/ky/partners/[a-z]+/$"))
    expect(page.locator("details.match")).not_to_have_count(0)
    sound(page)


def proposes(page: Page) -> None:
    """The rules of safe work are not signed yet: they are shown, signed, and the letter goes on where it was."""
    card = suggested(page)
    card.get_by_role("link", name=said(page, "Write a proposal")).click()
    expect(page.locator("h1")).to_have_text(said(page, "Rules of safe work"))
    sound(page)
    page.locator("#main form input[type=text]").first.fill(NAME)
    for tick in page.locator("#main form input[type=checkbox]").all():
        tick.check()
    press(page, "Sign the rules")
    expect(page.locator("h1")).to_have_text(said(page, "Write a proposal"))
    stays(page, {"title": "Эки суу", "words": OWN_WORDS})
    sound(page)
    page.goto(page.url.replace("/ky/", "/ru/"))
    expect(page.locator("textarea[name=words]")).to_have_value(OWN_WORDS)
    page.goto(page.url.replace("/ru/", "/ky/"))
    press(page, "Look at it once more")
    expect(page.locator("#main")).to_contain_text(OWN_WORDS)
    page.reload()
    expect(page.locator("#main")).to_contain_text(OWN_WORDS)
    sound(page)
    page.go_back()
    expect(page.locator("textarea[name=words]")).to_have_value(OWN_WORDS)
    press(page, "Look at it once more")
    button(page, "Send the proposal").click()
    expect(page).to_have_url(re.compile(r"/ky/proposals/[a-z]+/$"))
    expect(page.locator("#main")).to_contain_text(OWN_WORDS)
    sound(page)
