"""Which entries stand where in the frame of members, by role."""

from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation

from core.web.shell import Shell, entries_of, shell_of
from tests.world_of_everyone import World, plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return plant()


def shell_at(user: Any, path: str = "/en/accounts/home/") -> Shell:
    request = RequestFactory().get(path)
    request.user = user
    with translation.override("en"):
        return shell_of(request)


def labels(entries: Any) -> list[str]:
    with translation.override("en"):
        return [str(entry.label) for entry in entries]


def here(shell: Shell) -> str:
    assert shell.here is not None
    return labels([shell.here])[0]


DOCKS = {
    "member": ["Today", "Messages", "Library", "Forum"],
    "waiting": ["Today", "Messages", "Partners", "Library"],
    "teacher": ["Today", "Messages", "Partners", "Library"],
    "leader": ["Today", "Messages", "Partners", "Library"],
    "moderator": ["Today", "Messages", "Desk", "Library"],
    "coordinator": ["Today", "Messages", "Desk", "Library"],
}


def test_four_places_for_each_role_on_phones(world: World) -> None:
    assert {role: labels(shell_at(world.people[role]).dock) for role in DOCKS} == DOCKS


def test_who_keeps_a_desk_and_works_at_a_school_has_the_desk_before_partners(world: World) -> None:
    own = world.people["own_coordinator"]
    assert labels(shell_at(own).dock) == ["Today", "Messages", "Desk", "Library"]
    assert "Partners" in labels(shell_at(own).more)


def test_groups_of_the_rail(world: World) -> None:
    assert [labels(group) for group in shell_at(world.people["leader"]).groups] == [
        ["Today", "Messages", "Partners", "Twin spaces"],
        ["Library", "Forum"],
        ["Institutions", "My institution"],
    ]
    assert [labels(group) for group in shell_at(world.people["administrator"]).groups] == [
        ["Today", "Messages"],
        ["Library", "Forum"],
        ["Institutions"],
        ["Desk", "Registers", "Offices"],
    ]


def test_leaders_alone_find_their_institution_in_the_rail_all_staff_in_their_own_menu(world: World) -> None:
    for role, in_rail in (("leader", True), ("deputy", True), ("teacher", False)):
        shell = shell_at(world.people[role])
        assert ("My institution" in [name for group in shell.groups for name in labels(group)]) is in_rail
        assert "My institution" in labels(shell.me)


def test_everything_of_the_rail_is_within_reach_on_a_phone_once(world: World) -> None:
    for role in DOCKS:
        shell = shell_at(world.people[role])
        rail = {entry.url for group in shell.groups for entry in group}
        phone = [entry.url for entry in (*shell.dock, *shell.more, *shell.me)]
        assert rail <= set(phone)
        assert len(phone) == len(set(phone))


def test_the_current_place_is_one_whatever_lies_below_it(world: World) -> None:
    leader = world.people["leader"]
    home, below = shell_at(leader), shell_at(leader, "/en/library/sent/")
    assert (here(home), home.at_place) == ("Today", True)
    assert (here(below), below.at_place) == ("Library", False)
    marked = [entry.url for group in below.groups for entry in group if entry.current]
    assert marked == ["/en/library/"]


def test_proposals_stand_under_partners_which_is_marked_for_them_on_phones(world: World) -> None:
    shell = shell_at(world.people["leader"], "/en/proposals/")
    partners = shell.groups[0][2]
    assert (partners.current, partners.holds) == (False, True)
    assert [(child.url, child.current) for child in partners.children] == [("/en/proposals/", True)]
    assert (here(shell), shell.at_place) == ("Proposals", True)


def test_the_bell_is_a_place_of_its_own(world: World) -> None:
    shell = shell_at(world.people["leader"], "/en/notices/")
    assert shell.bell is not None
    assert (shell.bell.url, shell.bell.current, here(shell)) == ("/en/notices/", True, "Notices")


def test_a_page_outside_every_place_names_none(world: World) -> None:
    shell = shell_at(world.people["leader"], "/en/styleguide/")
    assert (shell.here, shell.at_place, shell.more_here) == (None, False, False)


def test_visitors_have_the_open_places_alone(world: World) -> None:
    request = RequestFactory().get("/en/forum/")
    request.user = world.people["visitor"]
    with translation.override("en"):
        found = [(str(entry.label), entry.current) for entry in entries_of(request, "main")]
    assert found == [("Library", False), ("Forum", True), ("Institutions", False)]
