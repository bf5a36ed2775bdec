"""The rules of the site and privacy: accepted at sign-up, asked once of those before, and again for a new version."""

import io
import json
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from accounts.actions.accepting_rules import accept_rules
from accounts.forms.accepting_rules import accepted_label
from accounts.middleware import exempt_pages
from accounts.models import Standing, User
from accounts.policy import RULES_VERSION
from accounts.queries.site_rules import owes_rules
from community.actions.rooms import open_room
from community.consumers import database
from community.models import Message
from core.errors import Invalid, Refused
from core.models import Deed
from core.registry import MenuLink
from tests.table_rows import all_rows
from tests.walking import joined, own_addresses

Make = Callable[..., Any]
SignIn = Callable[[User], Client]
HERE = "/en/accounts/rules/"
NEW = {"name": "Айгүл", "email": "aigul@example.org", "password1": "tunuk suu agat"}


@pytest.fixture
def before(make_user: Make) -> User:
    """Somebody who signed up when there were no rules to accept."""
    user: User = make_user("Aida", rules_version="")
    return user


def test_nobody_signs_up_without_them(client: Client, db: None) -> None:
    page = client.post("/en/accounts/signup/", NEW)
    assert "Tick this too: nobody takes part without it." in page.text
    assert f'value="{NEW["email"]}"' in page.text
    assert "I accept the rules of the site and have read the page on privacy" in re.sub(r"<[^>]+>", "", page.text)
    assert re.findall(r"<a\b[^>]*>(?:(?!</a>).)*<a\b", page.text, re.DOTALL) == []  # no link within a link
    assert User.objects.count() == 0
    assert client.post("/en/accounts/signup/", {**NEW, "accepted": "on"}).status_code == 302
    user = User.objects.get()
    assert (user.rules_version, user.rules_at is not None) == (RULES_VERSION, True)
    (deed,) = Deed.objects.filter(deed="accounts.accept_rules")
    assert (deed.by, deed.data) == (user, {"version": RULES_VERSION})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ky", ["сайттын эрежелерин", "купуялык"]),
        ("ru", ["правила сайта", "конфиденциальности"]),
        ("en", ["rules of the site", "privacy"]),
    ],
)
def test_the_tick_leads_to_both_pages(
    client: Client, db: None, language: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    links = [MenuLink("-", f"/{language}/{name}/", 1, name) for name in ("rules", "privacy")]
    monkeypatch.setattr("accounts.queries.site_rules.links_for", lambda *_args: links)
    page = client.get(f"/{language}/accounts/signup/").text
    for name, word in zip(("rules", "privacy"), words, strict=True):
        assert f'<a href="/{language}/{name}/" target="_blank">' in page
        assert word in page


def test_where_editors_took_the_pages_away_it_is_plain_words(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.queries.site_rules.links_for", lambda *_args: [])
    assert "href" not in accepted_label()


def test_who_was_there_before_is_asked_at_sign_in_and_goes_on(client: Client, before: User) -> None:
    form = {"login": before.email, "password": "koepueroe-demo", "next": "/en/deeds/"}
    answer = client.post("/en/accounts/login/", form)
    assert answer.headers["Location"] == f"{HERE}?next=%2Fen%2Fdeeds%2F"
    page = client.get(answer.headers["Location"]).text
    assert 'value="/en/deeds/"' in page
    assert '<a class="btn btn-q" href="/en/deeds/">' in joined(page)
    assert client.get("/en/deeds/").status_code == 200
    sent = {"accepted": "on", "version": RULES_VERSION, "next": "/en/deeds/"}
    assert client.post(HERE, {**sent, "accepted": ""}).status_code == 400
    assert client.post(HERE, sent).headers["Location"] == "/en/deeds/"
    before.refresh_from_db()
    assert (before.rules_version, before.rules_at is not None) == (RULES_VERSION, True)
    assert client.get(HERE).headers["Location"] == "/en/accounts/home/"
    client.post("/en/accounts/logout/")
    assert client.post("/en/accounts/login/", form).headers["Location"] == "/en/deeds/"


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/x" * 3000, ""])
def test_it_leads_nowhere_else(signed_in: SignIn, before: User, onward: str) -> None:
    sent = {"accepted": "on", "version": RULES_VERSION, "next": onward}
    answer = signed_in(before).post(HERE, sent)
    assert answer.headers.get("Location", "/en/accounts/home/") == "/en/accounts/home/"


def test_until_then_one_reads_and_what_one_sends_is_kept(signed_in: SignIn, before: User) -> None:
    client = signed_in(before)
    client.get("/en/accounts/settings/")  # the browser gets its name
    sent = client.post("/en/accounts/settings/name/", {"name": "Aida Asanova", "latin_name": "Aida"})
    assert sent.headers["Location"] == f"{HERE}?next=%2Fen%2Faccounts%2Fsettings%2Fname%2F"
    assert "What you typed is kept" in client.get(sent.headers["Location"]).text
    before.refresh_from_db()
    assert before.name == "Aida"
    answer = client.post(HERE, {"accepted": "on", "version": RULES_VERSION, "next": "/en/accounts/settings/name/"})
    assert 'value="Aida Asanova"' in client.get(answer.headers["Location"]).text


def test_scripts_and_the_line_are_told_too(signed_in: SignIn, before: User, make_user: Make) -> None:
    client = signed_in(before)
    said = client.post("/api/rooms/xyz/messages", {}, content_type="application/json")
    assert (said.status_code, said.json()["code"], said.json()["url"]) == (403, "rules", "/en/accounts/rules/")
    swapped = client.post("/en/accounts/settings/name/", {"name": "X"}, headers={"HX-Request": "true"})
    assert swapped.headers["HX-Redirect"].startswith(HERE)
    standing = {"defaults": {"may_write": True, "why": "test"}}
    Standing.objects.update_or_create(user=before, **standing)
    room = open_room(title="Room", members=[before, make_user()], by=before)
    frame = {"room": room.code, "client_id": "a" * 10, "text": "Салам", "language": "ky"}
    assert (database.say(before.pk, frame, "en").data["code"], Message.objects.count()) == ("refused", 0)
    accept_rules(user=before, by=before, version=RULES_VERSION)
    assert database.say(before.pk, frame, "en").kind == "stored"


def test_every_name_of_the_list_is_an_address() -> None:
    known = own_addresses()
    own = {name for name in exempt_pages.WITHOUT_RULES - exempt_pages.WITHOUT_FACTOR if ":" in name}
    assert own - known == set()


def test_a_new_version_is_asked_anew(client: Client, make_user: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user()
    for module in ("accounts.queries.site_rules", "accounts.actions.accepting_rules", "accounts.forms.accepting_rules"):
        monkeypatch.setattr(f"{module}.RULES_VERSION", "2027-1")
    assert owes_rules(user)
    answer = client.post("/en/accounts/login/", {"login": user.email, "password": "koepueroe-demo"})
    page = client.get(answer.headers["Location"]).text
    assert "They have changed since you accepted them." in page
    old = client.post(HERE, {"accepted": "on", "version": RULES_VERSION})
    assert (old.status_code, "have a newer version" in old.text, 'value="2027-1"' in old.text) == (400, True, True)
    assert client.post(HERE, {"accepted": "on", "version": "2027-1"}).status_code == 302
    user.refresh_from_db()
    assert user.rules_version == "2027-1"


def test_nobody_accepts_for_another(before: User, make_user: Make) -> None:
    other = make_user()
    rows = all_rows()
    with pytest.raises(Refused):
        accept_rules(user=before, by=other, version=RULES_VERSION)
    for nonsense in ("", "1999", "x" * 500):
        with pytest.raises(Invalid):
            accept_rules(user=before, by=before, version=nonsense)
    assert all_rows() == rows


def test_said_twice_the_first_time_counts(before: User) -> None:
    first = accept_rules(user=before, by=before, version=RULES_VERSION).rules_at
    assert accept_rules(user=before, by=before, version=RULES_VERSION).rules_at == first
    assert Deed.objects.filter(deed="accounts.accept_rules").count() == 1


def test_it_stands_in_my_data(signed_in: SignIn, before: User) -> None:
    accept_rules(user=before, by=before, version=RULES_VERSION)
    client = signed_in(before)
    client.post("/en/accounts/reauthenticate/", {"password": "koepueroe-demo"})
    whole = ZipFile(io.BytesIO(client.post("/en/accounts/settings/data/").content))
    account = json.loads(whole.read("koepueroe.json"))["accounts"]["account"]
    assert (account["rules_version"], bool(account["rules_at"])) == (RULES_VERSION, True)
