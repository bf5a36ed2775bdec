"""The rail shows the three spaces in which somebody said something last, in this order, to each person their own."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from community.actions.messages import send_message
from community.actions.rooms import leave_room
from community.models import RoomEvent
from tests.twinning.partners.conftest import School
from twinning.actions.partnerships import end_partnership
from twinning.models import Partnership
from twinning.showing.spaces_menu import last_spaces

pytestmark = pytest.mark.django_db
RAIL = re.compile(r'<ul class="sub">(.*?)</ul>', re.DOTALL)


@pytest.fixture
def spaces(found_school: Callable[..., School], join: Callable[..., Partnership]) -> tuple[School, list[Partnership]]:
    """Four spaces of one school, opened one after the other; nobody has said anything yet."""
    ours = found_school("Ak-Talaa", partners=4)
    others = [found_school(f"School {number}", country="EE") for number in range(4)]
    return ours, [join(ours, other, title=f"Space {number}") for number, other in enumerate(others)]


def say(partnership: Partnership, by: User, *, minutes_ago: int) -> None:
    room = partnership.space.room
    code = f"message-{partnership.code}-{minutes_ago}"
    send_message(room=room, by=by, text="Salam", language="ky", client_id=code)
    room.refresh_from_db()
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    RoomEvent.objects.filter(room=room, seq=room.head_seq).update(created_at=moment)


def shown(user: User) -> list[str]:
    return [str(link.label) for link in last_spaces(user)]


def test_without_talk_the_newest_three_stand_first(spaces: tuple[School, list[Partnership]]) -> None:
    ours, _joined = spaces
    assert shown(ours.leader) == ["Space 3", "Space 2", "Space 1"]


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ({0: 1}, ["Space 0", "Space 3", "Space 2"]),
        ({0: 2, 1: 1}, ["Space 1", "Space 0", "Space 3"]),
        ({0: 1, 1: 2, 2: 3, 3: 4}, ["Space 0", "Space 1", "Space 2"]),
        ({0: 4, 1: 3, 2: 2, 3: 1}, ["Space 3", "Space 2", "Space 1"]),
    ],
)
def test_whoever_said_something_last_moves_their_space_up(
    spaces: tuple[School, list[Partnership]], said: dict[int, int], order: list[str]
) -> None:
    """Minutes ago; before that all of them were opened, long before."""
    ours, joined = spaces
    RoomEvent.objects.all().update(created_at=timezone.now() - timedelta(days=2))
    for partnership in joined:
        partnership.space.room.members.update(joined_at=timezone.now() - timedelta(days=2))
    for number, minutes in said.items():
        say(joined[number], ours.leader, minutes_ago=minutes)
    assert shown(ours.leader) == order


def test_the_rail_of_any_page_has_this_order(
    spaces: tuple[School, list[Partnership]], django_assert_num_queries: Callable[[int], Any]
) -> None:
    ours, joined = spaces
    say(joined[0], ours.leader, minutes_ago=0)
    with django_assert_num_queries(1):
        assert len(last_spaces(ours.leader)) == 3
    client = Client()
    client.force_login(ours.leader, backend="allauth.account.auth_backends.AuthenticationBackend")
    rail = "".join(RAIL.findall(client.get("/en/institutions/").content.decode()))
    assert re.findall(r"Space \d", rail) == ["Space 0", "Space 3", "Space 2"]


def test_what_has_ended_or_was_left_makes_room(spaces: tuple[School, list[Partnership]]) -> None:
    ours, joined = spaces
    end_partnership(partnership=joined[3], by=ours.leader, reason="finished")
    assert shown(ours.leader) == ["Space 2", "Space 1", "Space 0"]
    leave_room(room=joined[1].space.room, user=ours.leader, by=ours.leader)
    assert shown(ours.leader) == ["Space 2", "Space 0"]


def test_others_see_their_own(spaces: tuple[School, list[Partnership]], make_user: Callable[..., User]) -> None:
    _ours, joined = spaces
    theirs = joined[1].space.room.members.exclude(user=spaces[0].leader).first()
    assert theirs is not None
    assert shown(theirs.user) == ["Space 1"]
    assert shown(make_user("Stranger")) == []
