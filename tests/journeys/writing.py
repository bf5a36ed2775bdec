"""A practice on its way from the first words to a moderator: what a teacher fills in, and who takes it from the desk."""

from playwright.sync_api import Page, expect

from tests.journeys.words import field, follow, language_of, said


def tick(page: Page, name: str, *places: int) -> None:
    labels = page.locator(f"label:has(input[name={name}])")
    for place in places:
        labels.nth(place).click()


def what_it_is(page: Page, title: str, summary: str) -> None:
    field(page, "Title").fill(title)
    field(page, "In two or three sentences").fill(summary)
    page.locator("select[name=kind]").select_option(index=2)
    tick(page, "subjects", 9)
    tick(page, "grades", 6, 7)
    tick(page, "audience", 0)


def the_story(page: Page, story: str, steps: str) -> None:
    for part in ("context", "steps", "result", "reflection", "adapt"):
        page.locator(f"textarea[name={part}]").fill(steps if part == "steps" else story)
    tick(page, "evidence", 1)


def rights(page: Page) -> None:
    tick(page, "licence", 1)
    page.locator("input[name=consent]").check()
    page.locator("input[name=safety]").check()


def claim(page: Page, title: str) -> None:
    """From the desk to the practice that waits there."""
    page.goto(f"/{language_of(page)}/desk/")
    follow(page, "Practices")
    page.locator("li.queue", has_text=title).get_by_role("button", name=said(page, "Claim")).click()
    expect(page.locator("h1")).to_have_text(title)
