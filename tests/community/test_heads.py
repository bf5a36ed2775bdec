"""The heads of talk: what a page is called, the way up, and what can be done first."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Standing, User
from community.models import Room

SignIn = Callable[[User], Client]


def head(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    page = " ".join(answer.content.decode().split())
    assert page.count('<header class="head">') == 1
    return page.partition('<header class="head">')[2].partition("</header>")[0]


@pytest.mark.parametrize(("language", "name"), [("ky", "Билдирүүлөр"), ("ru", "Сообщения"), ("en", "Messages")])
def test_the_list_of_rooms_is_called_as_in_the_menu(
    language: str, name: str, room: Room, aida: User, signed_in: SignIn
) -> None:
    client = signed_in(aida)
    assert f"<h1>{name}</h1>" in head(client, f"/{language}/rooms/")
    assert f"<title>{name} · " in client.get(f"/{language}/rooms/").content.decode()
    assert f'<a href="/{language}/rooms/" data-back>{name}</a>' in head(client, f"/{language}/rooms/{room.code}/")


def test_who_is_in_no_room_is_led_to_where_one_begins(stranger: User, signed_in: SignIn) -> None:
    """Whoever has no school is not sent to partners, whom they cannot have."""
    page = signed_in(stranger).get("/en/rooms/").content.decode()
    assert '<a class="btn btn-1" href="/en/institutions/">See the institutions</a>' in page


def test_writing_comes_first_where_one_may(room: Room, aida: User, kadri: User, signed_in: SignIn) -> None:
    client = signed_in(aida)
    address = f"/en/rooms/{room.code}/"
    assert 'class="btn" href="#write"' in head(client, address)
    assert 'href="#write"' not in head(client, f"{address}?before=1")
    Standing.objects.filter(user=kadri).update(may_write=False)
    assert 'href="#write"' not in head(signed_in(kadri), address)


def test_blocked_people_are_found_in_the_settings_and_lead_back(aida: User, signed_in: SignIn) -> None:
    client = signed_in(aida)
    assert '<a href="/en/blocks/">Blocked people</a>' in client.get("/en/accounts/settings/").content.decode()
    assert '<a href="/en/accounts/settings/" data-back>Settings</a>' in head(client, "/en/blocks/")


def test_pages_of_a_room_are_for_its_people(room: Room, stranger: User, client: Client, signed_in: SignIn) -> None:
    assert signed_in(stranger).get(f"/en/rooms/{room.code}/").status_code == 404
    assert client.get("/en/rooms/").status_code == 302


def test_an_empty_list_of_notices_has_nothing_to_mark(aida: User, signed_in: SignIn) -> None:
    found = head(signed_in(aida), "/en/notices/")
    assert "Mark all as read" not in found
    assert 'href="/en/accounts/settings/notices/"' in found
