"""Notices on every device, gathered in one mail that one click ends, and a decision that somebody else looks at again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.words import button, field, follow, link, press, said, sound
from tests.server import Server

Contexts = Callable[..., BrowserContext]
SignIn = Callable[..., Page]
PLANT = """
from accounts.models import Office, Standing, User
from accounts.queries.site_rules import RULES_VERSION
from allauth.account.models import EmailAddress
from community.actions.messages import send_message
from community.actions.rooms import open_room
from community.actions.reports import answer_report, report
from community.models import Message
people = []
for name, language in (("told-aida", "ky"), ("told-kadri", "en"), ("first-judge", "ru")):
    user = User.objects.create_user(f"{name}@example.org", "koepueroe-demo", name=name.title(), language=language, rules_version=RULES_VERSION)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Standing.objects.create(user=user, may_write=True, why="test")
    people.append(user)
aida, kadri, judge = people
Office.objects.create(user=judge, office="moderator")
room = open_room(title="Living Water", members=[aida, kadri], by=aida)
send_message(room=room, by=aida, text="Сууну сактагыла!", language="ky", client_id="a" * 12)
made = report(object_type="message", code=Message.objects.get(room=room).code, by=kadri, reason="insult")
answer_report(report=made, by=judge, verdict="removed", answer="A quarrel")
print(made.code)
"""
TELL = """
from accounts.models import User
from community.actions.steps.notices import notify
notify(user=User.objects.get(email="told-aida@example.org"), key="community.report_kept", dedupe="told-{n}")
"""
GATHER = "from django.core.management import call_command; call_command('digest', '--now')"

OF = "JOIN accounts_user u ON u.id = x.user_id WHERE u.email = %s"
CHOSEN = f"SELECT x.talk, x.proposals FROM accounts_mailsettings x {OF}"
DIGESTS = f"SELECT count(*) FROM community_digest x {OF}"


@pytest.fixture
def code(unstarted: Server) -> str:
    found = unstarted.run(PLANT).splitlines()[-1]
    unstarted.start()
    return found


def badge(page: Page, count: int) -> None:
    shown = page.locator("[data-count=notices]:visible b")
    if count:
        expect(shown).to_have_text(str(count))
    else:
        expect(shown).to_have_count(0)


def test_what_is_read_on_one_device_is_read_on_all(code: str, server: Server, signed_in: SignIn) -> None:
    phone = signed_in("told-aida", language="ky", width=360)
    tab = phone.context.new_page()
    desktop = signed_in("told-aida", language="ru")
    phone.goto("/ky/notices/")
    tab.goto("/ky/accounts/home/")
    desktop.goto("/ru/accounts/home/")
    for page in (phone, tab, desktop):
        sound(page)
        badge(page, 1)
    server.run(TELL.format(n=1))
    for page in (phone, tab, desktop):
        badge(page, 2)
    expect(phone.locator("#notices li")).to_have_count(2)

    phone.locator("#notices li").first.get_by_role("button").click()
    for page in (phone, tab, desktop):
        badge(page, 1)
    expect(desktop.locator("#today form[action*='/read/']")).to_have_count(1)

    desktop.locator(f"#today a[href='/ru/verdicts/{code}/']").click()
    for page in (phone, tab, desktop):
        badge(page, 0)


def test_gathered_in_one_mail_that_one_click_ends(
    code: str, server: Server, signed_in: SignIn, browser_context: Contexts
) -> None:
    server.run(TELL.format(n=2))
    server.run(GATHER)
    page = browser_context(locale="ky", width=360).new_page()
    page.goto("/ky/demo/mails/")
    mail = page.locator(".lines li", has_text="told-aida@example.org").filter(has_text="жаңы билдирме")
    for _try in range(40):
        if mail.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    mail.get_by_role("link").click()
    expect(page.locator("#main")).to_contain_text(said(page, "Forum and talk"))
    expect(page.locator("#main")).to_contain_text(f"/ky/verdicts/{code}/")
    page.locator("#main a[href*='/unsubscribe/']").click()
    sound(page)
    press(page, "End these mails")
    expect(page.locator("h1")).to_have_text(said(page, "These mails have ended"))
    sound(page)
    assert server.rows(CHOSEN, "told-aida@example.org") == [("never", "now")]
    server.run(GATHER)
    assert server.rows(DIGESTS, "told-aida@example.org") == [(1,)]

    mine = signed_in("told-aida", language="ky", width=360)
    mine.goto("/ky/accounts/settings/notices/")
    expect(mine.locator("input[name=talk][value=never]")).to_be_checked()
    sound(mine)


def test_a_decision_is_looked_at_again(code: str, server: Server, signed_in: SignIn) -> None:
    mine = signed_in("told-aida", language="ky", width=360)
    mine.goto("/ky/accounts/settings/")
    follow(mine, "Deeds that concern me")
    sound(mine)
    follow(mine, "Read the decision")
    follow(mine, "Ask for a second look")
    press(mine, "Send the appeal")
    expect(mine.locator(".err").first).to_be_visible()
    sound(mine)
    field(mine, "Why do you see it otherwise?").fill("Бул ыр сабы эле.")
    press(mine, "Send the appeal")
    expect(mine.locator("h1")).to_have_text(said(mine, "Your appeal"))
    sound(mine)

    first = signed_in("first-judge", language="ru")
    first.goto("/ru/desk/appeals/")
    expect(first.locator(".queue")).to_have_count(0)
    other = signed_in("moderator", language="ru")
    other.goto("/ru/accounts/home/")
    other.locator("#today a[href='/ru/desk/appeals/']").first.click()
    sound(other)
    follow(other, "Look and answer")
    expect(other.locator("#main")).to_contain_text("Бул ыр сабы эле.")
    sound(other)
    other.get_by_label(said(other, "The decision is taken back")).check()
    field(other, "Reason").fill("Это строка стихотворения.")
    button(other, "Answer").click()
    expect(other).to_have_url(re.compile("/ru/desk/appeals/$"))

    expect(mine.locator("#main")).to_contain_text("Это строка стихотворения.")
    mine.reload()
    expect(mine.locator(".lead")).to_have_text(said(mine, "You were right: the decision is taken back."))
    expect(link(mine, "Deeds that concern me")).to_be_visible()
    sound(mine)
