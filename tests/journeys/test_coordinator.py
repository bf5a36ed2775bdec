"""A coordinator at the desk: verifies, refuses with a reason that is read, imports a register, decides suspects."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import sign_up
from tests.journeys.words import field, follow, press, said, sound
from tests.server import Server

SignIn = Callable[..., Page]
Contexts = Callable[..., BrowserContext]
HELD = "SELECT count(*) FROM twinning_registeridentifier WHERE source = %s"
HEAD = ["school_id", "name", "latitude", "longitude", "city", "level"]


def rows(north: str = "43") -> list[list[str]]:
    return [
        ["r1", "Osnovna škola Grbavica", f"{north}.84810", "18.38720", "Sarajevo", "Primary"],
        ["r2", "Osnovna škola Podrinje", f"{north}.66800", "18.97600", "Goražde", "Primary"],
        ["r2", "Osnovna škola Podrinje", f"{north}.66800", "18.97600", "Goražde", "Primary"],
        ["r3", "Osnovna škola Ilidža", "143.0", "18.3", "Sarajevo", "Primary"],
        ["r4", "Osnovna škola Grbavicca", f"{north}.84820", "18.38730", "Sarajevo", "Primary"],
    ]


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def as_csv(path: Path, north: str = "43") -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *rows(north)])
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def as_xlsx(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEAD, *rows(north="44")]:
        sheet.append(row)
    book.save(path)
    return path


def numbers(page: Page) -> dict[str, str]:
    names = page.locator("dl.mini dt").all_inner_texts()
    return dict(zip(names, page.locator("dl.mini dd").all_inner_texts(), strict=True))


def upload(page: Page, path: Path, source: str) -> None:
    page.goto("/{}/desk/registers/".format(page.locator("html").get_attribute("lang")))
    follow(page, "Upload a register")
    page.locator("select[name=country]").select_option("BA")
    page.locator("input[name=source]").fill(source)
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Upload and look")


def checked(page: Page) -> None:
    press(page, "Check the rows")
    expect(page.locator("dl.mini")).to_be_visible(timeout=30_000)


def imported(page: Page) -> None:
    expect(page.get_by_role("button", name=said(page, "Import again"))).to_be_visible(timeout=30_000)


def test_institution_and_person_are_verified_with_a_trail(server: Server, signed_in: SignIn) -> None:
    page = signed_in("coordinator", language="ru")
    page.goto("/ru/desk/")
    sound(page)
    follow(page, "Institutions to verify")
    sound(page)
    follow(page, "Look and decide")
    sound(page)
    form = page.locator("form:has(input[value=verify])")
    form.locator("textarea").first.fill("Позвонила в районный отдел образования.")
    form.locator("button[type=submit]").click()
    page.goto("/ru/desk/people/")
    follow(page, "Look and decide")
    sound(page)
    form = page.locator("form:has(input[value=verify])")
    form.locator("textarea").first.fill("Районный отдел подтвердил.")
    form.locator("button[type=submit]").click()
    page.goto("/ru/desk/people/")
    expect(page.locator("#main")).to_contain_text(said(page, "Nothing waits"))


def test_who_is_refused_reads_the_reason(server: Server, browser_context: Contexts, signed_in: SignIn) -> None:
    newcomer = browser_context(locale="ky", width=360).new_page()
    sign_up(newcomer, language="ky", name="Бакыт Осмонов", email="bakyt.o@example.org")
    newcomer.goto("/ky/join/new/?name=Кара-Кужур айылынын мектеби")
    field(newcomer, "Town or village").fill("Кара-Кужур")
    newcomer.get_by_role("radio", name=said(newcomer, "leader")).check()
    press(newcomer, "Add it")

    page = signed_in("coordinator", language="ru")
    page.goto("/ru/desk/people/")
    page.locator("ol li", has_text="Бакыт Осмонов").get_by_role("link", name=said(page, "Look and decide")).click()
    form = page.locator("form:has(input[value=refuse])")
    form.locator("input[type=radio]").first.check()
    form.locator("textarea").first.fill("В этом аиле нет школы с таким названием.")
    form.locator("button[type=submit]").click()

    newcomer.goto("/ky/my/")
    expect(newcomer.locator(".note-red")).to_contain_text("В этом аиле нет школы с таким названием.")
    expect(newcomer.locator(".note-red")).to_contain_text(said(newcomer, "You were not verified here. The reason:"))
    sound(newcomer)


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_register_is_looked_at_imported_and_imported_again(
    server: Server, signed_in: SignIn, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    page = signed_in("coordinator", language="ru")
    name = make.__name__.removeprefix("as_")
    source = f"list-{name}"
    upload(page, make(tmp_path / f"schools.{name}"), source)
    expect(page.locator("h1")).to_have_text(f"schools.{name}")
    sound(page)
    checked(page)
    assert sorted(numbers(page).values()) == ["1", "1", "1", "2"]
    assert numbers(page)["новых учреждения"] == "2"
    assert server.rows(HELD, source) == [(0,)]
    sound(page)
    press(page, "Import now")
    imported(page)
    assert server.rows(HELD, source) == [(3,)]
    again = numbers(page)
    press(page, "Import again")
    imported(page)
    assert server.rows(HELD, source) == [(3,)]
    assert numbers(page)["без изменений"] == "3"
    assert numbers(page) != again
    rows = page.locator("#rows, ol.lines").last
    expect(rows).to_contain_text("Строка 4. Тот же номер уже есть в строке 3.")
    expect(rows).to_contain_text("Строка 5, столбец «широта». «143.0» — за пределами земного шара")
    sound(page)


def test_suspects_stand_side_by_side(server: Server, signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in("coordinator", language="ky", width=360)
    upload(page, as_csv(tmp_path / "pairs.csv", north="42"), "pairs")
    checked(page)
    press(page, "Import now")
    imported(page)
    follow(page, "Look at possible doubles")
    pairs = page.locator("ol > li.sheet")
    before = pairs.count()
    assert before > 0
    sound(page)
    pairs.first.locator("button[name=decision]").first.click()
    expect(pairs).to_have_count(before - 1)
