"""The kept number of everybody is what Today counts for them, whatever anybody has done: no verb forgets whom it concerns.

Each deed is done in the world of everyone, in which all numbers are right before. Then those whom the verb has marked
are counted anew, and compared with all people of the world.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from community.models import Post
from core.models import TodayChange, TodayNumber
from core.registry import today_for
from core.today_numbers import Count, recount_waiting
from tests.deeds import CASES
from tests.deeds.doing import recount_all
from tests.world_of_everyone import World, plant
from twinning.models import Role as Place
from twinning.models import Staff

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("today_numbers")]


def right() -> dict[str, tuple[int, int]]:
    """(number, of it on the desk) as Today itself counts."""
    found = {}
    for user in User.objects.filter(is_active=True).order_by("pk"):
        with timezone.override(user.time_zone):
            count = Count.of(today_for(user))
        found[user.email] = (count.number, count.desk)
    return found


def kept() -> dict[str, tuple[int, int]]:
    rows = TodayNumber.objects.filter(user__is_active=True).order_by("user")
    return {email: (number, desk) for email, number, desk in rows.values_list("user__email", "number", "desk")}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        planted = plant()
        recount_all()
        assert kept() == right()
        yield planted
        transaction.set_rollback(True)


@pytest.mark.parametrize("case", CASES)
def test_after_each_deed_everybody_has_the_right_number(world: World, case: str, settings: Any, tmp_path: Any) -> None:
    settings.DATA_ROOT = tmp_path
    with transaction.atomic():
        act = CASES[case](world)
        recount_waiting()
        act()
        recount_waiting()
        assert kept() == right()
        assert not TodayChange.objects.exists()
        transaction.set_rollback(True)


def test_the_deeds_change_numbers_at_all(world: World) -> None:
    """So that the test above says something: Today of this world is not empty, and most people have a matter."""
    numbers = kept()
    assert sum(number > 0 for number, _desk in numbers.values()) > len(numbers) / 2
    assert numbers["moderator@example.org"][1] > 0
    assert Post.objects.filter(state=Post.State.HELD).exists()
    assert Staff.objects.filter(role=Place.LEADER, state=Staff.State.ASKED).exists()
