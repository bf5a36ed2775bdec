"""What is not for everybody changes nothing that a stranger is told: not a hit, a number, a facet or another spelling.

The same questions are asked before and after the secrets are planted; the answers must not differ in one word.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.utils import translation

from accounts.models import User
from core.findable import changed, shelves
from core.models import LimitCount
from search.actions.duties.indexing import index_waiting, rebuild_index
from search.models import SearchEntry, SearchWord
from search.queries.search_results import similar
from tests.search.secret_places import CLOSED, FOR_MEMBERS, plant
from tests.walking import client_of
from tests.world_of_everyone import World
from tests.world_of_everyone import plant as plant_world

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("secrets")]
ASKERS: Final = ("visitor", "stranger")
LIKE: Final = {"practices": "river", "institutions": "school", "topics": "public_topic"}
# Words that no text comes near; no two begin alike.
WORDS: Final = [f"{one}{other}x{other}q{other}l{one}m{one}o" for one in "vkfzjhgt" for other in "uoia"]
SECRET: Final = dict(zip([*CLOSED, *FOR_MEMBERS], WORDS, strict=False))


def questions(word: str) -> Iterator[tuple[str, str]]:
    """(address, question): as it stands, beside a word that is public, with a slip; and its beginning while typing."""
    yield "/en/search/", word
    yield "/en/search/", f"river {word[:-2]}{word[-1]}"
    yield "/en/search/suggest/", f"on {word[:8]}"


def answers(clients: dict[str, Client], words: list[str]) -> dict[tuple[str, str, str], Any]:
    found = {}
    for role, client in clients.items():
        for word in words:
            LimitCount.objects.all().delete()
            for address, question in questions(word):
                found[role, address, question] = told(client.get(address, {"q": question}))
    return found


def likenesses(world: World) -> dict[tuple[str, str, str], Any]:
    """What is said to be like a practice, an institution and a topic that everybody sees."""
    found = {}
    for role, (shelf, thing) in product(ASKERS, LIKE.items()):
        person = world.people[role]
        user = User.objects.get(pk=person.pk) if person.pk else person
        near = similar(shelf, world.things[thing].code, user=user, language="en", most=50)
        found[role, "similar", shelf] = sorted(group.name for group in near)
    return found


def told(response: Any) -> Any:
    """Every word and every address of what was answered, in whatever order."""
    assert response.status_code == 200
    if response["Content-Type"] == "application/json":
        return response.json()
    (main,) = lxml.html.fromstring(response.content.decode()).xpath("//main")
    links = [value for value in main.xpath(".//@href | .//@value") if value]
    return Counter([*main.text_content().split(), *links])


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, Any], dict[str, Any]]]:
    """The world with its secrets, and what was answered before and after they were planted."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        world = plant_world()
        rebuild_index(say=lambda _line: None)
        clients = {role: client_of(world, role) for role in ASKERS}
        before = answers(clients, list(SECRET.values())) | likenesses(world)
        plant(world, CLOSED, SECRET)
        index_all()
        after = answers(clients, [SECRET[name] for name in CLOSED]) | likenesses(world)
        plant(world, FOR_MEMBERS, SECRET)
        index_all()
        after |= answers({"visitor": clients["visitor"]}, [SECRET[name] for name in FOR_MEMBERS])
        yield world, before, after
        transaction.set_rollback(True)


def index_all() -> None:
    """Through the outbox, as changes come."""
    for shelf in shelves():
        changed(shelf.name, *{one.code for one in shelf.documents(None)})
    index_waiting()


@pytest.mark.parametrize("name", list(SECRET))
def test_a_secret_changes_nothing_that_others_are_told(asked: Any, name: str) -> None:
    _world, before, after = asked
    mine = [(role, address, q) for role, address, q in after if (address, q) in set(questions(SECRET[name]))]
    assert len(mine) == 3 * (len(ASKERS) if name in CLOSED else 1)
    assert {key: after[key] for key in mine} == {key: before[key] for key in mine}


@pytest.mark.parametrize("shelf", list(LIKE))
def test_nothing_private_is_like_anything(asked: Any, shelf: str) -> None:
    _world, before, after = asked
    keys = [(role, "similar", shelf) for role in ASKERS]
    assert {key: after[key] for key in keys} == {key: before[key] for key in keys}


def test_what_is_in_the_index_is_told_to_whom_it_belongs(asked: Any) -> None:
    """The entries that hold a secret: topics of a room, of a group, of members, and a claimed institution."""
    for name, word in SECRET.items():
        rows = SearchEntry.objects.filter(Q(text__title__icontains=word) | Q(text__body__icontains=word))
        kinds = {one.partition(":")[0] for one in rows.values_list("audience", flat=True)}
        wanted = {"a topic of a room": {"board"}, "a topic of a group": {"board"}}
        wanted |= {name: {"members"} for name in FOR_MEMBERS}
        assert (name, kinds) == (name, wanted.get(name, set()))


def test_no_word_that_is_offered_comes_from_a_secret(asked: Any) -> None:
    """Another spelling is chosen from words of public entries alone."""
    for word in SECRET.values():
        assert not SearchWord.objects.filter(word__contains=word, public__gt=0).exists()


def test_who_belongs_there_does_find_it(asked: Any) -> None:
    """Else the silence above would be empty."""
    world, _before, _after = asked
    LimitCount.objects.all().delete()
    for name, role in (
        ("a topic of a room", "partner"),
        ("a topic of a group", "coordinator"),
        ("a topic for members", "member"),
        ("a claimed institution", "member"),
    ):
        client = client_of(world, role)
        assert 'class="hit ' in client.get("/en/search/", {"q": SECRET[name]}).content.decode(), name


def test_a_person_has_no_more_than_their_audiences_by_any_other_page(asked: Any) -> None:
    """The same holds after the index was built anew from nothing."""
    world, before, _after = asked
    rebuild_index(say=lambda _line: None)
    for name in CLOSED:
        key = ("stranger", "/en/search/", SECRET[name])
        LimitCount.objects.all().delete()
        assert told(client_of(world, "stranger").get("/en/search/", {"q": SECRET[name]})) == before[key], name
    assert User.objects.filter(name__contains=SECRET["an erased person"]).exists() is False
