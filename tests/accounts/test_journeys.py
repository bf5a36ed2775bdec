"""As a browser goes: sign up, confirm, sign in, forget, change, protect."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import OfficeKind, User

PASSWORD = "koepueroe-demo"
NEW = {
    "name": "Айгүл",
    "email": "Aigul@Example.org",
    "password1": "tunuk suu agat",
    "accepted": "on",
    "time_zone": "Europe/Tallinn",
}


def link_in(message: EmailMessage) -> str:
    found = re.search(r"http://testserver(/\S+(?:confirm-email|reset/key)/\S+)", str(message.body))
    assert found
    return found.group(1)


@pytest.mark.parametrize(
    ("language", "subject"), [("ky", "Кош келиңиз"), ("ru", "Добро пожаловать"), ("en", "Welcome")]
)
def test_a_newcomer_comes_in(client: Client, db: None, language: str, subject: str) -> None:
    sent = client.post(f"/{language}/accounts/signup/", NEW)
    assert (sent.status_code, sent.headers["Location"]) == (302, f"/{language}/accounts/confirm-email/")
    page = client.get(f"/{language}/accounts/confirm-email/")
    assert f"/{language}/demo/mails/" in page.text
    user = User.objects.get()
    assert (user.email, user.name, user.language, user.time_zone) == (
        "aigul@example.org",
        "Айгүл",
        language,
        "Europe/Tallinn",
    )
    assert mail.outbox[0].subject.startswith(subject)
    link = link_in(mail.outbox[0])
    assert link.startswith(f"/{language}/")
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified
    confirmed = client.post(link)
    assert (confirmed.status_code, confirmed.headers["Location"]) == (302, f"/{language}/join/")
    assert EmailAddress.objects.get().verified
    assert client.get(f"/{language}/accounts/home/").status_code == 200


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Your address is confirmed already."),
        ("ky", "Дарегиңиз мурунтан эле ырасталган."),
        ("ru", "Ваш адрес уже подтверждён."),
    ],
)
def test_a_link_opened_again_leads_on_who_is_signed_in(client: Client, db: None, language: str, said: str) -> None:
    client.post(f"/{language}/accounts/signup/", NEW)
    link = link_in(mail.outbox[0])
    client.post(link)
    for answer in (client.get(link, follow=True), client.post(link, follow=True)):
        assert answer.redirect_chain == [(f"/{language}/join/", 302)]
        assert said in answer.text
    signed_out = Client().get(link)
    assert (signed_out.status_code, said in signed_out.text) == (200, False)


def test_a_used_link_of_somebody_else_or_a_forged_one_says_nothing_of_ones_own(
    client: Client, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    client.post("/en/accounts/signup/", NEW)
    link = link_in(mail.outbox[0])
    client.post(link)
    browser = signed_in(make_user("Other"))
    for address in (link, link[:-3] + "xx/"):
        answer = browser.get(address)
        assert (answer.status_code, "confirmed already" in answer.text) == (200, False)
        assert browser.post(address).status_code == 404


def test_a_known_address_is_told_nothing_new(client: Client, make_user: Callable[..., User]) -> None:
    make_user("Someone", email="aigul@example.org", language="ru")
    sent = client.post("/en/accounts/signup/", NEW)
    assert (sent.status_code, sent.headers["Location"]) == (302, "/en/accounts/confirm-email/")
    assert User.objects.count() == 1
    assert mail.outbox[0].subject == "У вас уже есть учётная запись"


def test_a_wrong_time_zone_stops_nobody(client: Client, db: None) -> None:
    assert client.post("/en/accounts/signup/", {**NEW, "time_zone": "Mars/Olympus"}).status_code == 302
    assert User.objects.get().time_zone == "Asia/Bishkek"


def test_unconfirmed_people_get_a_new_link(client: Client, db: None, settings: object) -> None:
    client.post("/en/accounts/signup/", NEW)
    answer = Client().post("/en/accounts/login/", {"login": NEW["email"], "password": NEW["password1"]})
    assert answer.headers["Location"] == "/en/accounts/confirm-email/"


def test_signing_in_leads_to_today_or_where_one_wanted_to_go(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    form = {"login": user.email.upper(), "password": PASSWORD}
    assert client.post("/ru/accounts/login/", form).headers["Location"] == "/ru/accounts/home/"
    client.post("/ru/accounts/logout/")
    asked = client.get("/ru/accounts/settings/")
    assert asked.headers["Location"] == "/ru/accounts/login/?next=/ru/accounts/settings/"
    assert client.post("/ru/accounts/login/", {**form, "next": "/ru/accounts/settings/"}).headers["Location"] == (
        "/ru/accounts/settings/"
    )


def test_nobody_is_led_away_from_the_site(client: Client, make_user: Callable[..., User]) -> None:
    form = {"login": make_user().email, "password": PASSWORD, "next": "https://example.org/"}
    assert client.post("/en/accounts/login/", form).headers["Location"] == "/en/accounts/home/"


def test_a_forgotten_password(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user(language="ky")
    assert client.post("/en/accounts/password/reset/", {"email": user.email}).status_code == 302
    assert mail.outbox[0].subject == "Жаңы сырсөз"
    page = client.get(link_in(mail.outbox[0]))
    assert page.status_code == 302
    form = {"password1": "tunuk suu agat", "password2": "tunuk suu agat"}
    assert client.post(page.headers["Location"], form).status_code == 302
    user.refresh_from_db()
    assert user.check_password("tunuk suu agat")
    assert client.get(link_in(mail.outbox[0])).status_code == 200


def test_an_unknown_address_sees_the_same_page(client: Client, db: None) -> None:
    page = client.post("/en/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (page.status_code, page.headers["Location"]) == (302, "/en/accounts/password/reset/done/")
    assert mail.outbox[0].subject == "There is no account with this address"


def test_a_new_address_counts_once_it_is_confirmed(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user(language="en")
    _sign_in_safely(client, user)
    assert client.post("/en/accounts/email/", {"email": "new@example.org", "action_add": "1"}).status_code == 302
    user.refresh_from_db()
    assert user.email == "person1@example.org"
    assert "new@example.org" in client.get("/en/accounts/email/").text
    client.post(link_in(mail.outbox[-1]))
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert [a.email for a in EmailAddress.objects.all()] == ["new@example.org"]


def test_a_new_password(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    _sign_in_safely(client, user)
    form = {"oldpassword": PASSWORD, "password1": "tunuk suu agat", "password2": "tunuk suu agat"}
    assert client.post("/en/accounts/password/change/", {**form, "oldpassword": "wrong"}).status_code == 200
    assert client.post("/en/accounts/password/change/", form).status_code == 302
    user.refresh_from_db()
    assert user.check_password("tunuk suu agat")
    assert client.get("/en/accounts/home/").status_code == 302


def test_codes_from_an_app(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    _sign_in_safely(client, user)
    page = client.get("/en/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.text
    _before, now, _after = yield_hotp_counters_from_time()
    code = format_hotp_value(hotp_value(secret, now))
    assert client.post("/en/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.post("/en/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    codes = client.get("/en/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/en/accounts/2fa/recovery-codes/download/").text.split() == codes
    later = Client()
    asked = later.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert asked.headers["Location"] == "/en/accounts/2fa/authenticate/"
    assert later.get("/en/accounts/home/").status_code == 302
    assert later.get("/en/accounts/2fa/authenticate/").status_code == 200
    assert later.post("/en/accounts/2fa/authenticate/", {"code": codes[0]}).headers["Location"] == "/en/accounts/home/"
    assert later.get("/en/accounts/home/").status_code == 200


def test_a_passkey_is_offered_by_our_own_module(client: Client, make_user: Callable[..., User]) -> None:
    _sign_in_safely(client, make_user())
    page = client.get("/en/accounts/2fa/webauthn/add/")
    assert 'data-passkey="create"' in page.text
    assert "&quot;challenge&quot;" in page.text
    assert "<script>" not in page.text
    assert "onclick" not in page.text
    asked = Client().get("/en/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert "challenge" in asked.json()["request_options"]["publicKey"]


def test_sessions_elsewhere_are_ended(client: Client, make_user: Callable[..., User]) -> None:
    user, other = make_user(), Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    for one in (client, other):
        one.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert "Firefox, Windows" in client.get("/en/accounts/sessions/").text
    assert client.post("/en/accounts/sessions/").status_code == 302
    assert other.get("/en/accounts/home/").status_code == 302
    assert client.get("/en/accounts/home/").status_code == 200


@pytest.mark.parametrize(
    "login", ["x" * 100_000, "x@" + "y" * 100_000 + ".org", "a\x00b@example.org", "\x00", "\ud800@x.org"]
)
def test_monstrous_logins_are_form_errors(client: Client, db: None, login: str) -> None:
    for url in ("/en/accounts/login/", "/en/accounts/signup/", "/en/accounts/password/reset/"):
        sent = login.encode("utf-8", "surrogatepass").decode("latin-1")
        form = {"login": sent, "email": sent, "name": "x" * 500, "password": "p", "password1": "tunuk suu agat"}
        assert client.post(url, form).status_code in {200, 302, 400}
    assert User.objects.count() == 0


def test_a_monstrous_password_is_a_form_error(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user()
    page = client.post("/en/accounts/login/", {"login": user.email, "password": "x" * 100_000})
    assert page.status_code == 200
    assert "field-bad" in page.text


def test_a_body_of_ten_megabytes_is_refused(client: Client, db: None) -> None:
    assert client.post("/en/accounts/login/", {"login": "x" * 10_000_000}).status_code in {400, 413}


def test_offices_need_a_second_factor(make_officer: Callable[..., User], client: Client, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    user = make_officer(OfficeKind.MODERATOR)
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    asked = client.get("/en/accounts/home/")
    assert (asked.status_code, asked.headers["Location"]) == (302, "/en/accounts/2fa/")
    assert "You hold an office" in client.get("/en/accounts/2fa/").text
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/en/accounts/2fa/totp/activate/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post("/en/accounts/2fa/totp/activate/", {"code": code})
    assert client.get("/en/accounts/home/").status_code == 200


def test_the_demo_waives_it(make_officer: Callable[..., User], signed_in: Callable[[User], Client]) -> None:
    assert signed_in(make_officer(OfficeKind.MODERATOR)).get("/en/accounts/home/").status_code == 200


@pytest.mark.parametrize(("hours", "status"), [(11, 200), (13, 302)])
def test_sessions_of_offices_last_twelve_hours(
    make_officer: Callable[..., User], signed_in: Callable[[User], Client], hours: int, status: int
) -> None:
    client = signed_in(make_officer(OfficeKind.MODERATOR))
    client.get("/en/accounts/home/")
    session = client.session
    session["office_began"] -= hours * 3600
    session.save()
    assert client.get("/en/accounts/home/").status_code == status


def test_demo_accounts_cannot_be_locked(make_user: Callable[..., User], client: Client) -> None:
    user = make_user(is_demo=True)
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    form = {"oldpassword": PASSWORD, "password1": "tunuk suu agat", "password2": "tunuk suu agat"}
    for url in ("password/change/", "email/", "2fa/totp/activate/", "2fa/webauthn/add/"):
        assert client.post(f"/en/accounts/{url}", form).status_code == 403
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def _sign_in_safely(client: Client, user: User) -> None:
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
