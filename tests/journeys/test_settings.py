"""One's own things: a second factor by choice, my data as a file, the account deleted with what stays said before."""

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import PASSWORD, sign_up
from tests.journeys.words import field, follow, press, said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def unstarted(standing: Server) -> Server:
    return standing


def code_of(secret: str) -> str:
    """What the app on the telephone would show now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def sign_in(page: Page, email: str) -> None:
    page.goto("/{}/accounts/login/".format(page.locator("html").get_attribute("lang")))
    field(page, "E-mail address").fill(email)
    field(page, "Password").fill(PASSWORD)
    press(page, "Sign in")


def test_an_app_as_a_second_factor(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ky", width=360).new_page()
    sign_up(page, language="ky", name="Асел Жумалиева", email="asel@example.org")
    page.goto("/ky/accounts/settings/")
    sound(page)
    page.goto("/ky/accounts/2fa/")
    sound(page)
    follow(page, "Set up an app")
    if page.locator("input[name=password]").count():
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("#main form button[type=submit]").first.click()
    sound(page)
    secret = page.locator("code").inner_text()
    page.locator("input[name=code]").fill("000000")
    press(page, "Switch it on")
    expect(page.locator(".err").first).to_be_visible()
    page.locator("input[name=code]").fill(code_of(page.locator("code").inner_text()))
    press(page, "Switch it on")
    expect(page.locator("#main code").first).to_be_visible()
    sound(page)

    other = browser_context(locale="ky", width=360).new_page()
    other.goto("/ky/")
    sign_in(other, "asel@example.org")
    expect(other.locator("input[name=code]")).to_be_visible()
    sound(other)
    other.locator("input[name=code]").fill("000000")
    other.locator("#main form button[type=submit]").first.click()
    expect(other.locator("summary.face, nav.dock")).to_have_count(0)
    assert secret


def test_my_data_come_as_a_file_and_the_account_goes(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="ru").new_page()
    sign_up(page, language="ru", name="Марат Осмонов", email="marat@example.org")
    page.goto("/ru/accounts/settings/data/")
    sound(page)
    press(page, "Download")  # a stolen telephone must not be enough
    field(page, "Password").fill(PASSWORD)
    with page.expect_download() as download:
        page.locator("#main form button[type=submit]").first.click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as parts:
        facts = next(name for name in parts.namelist() if name.endswith(".json"))
        read = next(name for name in parts.namelist() if name.endswith(".html"))
        assert "marat@example.org" in json.dumps(json.loads(parts.read(facts)))
        assert "Марат Осмонов" in parts.read(read).decode()

    page.goto("/ru/accounts/settings/delete/")
    expect(page.locator("#main")).to_contain_text(
        said(page, "signed agreements as PDF: they keep the name as it was signed")
    )
    sound(page)
    press(page, "Delete for good")
    expect(page.locator(".err").first).to_be_visible()
    page.locator("input[name=address]").fill("marat@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    press(page, "Delete for good")
    expect(page.locator("header.top").get_by_role("link", name=said(page, "Sign in"))).to_be_visible()
    assert server.rows("SELECT count(*) FROM accounts_user WHERE email = %s", "marat@example.org") == [(0,)]
    sign_in(page, "marat@example.org")
    expect(page.get_by_role("alert")).to_be_visible()


def test_language_and_name_are_kept(server: Server, browser_context: Contexts) -> None:
    page = browser_context(locale="en").new_page()
    sign_up(page, language="en", name="Jon Roe", email="jon@example.org")
    page.goto("/en/accounts/settings/name/")
    field(page, "Your name").fill("Jon R. Roe")
    page.locator("#main form button[type=submit]").first.click()
    page.goto("/en/accounts/settings/language/")
    sound(page)
    page.locator("#main input[value=ky]").check()
    page.locator("#main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/ky/"))
    page.goto("/ky/accounts/settings/")
    expect(page.locator("#main")).to_contain_text("Jon R. Roe")
