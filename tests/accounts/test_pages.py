"""Every page about an account, in three languages, opens and holds no English beside names."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import OfficeKind, User

VISITOR = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_email_verification_sent",
    "account_inactive",
    "accounts:ask_link",
    "accounts:link_sent",
    "account_reset_password_from_key_done",
    "demo:mails",
]
MEMBER = [
    "accounts:home", "accounts:settings", "accounts:name", "accounts:language", "accounts:notices", "accounts:data",
    "accounts:delete", "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
    "usersessions_list", "mfa_list_webauthn",
]  # fmt: skip
# Names stay as they are in any language.
NAMES = {
    "Köpürö",
    "English",
    "JSON",
    "ZIP",
    "PDF",
    "PIN",
    "UTC",
    "person1",
    "person2",
    "example",
    "org",
    "Person",
    "Chrome",
    "Linux",
}


def english_in(page: str) -> set[str]:
    """Latin words of the visible text."""
    body = re.sub(r"<(script|style|datalist|title|svg|code|kbd).*?</\1>", " ", page, flags=re.DOTALL)
    said = re.sub(r"<[^>]+>", " ", body) + " ".join(re.findall(r'(?:aria-label|alt|placeholder|title)="([^"]*)"', body))
    return {word for word in re.findall(r"[A-Za-z]{3,}\d?", said) if word not in NAMES}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("name", VISITOR)
def test_a_visitor_reads_each_page(client: Client, db: None, name: str, language: str) -> None:
    with override(language):
        page = client.get(reverse(name))
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert language == "en" or english_in(page.text) == set()


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("name", MEMBER)
def test_a_member_reads_each_page(
    make_user: Callable[..., User], signed_in: Callable[[User], Client], name: str, language: str
) -> None:
    client = signed_in(make_user(language=language, name="Айгүл"))
    with override(language):
        page = client.get(reverse(name))
    assert page.status_code == 200
    assert language == "en" or english_in(page.text) == set()


@pytest.mark.parametrize("name", MEMBER)
def test_a_visitor_is_sent_to_sign_in(client: Client, db: None, name: str) -> None:
    with override("ky"):
        page = client.get(reverse(name))
        assert page.status_code == 302
        assert page.headers["Location"].startswith("/ky/")
        assert name == "account_logout" or page.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_errors_of_forms_are_in_the_language_of_the_page(
    client: Client, make_user: Callable[..., User], language: str
) -> None:
    user = make_user()
    with override(language):
        pages = [
            client.post(reverse("account_login"), {"login": user.email, "password": "wrong"}),
            client.post(reverse("account_login"), {}),
            client.post(reverse("account_signup"), {"name": "", "email": "x", "password1": "1234567890"}),
            client.post(
                reverse("account_signup"),
                {"name": "Айгүл", "email": "aigul@example.org", "password1": "short", "accepted": "on"},
            ),
        ]
    for page in pages:
        assert page.status_code == 200
        assert 'role="alert"' in page.text
        assert english_in(page.text) - {"example2", *EXAMPLES} == set()


# The examples of addresses in the sentences of errors: aty@mektep.kg, imya@shkola.kg.
EXAMPLES = {"aty", "mektep", "imya", "shkola"}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_pages_of_the_second_factor(make_user: Callable[..., User], client: Client, language: str) -> None:
    user = make_user(language=language, name="Айгүл")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    _sign_in(client, user, language)
    names = [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
    ]
    with override(language):
        for name in names:
            page = client.get(reverse(name))
            assert (name, page.status_code) == (name, 200)
            assert language == "en" or (name, english_in(page.text)) == (name, set())


def test_an_administrator_sees_the_desk_of_offices(
    make_officer: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(make_officer(OfficeKind.ADMINISTRATOR)).get("/ky/desk/offices/")
    assert page.status_code == 200
    assert page.templates[0].name == "accounts/offices.html"


def test_a_member_does_not(make_user: Callable[..., User], signed_in: Callable[[User], Client]) -> None:
    page = signed_in(make_user()).get("/en/desk/offices/")
    assert page.status_code == 403
    assert "Only an administrator can do this." in page.text


def _sign_in(client: Client, user: User, language: str) -> None:
    """With password and a recovery code, as a person does, so that security pages need no second question."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    with override(language):
        client.post(reverse("account_login"), {"login": user.email, "password": "koepueroe-demo"})
        code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
        client.post(reverse("account_reauthenticate"), {"password": "koepueroe-demo"})
