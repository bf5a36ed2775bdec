"""Limits at the entrance: by account and network, never by Host; nobody locks another person out."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.actions.duties.unsent_mails import forget_unsent
from accounts.actions.erasing import delete_account
from accounts.middleware.exempt_pages import SECURITY
from accounts.middleware.sign_in_limits import DOORS
from accounts.models import User, WaitingMail
from accounts.queries.sign_in_links import person_of, token_of
from accounts.rules import limits
from core.models import Brake, LimitCount

PASSWORD = "koepueroe-demo"
LOGIN = "/en/accounts/login/"
HOSTS = ["testserver", "testserver:1", "TESTSERVER:8443", "localhost", "localhost:99", "127.0.0.1", "127.0.0.1:7"]


def wrong(client: Client, user: User, times: int = 1, **more: Any) -> list[int]:
    form = {"login": user.email, "password": "wrong"}
    return [client.post(LOGIN, form, **more).status_code for _ in range(times)]


def right(client: Client, user: User, **more: Any) -> int:
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD}, **more).status_code


def link_in(number: int = -1) -> str:
    found = re.search(r"http://testserver(/\S+/accounts/link/\S+)", str(mail.outbox[number].body))
    assert found
    return found.group(1)


def stranger(number: int = 1) -> dict[str, str]:
    return {"REMOTE_ADDR": f"203.0.113.{number}"}


def test_five_wrong_passwords_then_a_wait_that_is_said(client: Client, make_user: Callable[..., User]) -> None:
    user, other = make_user(), make_user()
    assert wrong(client, user, 5) == [200] * 5
    page = client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert (page.status_code, page.headers["Retry-After"]) == (429, "60")
    assert "Too many wrong passwords for this account from here (5 in a row). Try again in 60 seconds." in page.text
    assert f'value="{user.email}"' in page.text
    assert right(client, other) == 302


@pytest.mark.parametrize("tries", [5, 40])
def test_no_spelling_of_the_host_gives_new_tries(client: Client, make_user: Callable[..., User], tries: int) -> None:
    user = make_user()
    statuses = [wrong(client, user, HTTP_HOST=HOSTS[n % len(HOSTS)])[0] for n in range(tries)]
    assert statuses == [200] * 5 + [429] * (tries - 5)
    assert {right(client, user, HTTP_HOST=host) for host in HOSTS} == {429}


def test_no_spelling_of_the_address_gives_new_tries(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user(email="айгүл@example.org")
    for email in (
        "айгүл@example.org",
        "АЙГҮЛ@example.org",
        " айгүл@Example.ORG",
        "айгүл@example.org ",
        "Айгүл@example.org.",
    ):
        client.post(LOGIN, {"login": email, "password": "wrong"})
    assert right(client, user) == 429


def test_a_second_address_of_the_person_gives_no_new_tries(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    EmailAddress.objects.create(user=user, email="second@example.org", verified=True)
    assert wrong(client, user, 5) == [200] * 5
    assert client.post(LOGIN, {"login": "second@example.org", "password": "wrong"}).status_code == 429


def test_an_address_that_nobody_has_is_slowed_alike(client: Client, db: None) -> None:
    form = {"login": "nobody@example.org", "password": "wrong"}
    assert [client.post(LOGIN, form).status_code for _ in range(7)] == [200] * 5 + [429] * 2


def test_counts_are_not_in_the_cache(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    wrong(client, user, 5)
    cache.clear()
    assert right(client, user) == 429
    assert app_settings.RATE_LIMITS == {}


def test_forwarded_addresses_count_only_from_our_proxies(
    client: Client, make_user: Callable[..., User], settings: Any
) -> None:
    user = make_user()
    assert [wrong(client, user, HTTP_X_FORWARDED_FOR=f"1.2.3.{n}")[0] for n in range(6)] == [200] * 5 + [429]
    settings.PROXY_COUNT = 1
    Brake.objects.all().delete()
    said = [f"1.2.3.{n}, 9.9.9.9" for n in range(6)]
    assert [wrong(client, user, HTTP_X_FORWARDED_FOR=one)[0] for one in said] == [200] * 5 + [429]
    assert right(client, user, HTTP_X_FORWARDED_FOR="9.9.9.8") == 302


def test_addresses_of_one_customer_in_ipv6_count_together(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    seen = [wrong(client, user, REMOTE_ADDR=f"2001:db8::{n}")[0] for n in range(1, 7)]
    assert seen == [200] * 5 + [429]


def test_strangers_slow_an_account_and_lock_nobody_out(client: Client, make_user: Callable[..., User]) -> None:
    """A known device and a known network come in as ever; everybody else waits, and the mailed link works."""
    user = make_user()
    at_home = {"REMOTE_ADDR": "198.51.100.7"}
    assert right(client, user, **at_home) == 302
    client.get("/en/accounts/home/", **at_home)
    client.post("/en/accounts/logout/", **at_home)
    for number in range(1, 31):
        wrong(Client(), user, 2, **stranger(number))
    assert right(Client(), user, **stranger(99)) == 429
    assert right(client, user, **stranger(98)) == 302  # the device is known wherever it is
    assert right(Client(), user, **at_home) == 302  # they have signed in from this network
    phone = Client()
    assert phone.post("/en/accounts/link/", {"email": user.email}, **stranger(97)).status_code == 302
    assert phone.post(link_in(), **stranger(97)).headers["Location"] == "/en/accounts/home/"
    assert phone.get("/en/accounts/home/", **stranger(97)).status_code == 200


def test_a_known_device_may_not_guess_either(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    right(client, user)
    client.get("/en/accounts/home/")
    client.post("/en/accounts/logout/")
    assert wrong(client, user, 8, **stranger(1))[-3:] == [429] * 3
    assert Brake.objects.get().key.startswith("password:")


def test_a_device_that_names_another_account_is_a_strangers(make_user: Callable[..., User]) -> None:
    mine, theirs = make_user(), make_user()
    client = Client()
    right(client, mine)
    client.get("/en/accounts/home/")
    client.post("/en/accounts/logout/")
    for number in range(1, 31):
        wrong(Client(), theirs, 1, **stranger(number))
    assert right(client, theirs, **stranger(77)) == 429
    client.cookies["device"] = f"x:{theirs.code}"
    assert right(client, theirs, **stranger(77)) == 429


def test_the_wait_ends_and_the_right_password_makes_it_good(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    wrong(client, user, 5)
    Brake.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert right(client, user) == 302
    assert not Brake.objects.filter(key__startswith="password:").exists()
    assert LimitCount.objects.get(key__startswith="wrong_password").count == 5


def test_a_new_password_by_mail_ends_the_wait_of_the_account(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    for number in range(1, 31):
        wrong(Client(), user, 1, **stranger(number))
    assert right(client, user) == 429
    client.post("/en/accounts/password/reset/", {"email": user.email})
    found = re.search(r"http://testserver(/\S+reset/key/\S+)", str(mail.outbox[-1].body))
    assert found
    page = client.get(found[1])
    form = {"password1": "tunuk suu agat", "password2": "tunuk suu agat"}
    assert client.post(page.headers["Location"], form).status_code == 302
    assert client.post(LOGIN, {"login": user.email, "password": "tunuk suu agat"}).status_code == 302


def test_wrong_passwords_of_one_network_over_many_accounts(
    client: Client, make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from accounts.rules import login_brakes

    monkeypatch.setattr(login_brakes, "WRONG", replace(limits.WRONG, figure=3))
    people = [make_user() for _ in range(5)]
    assert [wrong(client, one)[0] for one in people] == [200, 200, 200, 429, 429]
    assert right(client, people[4], **stranger()) == 302


@pytest.mark.parametrize("door", ["change", "delete", "reauthenticate"])
def test_a_borrowed_session_may_not_guess_the_password(
    make_user: Callable[..., User], signed_in: Callable[[User], Client], door: str
) -> None:
    user = make_user()
    client = signed_in(user)
    new = {"password1": "tunuk suu agat", "password2": "tunuk suu agat"}
    url, form, field = {
        "change": ("/en/accounts/password/change/", new, "oldpassword"),
        "delete": ("/en/accounts/settings/delete/", {"address": user.email}, "password"),
        "reauthenticate": ("/en/accounts/reauthenticate/", {}, "password"),
    }[door]
    client.get(url)
    statuses = [client.post(url, {**form, field: "wrong"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert client.post(url, {**form, field: PASSWORD}).status_code == 429
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_codes_of_the_second_factor_are_slowed(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    TOTP.activate(user, generate_totp_secret())
    right(client, user)
    url = "/en/accounts/2fa/authenticate/"
    statuses = [client.post(url, {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert right(Client(), user) == 302  # the password is another matter


def test_a_link_works_once_and_stands_for_the_password_alone(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user(language="en")
    client.post("/en/accounts/link/", {"email": user.email})
    assert mail.outbox[0].subject == "Your link to sign in"
    link = link_in()
    assert client.get(link).status_code == 200
    assert client.get("/en/accounts/home/").status_code == 302  # looking at it is not signing in
    assert client.post(link).status_code == 302
    assert client.get("/en/accounts/home/").status_code == 200
    assert Client().get(link).status_code == 410
    TOTP.activate(user, generate_totp_secret())
    user.refresh_from_db()
    answer = Client().post(reverse("accounts:link", args=[token_of(user)]))
    assert answer.headers["Location"] == "/en/accounts/2fa/authenticate/"


def test_a_link_confirms_the_address_that_it_was_sent_to(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user(language="en")
    user.emailaddress_set.update(verified=False)
    client.post("/en/accounts/link/", {"email": user.email})
    assert client.post(link_in()).status_code == 302
    assert client.get("/en/accounts/home/").status_code == 200
    assert user.emailaddress_set.get().verified


@pytest.mark.parametrize("address", ["/admin/login/?next=/admin/", "/account-login/?next=/admin/"])
def test_who_is_in_and_may_not_is_told_so_and_not_sent_round(
    client: Client, make_user: Callable[..., User], address: str
) -> None:
    assert client.get(address).headers["Location"].endswith("/accounts/login/?next=/admin/")
    client.force_login(make_user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == 403
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_forged_or_old_link_opens_nothing(
    client: Client, make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    user = make_user()
    token = token_of(user)
    for bad in (token[:-1], token + "x", "x", "a:b:c", token_of(make_user())[:20] + token[20:]):
        assert client.post(reverse("accounts:link", args=[bad])).status_code == 410
    user.set_password("tunuk suu agat")
    user.save()
    assert person_of(token) is None
    fresh = token_of(user)
    monkeypatch.setattr("accounts.queries.sign_in_links.SIGN_IN_LINK", timedelta(seconds=-1))
    assert person_of(fresh) is None
    assert client.get("/en/accounts/home/").status_code == 302


@pytest.mark.parametrize("url", ["/en/accounts/link/", "/en/accounts/password/reset/"])
def test_nobody_floods_a_mail_box_and_the_person_comes_in(
    client: Client, make_user: Callable[..., User], url: str
) -> None:
    user = make_user()
    for number in range(1, 30):
        assert Client().post(url, {"email": user.email}, **stranger(number)).status_code == 302
    assert len(mail.outbox) == limits.MAILED.figure
    if "link" in url:
        assert client.post(link_in(3)).status_code == 302  # any of them still works
        client.get("/en/accounts/home/")
        client.post("/en/accounts/logout/")
        assert client.post(url, {"email": user.email}).status_code == 302
        assert len(mail.outbox) == limits.MAILED.figure + 1  # who came in is mailed again


def test_a_known_device_has_a_count_of_its_own(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    right(client, user)
    client.get("/en/accounts/home/")
    client.post("/en/accounts/logout/")
    for number in range(1, 30):
        Client().post("/en/accounts/link/", {"email": user.email}, **stranger(number))
    client.post("/en/accounts/link/", {"email": user.email}, **stranger(50))
    assert len(mail.outbox) == limits.MAILED.figure + 1


def test_sign_ups_of_one_network_keep_what_was_typed(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setitem(DOORS, "account_signup", replace(limits.SIGN_UP, figure=1))
    form = {"name": "Айгүл", "email": "a@example.org", "password1": "tunuk suu agat", "accepted": "on"}
    assert Client().post("/ru/accounts/signup/", form).status_code == 302
    page = client.post("/ru/accounts/signup/", {**form, "email": "b@example.org"})
    assert (page.status_code, "Retry-After" in page.headers) == (429, True)
    assert 'value="b@example.org"' in page.text
    assert 'value="Айгүл"' in page.text
    assert "Из вашей сети" in page.text
    assert User.objects.count() == 1
    assert Client().post("/ru/accounts/signup/", {**form, "email": "c@example.org"}, **stranger()).status_code == 302


def test_every_door_that_takes_something_is_counted() -> None:
    """A door that allauth adds some day stands here until it is counted, or argued to be free."""
    free = {
        "account_logout",
        "account_inactive",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "usersessions_list",
    }
    found = {
        pattern.name
        for prefix in ("account_", "mfa_", "usersessions_")
        for pattern in _patterns(get_resolver().url_patterns)
        if (pattern.name or "").startswith(prefix)
    }
    assert found - free - set(DOORS) == set()
    assert set(SECURITY) < set(DOORS)


def _patterns(patterns: Any) -> Any:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def test_mails_leave_nothing_behind(client: Client, make_user: Callable[..., User]) -> None:
    client.post("/en/accounts/link/", {"email": make_user().email})
    assert WaitingMail.objects.count() == 0
    WaitingMail.objects.create(said={})
    WaitingMail.objects.update(at=timezone.now() - timedelta(days=2))
    assert forget_unsent() == 1


def test_a_mail_that_waits_goes_with_the_account(make_user: Callable[..., User]) -> None:
    user, other = make_user(), make_user()
    for person in (user, other):
        WaitingMail.objects.create(said={"mail": {"to": [person.email]}, "parts": []})
    delete_account(user=user, by=user)
    assert [waiting.said["mail"]["to"] for waiting in WaitingMail.objects.all()] == [[other.email]]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("login/", {"login": "aida@example.org", "password": "hush hush hush"}),
        ("signup/", {"name": "Аида Т.", "email": "aida@example.org", "password1": "hush hush hush"}),
        ("password/reset/", {"email": "aida@example.org"}),
        ("link/", {"email": "aida@example.org"}),
    ],
)
def test_an_old_form_of_the_entrance_comes_back_with_all_but_the_password(
    db: None, address: str, typed: dict[str, str]
) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/en/accounts/{address}", typed, headers={"Origin": "http://testserver"})
    assert answer.status_code == 403
    assert 'value="aida@example.org"' in answer.text
    assert "hush" not in answer.text
    assert "This page was too old" in answer.text
    assert 'name="csrfmiddlewaretoken"' in answer.text
    for headers in ({"Origin": "https://example.org"}, {}):
        foreign = strict.post(f"/en/accounts/{address}", typed, headers=headers)
        assert (foreign.status_code, "aida@example.org" in foreign.text) == (403, False)


def test_whoever_is_signed_in_by_now_is_led_on(make_user: Any, signed_in: Any) -> None:
    client = signed_in(make_user())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    typed = {"login": "person1@example.org", "password": "x", "next": "/en/spaces/"}
    for address, to in (("login/", "/en/spaces/"), ("signup/", "/en/spaces/"), ("link/", "/en/accounts/home/")):
        answer = strict.post(f"/en/accounts/{address}", typed, headers={"Origin": "http://testserver"})
        assert (address, answer.status_code, answer.headers["Location"]) == (address, 302, to)
    away = {**typed, "next": "https://example.org/"}
    answer = strict.post("/en/accounts/login/", away, headers={"Origin": "http://testserver"})
    assert answer.headers["Location"] == "/en/accounts/home/"
    assert client.get("/en/accounts/login/?next=/en/spaces/").headers["Location"] == "/en/spaces/"
