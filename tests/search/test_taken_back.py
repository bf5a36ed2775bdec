"""What is taken back, closed or left is gone from the index with the row that its deed wrote, and asks nobody again."""

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db.models import Q

from accounts.actions.erasing import delete_account
from accounts.models import Standing, User
from community.actions.forum.boards import edit_board, remove_person
from community.actions.forum.editing import delete_post, edit_post
from community.actions.forum.hiding import hide_post, refuse_post
from community.actions.forum.moderating import merge_topics, move_topic
from community.actions.forum.posting import open_topic, write_post
from community.actions.rooms import leave_room
from core.models import FindableChange, LimitCount
from library.actions.taking_down import take_down
from library.models import ArticlePage, Practice, PracticeAuthor
from search.actions.duties.indexing import index_waiting, rebuild_index
from search.analysis import read_question
from search.models import SearchEntry, SearchWord
from search.queries.search_results import find
from tests.world_of_everyone import World, plant
from twinning.actions.institution_names import set_name
from twinning.actions.institution_verification import suspend
from twinning.actions.merging import merge
from twinning.models import Institution, InstitutionName

SECRET: Final = "vuzgodralqom"
Deed = Callable[[World], Any]


def _reply(world: World, by: str = "moderator") -> Any:
    said = {"source": f"A reply of {SECRET}.", "language": "en", "client_id": uuid4().hex}
    return write_post(topic=world.things["public_topic"], by=world.people[by], **said)


def _topic(world: World, board: str = "public_board", by: str = "moderator") -> Any:
    said = {"title": f"On {SECRET}", "source": f"Of {SECRET}.", "language": "en", "client_id": uuid4().hex}
    return open_topic(board=world.things[board], by=world.people[by], **said)


def _named(world: World, thing: str) -> Institution:
    school: Institution = world.things[thing]
    Institution.objects.filter(pk=school.pk).update(place=SECRET)
    InstitutionName.objects.filter(institution=school).update(text=f"School {SECRET}", folded=SECRET)
    return Institution.objects.get(pk=school.pk)


def _post_deleted(world: World) -> Deed:
    post = _reply(world)
    return lambda world: delete_post(post=post, by=world.people["moderator"])


def _post_hidden(world: World) -> Deed:
    post = _reply(world, by="coordinator")
    return lambda world: hide_post(post=post, by=world.people["moderator"], reason="It is rude.")


def _post_edited(world: World) -> Deed:
    post = _reply(world)
    said = {"version": post.version, "source": "Nothing.", "language": "en"}
    return lambda world: edit_post(post=post, by=world.people["moderator"], **said)


def _topic_deleted(world: World) -> Deed:
    topic = _topic(world)
    return lambda world: delete_post(post=topic.posts.get(), by=world.people["moderator"])


def _topic_hidden(world: World) -> Deed:
    """Its title with the first post."""
    topic = _topic(world, by="coordinator")
    return lambda world: hide_post(post=topic.posts.get(), by=world.people["moderator"], reason="It is rude.")


def _practice_down(world: World) -> Deed:
    river = world.things["published_practice"]
    Practice.objects.filter(pk=river.pk).update(title=f"River {SECRET}", summary=SECRET)
    said = {"reason": "child", "words": "A child can be recognised."}
    return lambda world: take_down(practice=Practice.objects.get(pk=river.pk), by=world.people["moderator"], **said)


def _school_suspended(world: World) -> Deed:
    school = _named(world, "other")
    return lambda world: suspend(institution=school, ground="It closed.", by=world.people["administrator"])


def _school_merged(world: World) -> Deed:
    """What is merged leaves its own entry; its other names go to the one that stays."""
    gone = world.things["listed"]
    Institution.objects.filter(pk=gone.pk).update(place=SECRET)
    gone.refresh_from_db()
    by = world.people["administrator"]
    return lambda world: merge(keep=world.things["claimed"], gone=gone, ground="The same.", by=by)


def _page_unpublished(world: World) -> Deed:
    page = ArticlePage.objects.get(pk=world.things["open_page"].pk)
    page.title = f"Open {SECRET}"
    page.save_revision().publish()
    return lambda _world: ArticlePage.objects.get(pk=page.pk).unpublish()


def _page_deleted(world: World) -> Deed:
    page = ArticlePage.objects.get(pk=world.things["open_page"].pk)
    page.title = f"Open {SECRET}"
    page.save_revision().publish()
    return lambda _world: ArticlePage.objects.get(pk=page.pk).delete()


def _name_taken_away(world: World) -> Deed:
    school = world.things["school"]
    set_name(institution=school, language="ru", text=f"Школа {SECRET}", by=world.people["leader"])
    return lambda world: set_name(institution=school, language="ru", text="", by=world.people["leader"])


def _author_erased(world: World) -> Deed:
    """The name beside a practice; the practice itself stays with its school."""
    assert Practice.objects.filter(pk=world.things["river"].pk, live=True).exists()
    river = Practice.objects.get(pk=world.things["river"].pk)
    user = User.objects.create_user("author@example.org", name=f"Aida {SECRET}", language="en", rules_version="x")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    Standing.objects.create(user=user, may_write=True, why="test")
    PracticeAuthor.objects.create(practice=river, user=user, name=user.name, institution=world.things["school"])
    return lambda _world: delete_account(user=user, by=user)


GONE: Final[dict[str, Callable[[World], Deed]]] = {
    "a post deleted": _post_deleted,
    "a post hidden": _post_hidden,
    "a post edited": _post_edited,
    "a topic deleted": _topic_deleted,
    "a topic hidden": _topic_hidden,
    "a practice taken down": _practice_down,
    "a school suspended": _school_suspended,
    "a school merged": _school_merged,
    "a page unpublished": _page_unpublished,
    "a page deleted": _page_deleted,
    "a name taken away": _name_taken_away,
    "an author erased": _author_erased,
}


@pytest.fixture
def world(db: None) -> World:
    return plant()


def held() -> set[str]:
    rows = SearchEntry.objects.filter(Q(text__title__icontains=SECRET) | Q(text__body__icontains=SECRET))
    return {one.partition(":")[0] for one in rows.values_list("audience", flat=True)}


def hits(user: Any) -> int:
    return len(find(read_question(SECRET), user=user, language="en", facets={}).groups)


def fresh(world: World, role: str) -> Any:
    person = world.people[role]
    return User.objects.get(pk=person.pk) if person.pk else person


@pytest.mark.parametrize("name", list(GONE))
def test_what_is_taken_back_is_gone_with_the_row_of_its_deed(world: World, name: str) -> None:
    LimitCount.objects.all().delete()
    deed = GONE[name](world)
    rebuild_index(say=lambda _line: None)
    FindableChange.objects.all().delete()
    assert held(), "else nothing is taken back"
    assert hits(fresh(world, "administrator")) > 0
    deed(world)
    assert FindableChange.objects.exists(), "the deed says nothing of what it changed"
    index_waiting()
    assert held() == set()
    assert not SearchWord.objects.filter(word__contains=SECRET).exists()
    assert hits(fresh(world, "administrator")) == 0


def test_what_goes_to_fewer_readers_leaves_the_others_at_once(world: World) -> None:
    topic = _topic(world)
    rebuild_index(say=lambda _line: None)
    assert hits(world.people["visitor"]) == 1
    move_topic(topic=topic, board=world.things["members_board"], by=world.people["moderator"])
    assert hits(world.people["visitor"]) == 0  # before the index knows: the database decides
    index_waiting()
    assert held() == {"members"}
    assert not SearchWord.objects.filter(word__contains=SECRET, public__gt=0).exists()


def test_a_board_that_closes_its_doors_takes_its_topics_along(world: World) -> None:
    _topic(world)
    rebuild_index(say=lambda _line: None)
    board = world.things["public_board"]
    said = {"names": {"ky": "Такта", "ru": "Доска", "en": "Board"}, "abouts": {}, "order": 1, "audience": "members"}
    edit_board(board=board, by=world.people["moderator"], **said)
    assert hits(world.people["visitor"]) == 0
    index_waiting()
    assert held() == {"members"}
    assert hits(fresh(world, "member")) == 1


def test_who_has_left_finds_nothing_of_it_any_more(world: World) -> None:
    _topic(world, "room_board", "leader")
    rebuild_index(say=lambda _line: None)
    partner = world.people["partner"]
    assert (hits(fresh(world, "partner")), hits(fresh(world, "stranger"))) == (1, 0)
    leave_room(room=world.things["partnership_room"], user=partner, by=partner)
    assert (hits(fresh(world, "partner")), hits(fresh(world, "leader"))) == (0, 1)


def test_who_was_taken_off_a_board_finds_nothing_of_it_any_more(world: World) -> None:
    _topic(world, "group_board", "coordinator")
    rebuild_index(say=lambda _line: None)
    coordinator = world.people["coordinator"]
    assert hits(fresh(world, "coordinator")) == 1
    remove_person(board=world.things["group_board"], by=coordinator, person=coordinator)
    assert hits(fresh(world, "coordinator")) == 0


def test_a_post_that_was_refused_was_never_there(world: World) -> None:
    topic = _topic(world, by="deputy")
    rebuild_index(say=lambda _line: None)
    assert (held(), hits(fresh(world, "moderator"))) == (set(), 0)
    refuse_post(post=topic.posts.get(), by=world.people["moderator"], reason="It is an advertisement.")
    index_waiting()
    assert held() == set()


def test_topics_that_became_one_are_one_hit(world: World) -> None:
    topic = _topic(world)
    rebuild_index(say=lambda _line: None)
    merge_topics(topic=topic, into=world.things["public_topic"], by=world.people["moderator"])
    index_waiting()
    codes = set(SearchEntry.objects.filter(shelf="topics", code=topic.code).values_list("code", flat=True))
    assert codes == set()
    assert hits(world.people["visitor"]) == 1  # its posts stand in the other one now
