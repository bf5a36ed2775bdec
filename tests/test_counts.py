"""The number of open cases of an office is the same on Today, on the desk, above the pile and in its list."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.language.formats import format_number
from core.registry import desk_for
from tests.world_of_everyone import World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("counts")]
OFFICES = ("moderator", "coordinator", "administrator")
WITHOUT_CASES = {"community:boards"}  # always open, and never a case


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def opened(world: World, role: str, address: str) -> Any:
    client = Client()
    client.cookies["sessionid"] = world.sessions[role]
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("role", OFFICES)
def test_today_desk_and_piles_count_alike(world: World, role: str) -> None:
    """The row of Today, the row of the desk, the sum above it, and the list behind it, which says how many it has."""
    person = User.objects.get(pk=world.people[role].pk)
    today, desk = opened(world, role, reverse("accounts:home")), opened(world, role, reverse("twinning:desk"))
    found = {}
    for queue in desk_for(person):
        count = queue.count(person)
        found[queue.url_name] = count
        said = f"{queue.label}: {format_number(count)}"
        assert [row["text"] for row in today.context["items"] if row["url"] == reverse(queue.url_name)] == (
            [said] if count else []
        )
        assert {q.url_name: n for q, n in desk.context["queues"]}[queue.url_name] == count
        behind = opened(world, role, reverse(queue.url_name))
        if queue.url_name not in WITHOUT_CASES:
            assert (queue.url_name, behind.context["page"].paginator.count) == (queue.url_name, count)
    own = [row for row in today.context["items"] if row["url"] not in {reverse(name) for name in found}]
    claimed = [row for row in own if row["text"].startswith("You have claimed a practice: ")]
    assert desk.context["waiting"] == sum(found.values()) == today.context["waiting"] - len(own) + len(claimed)
    assert f"{desk.context['waiting']} case" in desk.text
    assert f"{today.context['waiting']} matter" in today.text
    assert any(found.values())
