from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.actions.erasing import delete_account
from accounts.models import OfficeKind, User
from core.audit import record
from core.errors import Conflict, Refused
from core.models import Deed
from core.registry import personal_data


def test_the_person_goes_and_the_log_stays_without_them(make_user: Callable[..., User], client: Client) -> None:
    user, other = make_user("Gone"), make_user("Other")
    client.post("/en/accounts/login/", {"login": user.email, "password": "koepueroe-demo"})
    written = record("test.deed", other, by=user, concerns=[user, other])
    assert Session.objects.count() == 1
    delete_account(user=user, by=user)
    assert not User.objects.filter(pk=user.pk).exists()
    assert not EmailAddress.objects.filter(email="person1@example.org").exists()
    assert Session.objects.count() == 0
    written.refresh_from_db()
    assert (written.by, list(written.concerns.all())) == (None, [other])
    erased = Deed.objects.get(deed="accounts.delete_account")
    assert (erased.by, erased.object_id, list(erased.concerns.all())) == (None, user.code, [])


def test_nobody_deletes_another(make_user: Callable[..., User]) -> None:
    user = make_user()
    with pytest.raises(Refused):
        delete_account(user=user, by=make_user())
    assert User.objects.filter(pk=user.pk).exists()


def test_a_demo_account_stays(make_user: Callable[..., User]) -> None:
    user = make_user(is_demo=True)
    with pytest.raises(Refused):
        delete_account(user=user, by=user)
    assert User.objects.filter(pk=user.pk).exists()


def test_the_last_administrator_stays(make_officer: Callable[..., User]) -> None:
    boss = make_officer(OfficeKind.ADMINISTRATOR)
    with pytest.raises(Conflict):
        delete_account(user=boss, by=boss)
    make_officer(OfficeKind.ADMINISTRATOR, email="second@example.org")
    delete_account(user=boss, by=boss)
    assert User.objects.count() == 1


def test_a_room_that_fails_leaves_everything(make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_user: User) -> None:
        raise RuntimeError

    monkeypatch.setitem(personal_data._erasers, "last", fail)
    user = make_user()
    with pytest.raises(RuntimeError):
        delete_account(user=user, by=user)
    assert User.objects.filter(pk=user.pk).exists()
    assert Deed.objects.count() == 0


def test_higher_rooms_erase_before_accounts(make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setitem(
        personal_data._erasers, "last", lambda user: seen.append(User.objects.filter(pk=user.pk).exists())
    )
    user = make_user()
    delete_account(user=user, by=user)
    assert seen == [True]


def test_the_page_asks_for_address_and_password(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    user = make_user()
    client = signed_in(user)
    url = "/en/accounts/settings/delete/"
    assert "signed agreements as PDF: they keep the name as it was signed" in client.get(url).text
    wrong = client.post(url, {"address": "x@example.org", "password": "wrong"})
    assert (wrong.status_code, User.objects.count()) == (200, 1)
    assert "This is not the address of your account." in wrong.text
    assert "This is not your password." in wrong.text
    right = client.post(url, {"address": user.email.upper(), "password": "koepueroe-demo"})
    assert (right.status_code, right.headers["Location"], User.objects.count()) == (302, "/en/", 0)
