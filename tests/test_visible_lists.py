"""One may open exactly what one may list: every noun of the house that is not for all, for everybody who may come."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from accounts.queries.people import people_visible_to
from community.models import Appeal, Board, Notice, Post, Report, Room, Topic
from community.queries.appeals import appeals_to_judge, own_appeals
from community.queries.forum.visible import boards_visible_to, held_posts, posts_visible_to, topics_visible_to
from community.queries.notices import notices_of
from community.queries.reports import reports_visible_to
from community.queries.rooms import rooms_visible_to
from core.permissions import allowed
from library.models import Adoption, ArticlePage, EditorialDocument, Practice, PracticeReview, StoredFile
from library.queries.adoptions import adoptions_visible_to
from library.queries.pages import documents_visible_to, pages_visible_to
from library.queries.practices import practices_near_to, practices_visible_to, stored_visible_to
from library.queries.review_queue import reviews_visible_to
from tests.test_matrix import fresh
from tests.walking import client_of
from tests.world_of_everyone import ROLES, World, plant
from twinning.actions.people import leave
from twinning.models import (
    Agreement,
    Institution,
    Invitation,
    Partnership,
    Proposal,
    RegisterImport,
    SchoolClass,
    WaitingFacts,
    Wish,
)
from twinning.queries.classes import own_classes
from twinning.queries.institution_facts import waiting_facts_visible_to
from twinning.queries.invitations import invitations_visible_to
from twinning.queries.visibility import (
    institutions_visible_to,
    partnerships_visible_to,
    proposals_visible_to,
    registers_visible_to,
    wishes_visible_to,
)
from twinning.queries.wishes import own_wishes

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("lists")]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Planted once for all rows: nobody here changes anything."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


# noun: the model, what a person may list, the permission to see one (where there is one), the page of one and its arguments
Lister = Callable[[Any], Any]
NOUNS: dict[str, tuple[Any, Lister, str, str, Callable[[Any], list[str]]]] = {
    "institution": (
        Institution,
        institutions_visible_to,
        "twinning.see_institution",
        "twinning:institution",
        lambda x: [x.code],
    ),
    "wish": (Wish, wishes_visible_to, "twinning.see_wish", "", list),
    "own wish": (Wish, own_wishes, "", "twinning:wish", lambda x: [x.code]),
    "class": (SchoolClass, own_classes, "", "twinning:class", lambda x: [x.code]),
    "proposal": (Proposal, proposals_visible_to, "twinning.see_proposal", "twinning:proposal", lambda x: [x.code]),
    "partnership": (
        Partnership,
        partnerships_visible_to,
        "twinning.see_partnership",
        "twinning:space",
        lambda x: [x.code],
    ),
    "agreement": (
        Agreement,
        lambda user: Agreement.objects.filter(partnership__in=partnerships_visible_to(user)),
        "",
        "twinning:agreement_pdf",
        lambda x: [x.code, "en"],
    ),
    "register": (
        RegisterImport,
        registers_visible_to,
        "twinning.see_register",
        "twinning:register",
        lambda x: [x.code],
    ),
    "waiting facts": (WaitingFacts, waiting_facts_visible_to, "twinning.see_waiting_facts", "", list),
    "room": (Room, rooms_visible_to, "community.see_room", "community:room", lambda x: [x.code]),
    "report": (Report, reports_visible_to, "community.see_reported", "community:report", lambda x: [x.code]),
    "appeal": (Appeal, appeals_to_judge, "community.see_appeal", "community:desk_appeal", lambda x: [x.code]),
    "own appeal": (Appeal, own_appeals, "", "community:appeal", lambda x: [x.code]),
    "board": (Board, boards_visible_to, "community.see_board", "community:board", lambda x: [x.code]),
    "topic": (Topic, topics_visible_to, "community.see_topic", "community:topic", lambda x: [x.code]),
    "post": (Post, posts_visible_to, "community.see_post", "", list),
    "held post": (Post, held_posts, "community.look_at_held", "community:held_post", lambda x: [x.code]),
    "person": (User, people_visible_to, "accounts.see_person", "", list),
    "article": (
        ArticlePage,
        lambda user: pages_visible_to(user, ArticlePage),
        "library.see_page",
        "wagtail_serve",
        lambda x: [x.url_path.split("/", 2)[2]],
    ),
    "editors' document": (
        EditorialDocument,
        documents_visible_to,
        "library.see_document",
        "library_files:document",
        lambda x: [x.code, x.filename],
    ),
    "adoption": (Adoption, adoptions_visible_to, "library.see_adoption", "", list),
    "practice": (
        Practice,
        practices_visible_to,
        "library.see",
        "library:practice",
        lambda x: [x.code],
    ),
    "newest words": (Practice, practices_near_to, "library.see_newest", "", list),
    "file": (
        StoredFile,
        stored_visible_to,
        "library.see_file",
        "library:file",
        lambda x: [x.practice.code, x.code],
    ),
    "review": (PracticeReview, reviews_visible_to, "library.see_review", "library:review", lambda x: [x.code]),
}
PUBLIC = {"institution", "file", "practice"}
# A visitor may belong to those for whom it is kept, and is led to the log-in, unless it is a draft.
KEPT = {"article", "editors' document"}
# Whoever decides opens as well what was decided, which says what became of it: notices lead there for long.
SETTLED = {"held post": ("moderator", "administrator")}
GONE = 410  # what was public once says so


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("role", ROLES)
def test_one_may_open_exactly_what_one_may_list(world: World, noun: str, role: str) -> None:
    model, lister, permission, page, arguments = NOUNS[noun]
    things = list(model.objects.order_by("pk"))
    listed = {x.pk for x in lister(fresh(world.people[role]))}
    if permission:
        person = fresh(world.people[role])
        assert listed == {x.pk for x in things if allowed(person, permission, x)}
    if not page:
        return
    client = client_of(world, role)
    hidden = 302 if role == "visitor" and noun not in PUBLIC else 404
    with transaction.atomic():
        found = {x.pk: client.get(reverse(page, args=arguments(x))).status_code for x in things}
        transaction.set_rollback(True)
    if role in SETTLED.get(noun, ()):
        boards = boards_visible_to(fresh(world.people[role]))
        assert found == {x.pk: 200 if boards.filter(pk=x.topic.board_id).exists() else 404 for x in things}
        return
    if role == "visitor" and noun in KEPT:
        assert found == {x.pk: 200 if x.pk in listed else hidden if getattr(x, "live", True) else 404 for x in things}
        return
    gone = {x.pk for x in things if getattr(x, "state", "") == "taken_down" and noun == "practice"}
    assert found == {x.pk: 200 if x.pk in listed else GONE if x.pk in gone else hidden for x in things}


def test_each_noun_is_seen_by_some_and_hidden_from_some(world: World) -> None:
    """So that no row above compares nothing with nothing."""
    for model, lister, *_rest in NOUNS.values():
        whole = model.objects.count()
        counts = {lister(fresh(person)).count() for person in world.people.values()}
        assert (max(counts) > 0, min(counts) < whole) == (True, True)


@pytest.mark.parametrize("role", ROLES[1:])
def test_notices_and_invitations_are_listed_for_those_they_are_meant_for(world: World, role: str) -> None:
    person = fresh(world.people[role])
    assert set(notices_of(person)) == set(Notice.objects.filter(user=person))
    leads = role in {"deputy", "leader"}
    assert set(invitations_visible_to(person)) == (set(Invitation.objects.all()) if leads else set())


def test_who_has_left_an_institution_reads_no_further(world: World) -> None:
    teacher = fresh(world.people["teacher"])
    assert set(rooms_visible_to(teacher)) == {world.things["partnership_room"], world.things["ended_room"]}
    leave(place=world.things["teacher_place"], by=teacher)
    for lister in (rooms_visible_to, partnerships_visible_to, proposals_visible_to, own_wishes, own_classes):
        assert list(lister(fresh(teacher))) == []
    assert set(rooms_visible_to(world.people["deputy"])) != set()
