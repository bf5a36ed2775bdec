"""Known and new addresses cost the same: hashes of passwords, mails by task, queries; not milliseconds, which vary."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User

NEW = {"name": "Айгүл", "password1": "tunuk suu agat", "accepted": "on", "time_zone": ""}


class Counting(MD5PasswordHasher):
    """Says how often a password was hashed."""

    calls: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.calls.append(password)
        encoded: str = super().encode(password, salt)
        return encoded


@pytest.fixture(autouse=True)
def _counting(settings: Any, make_user: Callable[..., User]) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.test_same_work.Counting"]
    make_user("Someone", email="known@example.org")


def work(path: str, form: dict[str, str]) -> tuple[int, str, int, int, int]:
    """Status, where it leads, hashes, mails, queries."""
    client = Client()
    client.get(path)
    Counting.calls.clear()
    mail.outbox.clear()
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(path, form)
    return (answer.status_code, answer.headers.get("Location", ""), len(Counting.calls), len(mail.outbox), len(asked))


def test_signing_up() -> None:
    known = work("/en/accounts/signup/", {**NEW, "email": "known@example.org"})
    new = work("/en/accounts/signup/", {**NEW, "email": "new@example.org"})
    assert known[:4] == new[:4] == (302, "/en/accounts/confirm-email/", 1, 1)
    assert User.objects.count() == 2
    assert abs(known[4] - new[4]) < 20  # the rows of the account; each takes a hundredth of the hash


@pytest.mark.parametrize("path", ["/en/accounts/password/reset/", "/en/accounts/link/"])
def test_asking_for_a_mail(path: str) -> None:
    known, new = (work(path, {"email": f"{who}@example.org"}) for who in ("known", "new"))
    assert known[:4] == new[:4]
    assert (known[2], known[3]) == (0, 1)
    assert abs(known[4] - new[4]) < 4


def test_signing_in_with_a_wrong_password() -> None:
    known, new = (
        work("/en/accounts/login/", {"login": f"{who}@example.org", "password": "wrong"}) for who in ("known", "new")
    )
    assert known[:4] == new[:4] == (200, "", 2, 0)  # once for each backend
    assert abs(known[4] - new[4]) < 4


def test_changing_to_an_address_that_somebody_has(make_user: Callable[..., User]) -> None:
    found = []
    for who in ("known", "new"):
        user, client = make_user(), Client()
        client.post("/en/accounts/login/", {"login": user.email, "password": "koepueroe-demo"})
        client.post("/en/accounts/reauthenticate/", {"password": "koepueroe-demo"})
        Counting.calls.clear()
        mail.outbox.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = client.post("/en/accounts/email/", {"email": f"{who}@example.org", "action_add": "1"})
        found.append((answer.status_code, len(Counting.calls), len(mail.outbox), len(asked)))
    known, new = found
    assert known[:3] == new[:3] == (302, 0, 1)
    assert abs(known[3] - new[3]) < 4


def test_a_mail_server_that_is_away_is_nobodys_error(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for who in ("known", "new"):
        assert Client().post("/en/accounts/link/", {"email": f"{who}@example.org"}).status_code == 302
