"""Where the mail went: named to the browser that typed it, and corrected there before it is confirmed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.policy import RULES_VERSION

Make = Callable[..., Any]
SIGN_UP, SENT, CORRECT = "/en/accounts/signup/", "/en/accounts/confirm-email/", "/en/accounts/confirm-email/correct/"
NEW = {"name": "Айгүл", "password1": "tunuk suu agat", "accepted": "on", "time_zone": "Europe/Tallinn"}


def link_to(address: str) -> str:
    (found,) = [one for one in mail.outbox if one.to == [address]][-1:]
    said = re.search(r"http://testserver(/\S+confirm-email/\S+)", str(found.body))
    assert said
    return said.group(1)


def sign_up(client: Client, address: str, **more: str) -> None:
    sent = client.post(SIGN_UP, {**NEW, "email": address, **more})
    assert sent.headers["Location"] == SENT


@pytest.mark.parametrize(
    ("path", "then"),
    [
        ("/{}/accounts/link/", "/{}/accounts/link/sent/"),
        ("/{}/accounts/password/reset/", "/{}/accounts/password/reset/done/"),
        ("/{}/accounts/signup/", "/{}/accounts/confirm-email/"),
    ],
)
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("who", ["known", "new"])
def test_the_page_names_the_address_to_this_browser_alone(
    client: Client, make_user: Make, path: str, then: str, language: str, who: str
) -> None:
    make_user(email="known@example.org")
    address = f"{who}@example.org"
    assert address not in client.get(then.format(language)).text
    answer = client.post(path.format(language), {**NEW, "email": address})
    assert answer.headers["Location"] == then.format(language)
    page = client.get(then.format(language)).text
    assert f'<strong class="fault">{address}</strong>' in page
    assert f'name="email" value="{address}"' in page
    assert address not in Client().get(then.format(language)).text


@pytest.mark.parametrize("path", ["/en/accounts/link/", "/en/accounts/password/reset/"])
def test_another_link_goes_to_the_corrected_address(client: Client, make_user: Make, path: str) -> None:
    make_user(email="aigul@example.org")
    client.post(path, {"email": "aigull@example.org"})
    there = client.post(path, {"email": "aigul@example.org"}).headers["Location"]
    assert '<strong class="fault">aigul@example.org</strong>' in client.get(there).text
    assert [one.to for one in mail.outbox] == [["aigull@example.org"], ["aigul@example.org"]]


def test_a_wrong_address_is_corrected_and_its_link_ends(client: Client, make_user: Make) -> None:
    sign_up(client, "aigull@example.org", next="/en/institutions/")
    old = link_to("aigull@example.org")
    assert client.post(CORRECT, {"email": "Aigul@Example.org"}).headers["Location"] == SENT
    person = User.objects.get()
    assert (person.email, person.name, person.time_zone) == ("aigul@example.org", "Айгүл", "Europe/Tallinn")
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("aigul@example.org", False, True)
    ]
    assert Client().post(old).status_code == 404
    assert not EmailAddress.objects.get().verified
    confirmed = client.post(link_to("aigul@example.org"))
    assert confirmed.headers["Location"] == "/en/institutions/"
    assert client.get("/en/accounts/home/").status_code == 200
    assert not {"typed_address", "signing_up"} & set(client.session.keys())
    assert Client().login(email="aigul@example.org", password=NEW["password1"])


def test_whether_the_first_was_known_makes_no_difference(make_user: Make) -> None:
    """A stranger cannot learn it by correcting: each time an account is there in the end, and one mail goes out."""
    make_user(email="known@example.org")
    seen = []
    for first in ("known@example.org", "free@example.org"):
        client = Client()
        sign_up(client, first)
        mail.outbox.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(CORRECT, {"email": f"mine-{first}"})
        seen.append((answer.status_code, answer.headers["Location"], len(mail.outbox), mail.outbox[0].subject))
        person = User.objects.get(email=f"mine-{first}")
        assert (person.name, person.rules_version) == ("Айгүл", RULES_VERSION)
        assert person.check_password(NEW["password1"])
        assert len(asked) < 80
    assert seen[0] == seen[1]
    assert User.objects.filter(email="known@example.org").get().name != "Айгүл"


def test_whether_the_second_is_known_makes_no_difference(make_user: Make) -> None:
    owner = make_user(email="known@example.org")
    seen = []
    for number, second in enumerate(("known@example.org", "free@example.org")):
        client = Client()
        sign_up(client, f"first{number}@example.org")
        mail.outbox.clear()
        answer = client.post(CORRECT, {"email": second})
        page = client.get(SENT).text
        seen.append((answer.status_code, answer.headers["Location"], len(mail.outbox), second in page))
    assert seen[0] == seen[1] == (302, SENT, 1, True)
    assert EmailAddress.objects.filter(user=owner).values_list("email", "verified").get() == ("known@example.org", True)
    assert User.objects.filter(email="first0@example.org").exists()


def test_one_confirmed_meanwhile_is_not_touched(client: Client, db: None) -> None:
    sign_up(client, "aigul@example.org")
    Client().post(link_to("aigul@example.org"))
    client.post(CORRECT, {"email": "other@example.org"})
    assert set(User.objects.values_list("email", flat=True)) == {"aigul@example.org", "other@example.org"}
    assert EmailAddress.objects.get(email="aigul@example.org").verified


def test_who_signs_in_before_confirming_may_correct_it_too(client: Client, db: None) -> None:
    sign_up(Client(), "aigull@example.org")
    form = {"login": "aigull@example.org", "password": NEW["password1"]}
    assert client.post("/en/accounts/login/", form).headers["Location"] == SENT
    assert "aigull@example.org" in client.get(SENT).text
    client.post(CORRECT, {"email": "aigul@example.org"})
    assert User.objects.get().email == "aigul@example.org"


def test_the_same_address_again_sends_another_link(client: Client, db: None) -> None:
    sign_up(client, "aigul@example.org")
    before = EmailAddress.objects.get().pk
    client.post(CORRECT, {"email": "aigul@example.org"})
    assert (EmailAddress.objects.get().pk, len(mail.outbox)) == (before, 2)


@pytest.mark.parametrize(
    "nonsense", ["", "no address", "a@b", "x" * 300 + "@example.org", "a@example.org\nBcc: b@example.org"]
)
def test_nonsense_keeps_what_was_typed_and_moves_nothing(client: Client, db: None, nonsense: str) -> None:
    sign_up(client, "aigul@example.org")
    page = client.post(CORRECT, {"email": nonsense})
    assert page.status_code == 200
    assert 'class="err"' in page.text
    assert User.objects.get().email == "aigul@example.org"
    assert len(mail.outbox) == 1


def test_a_browser_that_signed_nobody_up_corrects_nothing(client: Client, make_user: Make) -> None:
    make_user(email="known@example.org")
    assert client.post(CORRECT, {"email": "mine@example.org"}).headers["Location"] == SIGN_UP
    assert client.get(CORRECT).headers["Location"] == SIGN_UP
    assert list(User.objects.values_list("email", flat=True)) == ["known@example.org"]
    assert mail.outbox == []


def test_six_mails_a_day_and_no_more(client: Client, db: None) -> None:
    sign_up(client, "aigul@example.org")
    for _ in range(9):
        assert client.post(CORRECT, {"email": "victim@example.org"}).headers["Location"] == SENT
    assert len([one for one in mail.outbox if one.to == ["victim@example.org"]]) == 6
