"""Names and words that mislead, hide or cover: refused with a sentence at every door, and nothing is kept."""

import re

import pytest

from tests.attacks.hands import Answer, Hand
from tests.attacks.test_entrance import waiting
from tests.server import Server

BAD = {
    "office": ["Модератор", "M0derator", "Аdministrator", "К о о р д и н а т о р", "Köpürö", "ｍｏｄｅｒａｔｏｒ"],
    "unseen": ["\u3164\u3164\u3164", "Ай\u200bгүл", "\u2800\u2800", "Ай\ufe0fгүл"],
    "marks": ["А" + "\u0301" * 40 + "йгүл"],
    "letters": ["A", "12345"],
    "address": ["aigul@example.org"],
}
PILED = "Салам" + "\u0301" * 60


def sign_up(visitor: Hand, name: str, email: str) -> Answer:
    return visitor.post(
        "/en/accounts/signup/", {"name": name, "email": email, "password1": "tunuk suu agat", "accepted": "on"}
    )


@pytest.mark.parametrize("kind", BAD)
def test_nobody_signs_up_by_such_a_name(site: Server, visitor: Hand, kind: str) -> None:
    for number, name in enumerate(BAD[kind]):
        email = f"{kind}{number}@example.org"
        page = sign_up(visitor, name, email)
        assert (page.status, 'role="alert"' in page.text, f'value="{email}"' in page.text) == (200, True, True)
        assert site.rows("SELECT count(*) FROM accounts_user WHERE email = %s", email) == [(0,)]


def test_nobody_takes_such_a_name_later(site: Server, teacher: Hand) -> None:
    before = site.rows("SELECT name FROM accounts_user WHERE email = %s", "teacher@example.org")
    for names in BAD.values():
        for name in names:
            assert teacher.post("/en/accounts/settings/name/", {"name": name, "latin_name": ""}).status == 200
            assert teacher.post("/en/accounts/settings/name/", {"name": "Айгүл", "latin_name": name}).status == 200
    assert site.rows("SELECT name FROM accounts_user WHERE email = %s", "teacher@example.org") == before


def test_no_school_is_added_by_such_a_name(site: Server, teacher: Hand) -> None:
    before = site.rows("SELECT count(*) FROM twinning_institution")
    form = {"language": "ky", "country": "KG", "place": "Ош", "other": "on", "role": "teacher"}
    for name in ("\u3164\u3164", "7", "Мектеп\u200b", PILED):
        assert teacher.post("/en/join/new/", {**form, "name": name}).status == 400
    assert site.rows("SELECT count(*) FROM twinning_institution") == before


def test_a_mail_address_in_kyrgyz_signs_up_gets_mail_and_signs_in(site: Server, visitor: Hand) -> None:
    email = "айгүл@мектеп.kg"
    assert sign_up(visitor, "Айгүл", "Айгүл@Мектеп.KG").status == 302
    assert waiting(site) == 0
    (text,) = site.rows('SELECT text FROM demo_demomail WHERE "to" = %s', email)[0]
    found = re.search(r"http://localhost:\d+(/\S+confirm-email/\S+)", text)
    assert found
    assert visitor.post(found[1], {}).status == 302
    answer = visitor.post("/en/accounts/login/", {"login": "АЙГҮЛ@мектеп.kg", "password": "tunuk suu agat"})
    assert (answer.status, answer.headers["Location"]) == (302, "/en/accounts/home/")


@pytest.mark.parametrize("address", ["a@b", "a b@example.org", "a\u200b@example.org", "<a@example.org>", "a@1.2.3.4"])
def test_no_address_signs_up_nobody(site: Server, visitor: Hand, address: str) -> None:
    before = site.rows("SELECT count(*) FROM accounts_user")
    assert sign_up(visitor, "Айгүл", address).status == 200
    assert site.rows("SELECT count(*) FROM accounts_user") == before
