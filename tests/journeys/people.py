"""New people of the journeys: each signs up by the form and confirms by the mail."""

from playwright.sync_api import Page, expect

from tests.journeys.words import drawn, field, follow, press, said

PASSWORD = "Жазында бак ап-ак болот"


def in_the_frame(page: Page) -> None:
    """Signed in: the avatar stands in the bar of wide screens, the dock below on phones."""
    expect(page.locator("summary.face, nav.dock").filter(visible=True)).to_have_count(1)


def log_out(page: Page) -> None:
    """By the avatar menu, or on phones by the sheet More."""
    drawn(page)  # before that both of them show
    page.locator("summary.face, .more > summary").filter(visible=True).click()
    page.get_by_role("button", name=said(page, "Sign out")).click()


def sign_up(page: Page, *, language: str, name: str, email: str) -> None:
    """From the form over the box of mails to an account that is signed in."""
    page.goto(f"/{language}/accounts/signup/")
    field(page, "Your name").fill(name)
    field(page, "E-mail address").fill(email)
    field(page, "Password").fill(PASSWORD)
    page.locator("input[name=accepted]").check()
    press(page, "Sign up")
    follow(page, "Open the box of mails")
    mail = page.locator(".lines li", has_text=email)
    for _try in range(60):  # a task sends it
        if mail.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    mail.get_by_role("link").first.click()
    expect(page.locator("#main")).to_contain_text(email)
    page.locator("#main a[href*='/confirm-email/']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    press(page, "Confirm the address")
