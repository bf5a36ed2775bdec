"""What a shelf's audiences allow, its database must allow too: numbers and facets rest on audiences alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import translation

from accounts.models import User
from community.actions.forum.boards import add_person, remove_person
from community.actions.rooms import leave_room
from core.findable import Document, Shelf, shelves
from library.wiring.findable import practices as practice_shelf
from search.queries.search_results import visible_codes
from tests.search.shelf import Things
from tests.world_of_everyone import ROLES, World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("promises")]
# By shelf: things of the world that stand there, with the audience of each ("board": of people of its own), and
# things that stand there for nobody. A new shelf fails until it is planted and told here.
PLANTED: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "institutions": (
        {"school": "public", "listed": "public", "friend": "public", "claimed": "members", "abroad": "members"},
        ("suspended", "hidden", "far"),
    ),
    "practices": (
        {"river": "public", "published_practice": "public"},
        ("river_draft", "draft_practice", "submitted_practice", "foreign_practice", "down_practice"),
    ),
    "pages": ({"open_page": "public"}, ("inner_page", "draft_page")),
    "topics": (
        {"public_topic": "public", "members_topic": "members", "group_topic": "board", "room_topic": "board"},
        ("held_topic",),
    ),
}
# People beside those of every role: accounts that were closed, rooms and boards that were left.
MORE = ("closed", "gone_from_board", "board_guest")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Planted once for all rows: nobody here changes anything."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        found = plant()
        _more_people(found)
        yield found
        transaction.set_rollback(True)


def _more_people(world: World) -> None:
    for name in MORE:
        user = User.objects.create_user(f"{name}@example.org", name=name, language="en")
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        world.people[name] = user
    User.objects.filter(pk=world.people["closed"].pk).update(is_active=False)
    deputy = world.people["deputy"]
    leave_room(room=world.things["partnership_room"], by=deputy, user=deputy)
    board, moderator = world.things["far_group_board"], world.people["far_coordinator"]
    for name in ("gone_from_board", "board_guest"):
        add_person(board=board, by=moderator, email=f"{name}@example.org")
    guest = world.people["gone_from_board"]
    remove_person(board=board, by=guest, person=guest)


def fresh(person: Any) -> Any:
    return person if isinstance(person, AnonymousUser) else User.objects.get(pk=person.pk)


def code_of(thing: Any, shelf: str) -> str:
    return str(thing.pk) if shelf == "pages" else str(thing.code)


def allowed_by_audience(shelf: Shelf, documents: list[Document], user: Any) -> set[str]:
    mine = shelf.audiences(user)
    return {one.code for one in documents if mine is None or one.audience in mine}


def refused(shelf: Shelf, user: Any) -> set[str]:
    """What the audiences of this person allow and the database does not."""
    allowed = allowed_by_audience(shelf, list(shelf.documents(None)), user)
    return allowed - visible_codes(shelf, allowed, user)


def test_every_shelf_is_planted_with_every_audience(world: World) -> None:
    assert {shelf.name for shelf in shelves()} == set(PLANTED)
    for shelf in shelves():
        stand, absent = PLANTED[shelf.name]
        audiences = {one.code: one.audience.partition(":")[0] for one in shelf.documents(None)}
        assert {name: audiences.get(code_of(world.things[name], shelf.name)) for name in stand} == stand
        assert [name for name in absent if code_of(world.things[name], shelf.name) in audiences] == []
        assert set(audiences.values()) == set(stand.values()), "an audience that no planted thing has"


@pytest.mark.parametrize("role", [*ROLES, *MORE])
@pytest.mark.parametrize("name", sorted(PLANTED))
def test_nothing_that_an_audience_allows_is_refused(world: World, name: str, role: str) -> None:
    (shelf,) = (one for one in shelves() if one.name == name)
    assert refused(shelf, fresh(world.people[role])) == set()


def test_what_one_person_reads_another_does_not(world: World) -> None:
    """Audiences do part people: else the promise above would be empty."""
    (topics,) = (one for one in shelves() if one.name == "topics")
    documents = list(topics.documents(None))
    seen = {role: allowed_by_audience(topics, documents, fresh(world.people[role])) for role in (*ROLES, *MORE)}
    room, group = world.things["room_topic"].code, world.things["group_topic"].code
    assert {role for role in seen if room in seen[role]} == {"teacher", "leader", "partner"}
    assert {role for role in seen if group in seen[role]} == {"coordinator"}
    members = world.things["members_topic"].code
    assert {role for role in seen if members not in seen[role]} == {"visitor", "closed"}


def test_a_shelf_that_breaks_its_promise_is_found_out(things: Things, make_user: Callable[..., Any]) -> None:
    things.put("a", "Көпүрө")
    things.put("b", "Көпүрө", audience="members")
    (shelf,) = shelves()
    assert refused(shelf, make_user()) == set()
    things.hide("a")
    assert refused(shelf, make_user()) == {"a"}


def test_drafts_lie_on_no_shelf_whoever_asks(world: World) -> None:
    """A published practice with a newer draft is told as it was published."""
    river = world.things["river"]
    river.title = "Nobody has read this yet"
    river.save_revision()
    assert "Nobody" not in str(list(practice_shelf.documents([river.code])))
