"""How many times somebody must press until a thing is done: each figure is a promise, so that no press is added unseen.

Opening a row or a menu, a choice in a list, a tick, the link in a mail and a form's button count one each; typing none.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.people import PASSWORD
from tests.journeys.words import button, field, link, said, suggested
from tests.practices import picture
from tests.server import Server

Contexts = Callable[..., BrowserContext]
SignIn = Callable[..., Page]
NAME, EMAIL, SCHOOL = "Гүлнара Осмонова", "gulnara.o@example.org", "Каражыгач айылынын мектеби"
STORY = "Биздин мектеп дарыянын боюнда турат. 7-класста 26 окуучу бар, сабактары экинчи нөөмөттө өтөт."


class Walk:
    """A person's hand: `presses` so far, and the pages they waited for."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses, self.pages = page, 0, 0
        page.on("domcontentloaded", self._came)

    def _came(self, _page: Page) -> None:
        self.pages += 1

    def press(self, thing: Locator) -> None:
        thing.filter(visible=True).first.click()
        self.presses += 1
        self.page.wait_for_load_state("networkidle")

    def choose(self, name: str, value: str) -> None:
        """Nothing to do where it stands there already."""
        choice = self.page.locator(f"select[name={name}]")
        if choice.input_value() != value:
            choice.select_option(value)
            self.presses += 1

    def tick(self, name: str, *places: int) -> None:
        for place in places:
            self.press(self.page.locator(f"label:has(input[name={name}])").nth(place))

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f"#main [name={name}]").first.fill(text)

    def follow_mail(self) -> None:
        """The link in the mail that came, as from the phone's own mail program."""
        box = self.page.context.new_page()
        mail = box.locator(".lines li", has_text=EMAIL)
        for _try in range(60):
            box.goto("/ky/demo/mails/")
            if mail.count():
                break
            box.wait_for_timeout(500)
        mail.get_by_role("link").first.click()
        address = box.locator("#main a[href*='/confirm-email/']").get_attribute("href")
        box.close()
        self.page.goto(str(address))
        self.presses += 1


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def at_home(page: Page, *, language: str = "ky") -> Walk:
    page.goto(f"/{language}/accounts/home/")
    page.wait_for_load_state("networkidle")
    return Walk(page)


def test_from_the_home_page_to_the_first_proposal(server: Server, browser_context: Contexts, signed_in: SignIn) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    walk = Walk(page)
    page.goto("/ky/")
    opens_an_account(walk)
    assert (walk.presses, walk.pages) == (5, 5)
    adds_the_school(walk)
    assert (walk.presses, walk.pages) == (9, 8)
    describes_a_class(walk)
    assert (walk.presses, walk.pages) == (13, 10)
    writes_the_wish(walk)
    assert (walk.presses, walk.pages) == (21, 14)
    verifies(signed_in("coordinator", language="ru"))
    page.goto("/ky/accounts/home/")
    page.wait_for_load_state("networkidle")
    walk.presses += 1  # the entry of the dock, or the link in the mail that tells it
    walk.press(page.locator("#today").get_by_role("button", name=re.compile(said(page, "Open the wish"))))
    assert (walk.presses, walk.pages) == (23, 16)
    proposes(walk)
    assert (walk.presses, walk.pages) == (29, 20)


def opens_an_account(walk: Walk) -> None:
    page = walk.page
    walk.press(page.locator("a[href='/ky/accounts/signup/']"))
    walk.write(name=NAME, email=EMAIL, password1=PASSWORD)
    walk.press(page.locator("input[name=accepted]"))
    walk.press(button(page, "Sign up"))
    walk.follow_mail()
    walk.press(button(page, "Confirm the address"))
    expect(page).to_have_url(re.compile(r"/ky/join/$"))


def adds_the_school(walk: Walk) -> None:
    page = walk.page
    walk.write(q=SCHOOL)
    walk.press(button(page, "Find"))
    walk.press(link(page, "It is not here: add it"))
    walk.write(place="Каражыгач", words="Мен бул мектептин директорумун.")
    walk.press(page.get_by_role("radio", name=said(page, "leader")))
    walk.press(button(page, "Add it"))


def describes_a_class(walk: Walk) -> None:
    page = walk.page
    walk.press(link(page, "Describe a class"))
    walk.write(name="7-А", age_from="12", age_to="13", size="24")
    for name, value in (("language1", "ky"), ("level1", "native"), ("language2", "en"), ("level2", "B1")):
        walk.choose(name, value)
    walk.press(button(page, "Save and write a wish"))


def writes_the_wish(walk: Walk) -> None:
    page = walk.page
    expect(page.get_by_role("radio", name="7-А")).to_be_checked()
    walk.write(title="Тоо суусу")
    walk.press(button(page, "Next step"))
    walk.press(page.locator("label:has(input[name=work_project][value=prefer])"))
    walk.tick("sought", 0, 1, 2)
    walk.press(button(page, "Next step"))
    walk.press(button(page, "Next step"))
    walk.write(about="Биз суунун деңгээлин өлчөйбүз.")
    walk.press(button(page, "Save and look"))


def verifies(page: Page) -> None:
    """The coordinator's presses are not the newcomer's."""
    page.goto("/ru/desk/people/")
    page.locator("ol li", has_text=NAME).get_by_role("link", name=said(page, "Look and decide")).click()
    link(page, "Decide about both").click()
    form = page.locator("form:has(input[value=verify])")
    form.get_by_role("checkbox", name=re.compile(NAME)).check()
    form.locator("textarea").fill("Позвонила в айыл окмоту, школа там есть.")
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()


def proposes(walk: Walk) -> None:
    page = walk.page
    walk.press(page.locator("details.match", has=page.locator("a[href$='/propose/']")).first.locator("summary"))
    walk.press(suggested(page).get_by_role("link", name=said(page, "Write a proposal")))
    walk.press(page.locator("input[name=agreed]"))  # the name stands there already
    walk.press(button(page, "Sign the rules"))
    walk.write(title="Эки суу", words="Айылыбыз жайлоонун этегинде.")
    walk.press(button(page, "Look at it once more"))
    walk.press(button(page, "Send the proposal"))
    expect(page).to_have_url(re.compile(r"/ky/proposals/[a-z]+/$"))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_practice_with_a_picture(server: Server, signed_in: SignIn, tmp_path: Path, width: int) -> None:
    page = signed_in("teacher", language="ky", width=width)
    walk = at_home(page)
    walk.press(page.locator("nav a[href='/ky/library/']"))
    walk.press(button(page, "Write a practice"))
    field(page, "Title").fill(f"Суунун эки тилдеги күндөлүгү, {width}")
    field(page, "In two or three sentences").fill("Эки класс дарыянын суусун жума сайын өлчөп, бир таблицага жазат.")
    page.locator("select[name=kind]").select_option(index=2)
    walk.presses += 1
    walk.tick("subjects", 9)
    walk.tick("grades", 6, 7)
    walk.tick("audience", 0)
    walk.press(button(page, "Next step"))
    walk.write(**dict.fromkeys(("context", "steps", "result", "reflection", "adapt"), STORY))
    walk.tick("evidence", 1)
    walk.press(button(page, "Next step"))
    photo = tmp_path / "дарыя.jpg"
    photo.write_bytes(picture(size=(1200, 800)))
    with page.expect_event("domcontentloaded"):
        page.locator("input[type=file]").set_input_files(photo)
    walk.presses += 1
    field(page, "What the picture shows").fill("Эки окуучу дарыянын суусун өлчөп жатат")
    walk.press(button(page, "Next step"))
    walk.tick("licence", 1)
    walk.press(page.locator("input[name=consent]"))
    walk.press(page.locator("input[name=safety]"))
    walk.press(button(page, "Submit for review"))
    expect(page.locator("h1")).to_have_text(said(page, "In review"))
    assert (walk.presses, walk.pages) == (16, 7)


def test_what_is_done_each_morning(server: Server, signed_in: SignIn) -> None:
    """On a phone, each from Today."""
    page = signed_in("leader-kg", language="ky", width=360)
    walk = at_home(page)
    walk.press(page.locator("#main a[href*='/ky/spaces/']"))
    walk.press(page.locator("#main a[href$='/plan/']"))
    assert walk.presses == 2

    walk = at_home(page)
    walk.press(page.locator("nav.dock a[href='/ky/rooms/']"))
    walk.press(page.locator("#main a[href*='/ky/rooms/']"))
    page.locator("#main textarea").first.fill("Рахмат, жумада көрүшөбүз.")
    walk.press(button(page, "Send"))
    assert walk.presses == 3

    walk = at_home(page)
    walk.press(button(page, "I know them"))
    expect(page.get_by_role("button", name=re.compile(said(page, "I know them")))).to_have_count(0)
    assert walk.presses == 1

    walk = at_home(page)
    walk.press(page.locator(".r-t a[href*='/ky/proposals/']"))
    walk.press(page.locator("form[action$='/accept/'] button"))
    expect(page).to_have_url(re.compile(r"/ky/spaces/[a-z]+/$"))
    assert walk.presses == 2


def test_what_is_done_at_a_desk(server: Server, signed_in: SignIn) -> None:
    """On a wide screen, each from Today."""
    page = signed_in("leader-kg", language="ky")
    walk = at_home(page)
    walk.press(page.locator("nav.rail a[href='/ky/my/']"))
    assert walk.presses == 1

    walk = at_home(page)
    page.locator("header input[type=search]").fill("Үч эшиктүү сабак")
    page.keyboard.press("Enter")
    walk.presses += 1
    walk.press(page.locator("#main h3 a[href*='/ky/library/'], #main h2 a[href*='/ky/library/']"))
    expect(page.locator("h1")).to_contain_text("Үч эшиктүү сабак")
    assert walk.presses == 2

    walk = at_home(page)
    walk.press(page.locator("nav.rail a[hreflang=ru]"))
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert walk.presses == 1

    walk = at_home(page)
    walk.press(page.locator("summary.face"))
    walk.press(page.get_by_role("button", name=said(page, "Sign out")))
    expect(page.locator("summary.face")).to_have_count(0)
    assert walk.presses == 2
