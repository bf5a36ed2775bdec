import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.actions.mail_settings import change_mail
from accounts.actions.settings import change_settings
from accounts.actions.steps.mail_settings import stored_mail_settings
from accounts.models import MailSettings, OfficeKind, User
from accounts.queries.mail_settings import mailing_of, unsubscribe_token
from accounts.queries.personal_data import data_of
from accounts.showing.time_zones import find_zone, zone_text
from core.errors import Invalid, Refused


def test_settings_are_changed(make_user: Callable[..., User]) -> None:
    user = make_user()
    change_settings(user=user, by=user, name="Айгүл", latin_name="Aigul", language="ru", time_zone="Europe/Tallinn")
    user.refresh_from_db()
    assert (user.name, user.latin_name, user.language, user.time_zone) == ("Айгүл", "Aigul", "ru", "Europe/Tallinn")


def test_nobody_changes_those_of_others(make_user: Callable[..., User]) -> None:
    user, stranger = make_user("Ours"), make_user()
    for by in (stranger, AnonymousUser()):
        with pytest.raises(Refused):
            change_settings(user=user, by=by, name="Theirs")
    user.refresh_from_db()
    assert user.name == "Ours"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "xx"),
        ("time_zone", "Mars/Olympus"),
        ("name", "x" * 151),
        ("language", ""),
        ("keys", "perhaps"),
        ("keys", None),
    ],
)
def test_nonsense_is_refused(make_user: Callable[..., User], name: str, value: str) -> None:
    user = make_user()
    before = getattr(user, name)
    with pytest.raises(Invalid) as refused:
        change_settings(user=user, by=user, **{name: value})
    assert refused.value.field == name
    assert getattr(User.objects.get(pk=user.pk), name) == before


def test_only_settings_can_be_set(make_user: Callable[..., User]) -> None:
    user = make_user()
    with pytest.raises(TypeError):
        change_settings(user=user, by=user, is_superuser=True)
    assert not User.objects.get(pk=user.pk).is_superuser


def test_the_name_page(make_user: Callable[..., User], signed_in: Callable[[User], Client]) -> None:
    user = make_user("Old")
    client = signed_in(user)
    assert client.post("/en/accounts/settings/name/", {"name": "\u202eNew\x00", "latin_name": ""}).status_code == 302
    user.refresh_from_db()
    assert user.name == "New"
    page = client.post("/en/accounts/settings/name/", {"name": "", "latin_name": "Kept"})
    assert page.status_code == 200
    assert 'value="Kept"' in page.text
    user.refresh_from_db()
    assert (user.name, user.latin_name) == ("New", "")


def test_the_language_page_goes_on_in_the_new_language(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    user = make_user(language="en")
    client = signed_in(user)
    page = client.post("/en/accounts/settings/language/", {"language": "ru", "time_zone": "Таллин"})
    assert (page.status_code, page.headers["Location"]) == (302, "/ru/accounts/settings/")
    user.refresh_from_db()
    assert (user.language, user.time_zone) == ("ru", "Europe/Tallinn")
    assert "Сохранено." in client.get("/ru/accounts/settings/").text


def test_an_unknown_place_is_kept_and_explained(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(make_user()).post("/en/accounts/settings/language/", {"language": "ky", "time_zone": "Atlantis"})
    assert page.status_code == 200
    assert 'value="Atlantis"' in page.text
    assert "We do not know the place “Atlantis”" in page.text


def test_the_keys_can_be_switched_off(make_user: Callable[..., User], signed_in: Callable[[User], Client]) -> None:
    user = make_user()
    client = signed_in(user)
    page = client.get("/en/accounts/settings/keys/").text
    assert ("data-no-keys" in page, 'id="keys"' in page) == (False, True)
    assert client.post("/en/accounts/settings/keys/", {}).status_code == 302
    assert User.objects.get(pk=user.pk).keys is False
    page = client.get("/en/accounts/settings/keys/").text
    assert ("data-no-keys" in page, 'id="keys"' in page) == (True, False)
    assert client.post("/en/accounts/settings/keys/", {"keys": "on"}).status_code == 302
    assert User.objects.get(pk=user.pk).keys is True
    assert data_of(user)["accounts"]["account"]["keys"] is True


def test_nobody_switches_off_the_keys_of_others(make_user: Callable[..., User]) -> None:
    user, stranger = make_user(), make_user()
    for by in (stranger, AnonymousUser()):
        with pytest.raises(Refused):
            change_settings(user=user, by=by, keys=False)
    assert User.objects.get(pk=user.pk).keys is True


def test_notices_can_be_switched_off(make_user: Callable[..., User], signed_in: Callable[[User], Client]) -> None:
    user = make_user()
    assert signed_in(user).post("/en/accounts/settings/notices/", MAILS).status_code == 302
    user.refresh_from_db()
    assert user.mail_notices is False


MAILS = {**dict.fromkeys(("proposals", "talk", "reviews", "verification"), "now"), "every": "day", "part": "morning"}


def test_each_group_has_its_setting(make_user: Callable[..., User], signed_in: Callable[[User], Client]) -> None:
    user = make_user()
    assert mailing_of(user, "talk") == "digest"
    said = {**MAILS, "mail_notices": "on", "talk": "never", "every": "week"}
    assert signed_in(user).post("/en/accounts/settings/notices/", said).status_code == 302
    kept = MailSettings.objects.get(user=user)
    assert (kept.talk, kept.proposals, kept.every, kept.part) == ("never", "now", "week", "morning")
    assert data_of(user)["accounts"]["mails"]["talk"] == "never"


def test_only_officers_are_asked_about_the_desk(
    make_user: Callable[..., User], make_officer: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    pages = [
        signed_in(user).get("/en/accounts/settings/notices/").text
        for user in (make_user(), make_officer(OfficeKind.MODERATOR))
    ]
    assert [page.count('name="desk"') for page in pages] == [0, 3]


@pytest.mark.parametrize("wrong", [{"talk": "often"}, {"every": ""}, {"part": "night"}])
def test_nonsense_about_mails_changes_nothing(
    make_user: Callable[..., User], signed_in: Callable[[User], Client], wrong: dict[str, str]
) -> None:
    user = make_user()
    assert signed_in(user).post("/en/accounts/settings/notices/", {**MAILS, **wrong}).status_code == 200
    user.refresh_from_db()
    assert (user.mail_notices, MailSettings.objects.count()) == (True, 0)
    with pytest.raises(Invalid):
        change_mail(user=user, by=user, **wrong)
    with pytest.raises(Refused):
        change_mail(user=user, by=make_user(), talk="never")
    assert MailSettings.objects.count() == 0


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_mails_end_by_a_link_in_the_readers_language(
    client: Client, make_user: Callable[..., User], language: str
) -> None:
    user = make_user()
    chosen = stored_mail_settings(user)
    page = f"/{language}/unsubscribe/{unsubscribe_token(chosen, 'proposals')}/"
    asked = client.get(page)
    assert (
        asked.status_code,
        asked.text.split("<main")[1].split("</main")[0].count("<button"),
        f'lang="{language}"' in asked.text,
    ) == (200, 1, True)
    assert client.post(page).status_code == 200
    chosen.refresh_from_db()
    assert (chosen.proposals, chosen.talk) == ("never", "digest")


@pytest.mark.parametrize("token", ["x", "abcdefghij.talk", "abcdefghij.talk:made-up", "%00", "." * 300])
def test_made_up_links_end_nothing(client: Client, db: None, token: str) -> None:
    assert client.post(f"/en/unsubscribe/{token}/").status_code in {400, 404}
    assert MailSettings.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Asia/Bishkek", "Asia/Bishkek"),
        ("Бишкек, Кыргызстан (Asia/Bishkek)", "Asia/Bishkek"),
        ("Бишкек, Кыргызстан (UTC+6)", "Asia/Bishkek"),
        ("Абиджан, Кот-д’Ивуар (UTC)", "Africa/Abidjan"),
        ("Кыргызстан", "Asia/Bishkek"),
        ("Киев", "Europe/Kyiv"),
        ("UTC", "UTC"),
        ("бишкек", "Asia/Bishkek"),
        ("Tallinn", "Europe/Tallinn"),
        ("Таллин, Эстония", "Europe/Tallinn"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("../../etc/passwd", ""),
        ("", ""),
        ("Atlantis", ""),
    ],
)
def test_places_are_found_as_people_write_them(typed: str, name: str) -> None:
    assert find_zone(typed) == name


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_each_zone_is_found_by_its_own_text(language: str) -> None:
    for name in ("Asia/Bishkek", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Europe/Tallinn"):
        assert find_zone(zone_text(name, language)) == name


def test_my_data_come_as_a_page_and_as_json(make_user: Callable[..., User], client: Client) -> None:
    user = make_user("Айгүл <b>")
    client.post("/en/accounts/login/", {"login": user.email, "password": "koepueroe-demo"})
    asked = client.post("/en/accounts/settings/data/")
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/en/accounts/reauthenticate/")
    answer = client.post(
        asked.headers["Location"], {"password": "koepueroe-demo", "next": "/en/accounts/settings/data/"}
    )
    if answer.status_code == 302:
        answer = client.post("/en/accounts/settings/data/")
    assert answer.headers["Content-Type"] == "application/zip"
    folder = ZipFile(BytesIO(answer.content))
    data: dict[str, Any] = json.loads(folder.read("koepueroe.json"))
    assert data["accounts"]["account"]["email"] == user.email
    assert data["accounts"]["sessions"][0]["ip"] == "127.0.0.1"
    assert "password" not in data["accounts"]["account"]
    assert "Айгүл &lt;b&gt;" in folder.read("koepueroe.html").decode()
