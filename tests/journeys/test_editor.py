"""An administrator changes a page in Wagtail's admin, looks at the preview, publishes; a visitor reads it. No violation
of the policy is heard on the way, nor on a round through the admin."""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.looking import watch
from tests.journeys.words import sound
from tests.server import Server

SignIn = Callable[..., Page]
Contexts = Callable[..., BrowserContext]
ABOUT = """
SELECT page.id FROM wagtailcore_page page JOIN wagtailcore_locale locale ON locale.id = page.locale_id
WHERE page.slug = 'about' AND locale.language_code = 'ru'
"""
ROUND = (
    "",
    "pages/",
    "images/",
    "images/add/",
    "images/multiple/add/",
    "documents/",
    "documents/add/",
    "documents/multiple/add/",
    "reports/page-languages/",
    "localize/reports/translations/",
    "reports/site-history/",
    "reports/workflow/",
    "reports/aging-pages/",
    "users/",
    "groups/",
    "collections/",
    "locales/",
    "sites/",
    "redirects/",
    "workflows/list/",
    "account/",
)
ADDED = "Добавлено в редакции."


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


def test_a_round_through_the_admin_breaks_no_rule(server: Server, signed_in: SignIn) -> None:
    page = signed_in("admin", language="ky")
    complaints = watch(page)
    for path in ROUND:
        answer = page.goto(f"/admin/{path}", wait_until="networkidle")
        assert (path, answer and answer.status) == (path, 200)
        assert page.locator("html").get_attribute("lang") == "ru"
    assert complaints == []


def test_an_administrator_edits_and_a_visitor_reads(
    server: Server, signed_in: SignIn, browser_context: Contexts
) -> None:
    ((number,),) = server.rows(ABOUT)
    page = signed_in("admin", language="ru")
    complaints = watch(page)
    page.goto(f"/admin/pages/{number}/edit/")
    lead = page.locator("#id_lead")
    lead.fill(f"{lead.input_value()} {ADDED}")
    page.get_by_role("button", name="Переключить предварительный просмотр").click()
    shown = page.frame_locator("#w-preview-iframe").locator(".lead")
    expect(shown).to_contain_text(ADDED, timeout=20_000)
    visitor = browser_context(locale="ru", width=360).new_page()
    visitor.goto("/ru/about/")
    expect(visitor.locator(".lead")).not_to_contain_text(ADDED)

    page.get_by_role("button", name="Больше действий").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/(edit/)?$"))
    visitor.reload()
    expect(visitor.locator(".lead")).to_contain_text(ADDED)
    sound(visitor)
    assert complaints == []


def test_a_page_is_translated_and_a_visitor_reads_the_translation(
    server: Server, signed_in: SignIn, browser_context: Contexts
) -> None:
    visitor = browser_context(locale="en", width=360).new_page()
    visitor.goto("/en/articles/village-school/")
    expect(visitor.locator("h1")).to_have_attribute("lang", "ky")
    expect(visitor.get_by_role("note").first).to_contain_text("There is no translation of this page yet.")
    sound(visitor)

    page = signed_in("admin", language="ru")
    complaints = watch(page)
    ((number,),) = server.rows(
        ABOUT.replace("'about'", "'village-school'").replace("language_code = 'ru'", "language_code = 'ky'")
    )
    page.goto(f"/admin/localize/submit/page/{number}/")
    for box in page.locator("main input[type=checkbox][name=locales]").all():
        box.check()
    page.locator("main form [type=submit]").last.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))
    page.get_by_role("button", name="Перевести").first.click()
    page.locator("textarea:visible").first.fill("A small village school")
    page.get_by_role("button", name=re.compile("Сохранить")).first.click()
    expect(page.get_by_text("A small village school").first).to_be_visible()
    visitor.reload()
    expect(visitor.locator("h1")).to_have_attribute("lang", "ky")
    page.get_by_role("button", name=re.compile("Опубликовать")).first.click()
    page.wait_for_load_state("networkidle")
    visitor.reload()
    expect(visitor.locator("h1")).to_have_text("A small village school")
    assert complaints == []


def test_a_picture_comes_in_and_is_shown(server: Server, signed_in: SignIn, browser_context: Contexts) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (1600, 900), "steelblue").save(kept, "JPEG")
    page = signed_in("admin", language="ru")
    complaints = watch(page)
    page.goto("/admin/images/add/")
    page.locator("#id_file").set_input_files({"name": "lake.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()})
    page.locator("#id_title").fill("Озеро")
    page.locator("#id_holder").fill("Айгүл")
    page.locator("#id_licence").select_option("cc-by")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/admin/images/$"))
    picture = page.locator("main img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.complete && img.naturalWidth > 0")
    assert complaints == []
