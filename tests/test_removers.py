"""A verb that takes something away changes and deletes exactly the rows listed here, in all tables."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import transaction
from django.utils import translation

from accounts.actions.offices import end_office
from accounts.models import User
from community.actions.blocks import unblock
from community.actions.forum.boards import remove_person
from community.actions.forum.editing import delete_post
from community.actions.forum.hiding import hide_post
from community.actions.messages import delete_message
from community.actions.rooms import leave_room
from community.actions.steps.messages import remove_message
from core.limits import forget_old_limits
from core.live.outbox import forget_old_news
from core.models import Deed
from core.web.saved_forms.drafts import forget_old_entries
from library.actions.adopting import hide_adoption, withdraw_adoption
from library.actions.practice_files import remove_file
from library.actions.submitting import recall_practice
from library.actions.taking_down import take_down
from library.actions.writing import delete_practice
from tests.bystanders import plant_bystanders
from tests.table_rows import all_rows, changes
from tests.world_of_everyone import World
from twinning.actions.classes import archive_class
from twinning.actions.institutions import remove_holiday
from twinning.actions.invitations import withdraw_invitation
from twinning.actions.people import leave
from twinning.actions.plans import drop_plan_item
from twinning.actions.sending import withdraw_proposal
from twinning.actions.wishes import close_wish, delete_draft

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("bystanders")]
HOUSE = Path(__file__).resolve().parents[1]
Deeds = dict[str, tuple[Callable[[World], Any], dict[str, int]]]

STARTS: Final = (
    "delete",
    "remove",
    "drop",
    "withdraw",
    "leave",
    "take_",
    "forget",
    "unblock",
    "archive",
    "hide",
    "recall",
)
# Parts of the verbs above, and the erasers, which tests/test_bystanders.py runs.
ELSEWHERE: Final = {
    "delete_account": "tests/test_bystanders.py",
    "take_down_reported": "take_down_practice, asked by a report: tests/library/desk/test_taking_down.py",
    "take_in": "a draft of the same person takes in another: tests/core/web/saved_forms/test_drafts.py",
    "forget_person": "the part of delete_account that is done again after a restore",
    "forget_files": "a part of delete_practice",
    "forget_file": "a part of remove_file",
    "forget_files_of": "as above, of a demo that is taken away",
    "take_emptied_away": "collections of a demo that is taken away: tests/demo/test_leaving.py",
    "take_pages_away": "a part of wipe, which empties a demo database wholly",
    "take_over": "a part of verify_institution: tests/twinning/test_waiting_facts.py",
    "drop_facts": "as above",
    "forget_preparations": "a part of leave, refuse_person and erase_people",
    "forget_mails": "counts of mails, once somebody has signed in: tests/accounts/test_entrance.py",
    "forget_unsent": "tests/accounts/test_entrance.py",
    "forget_typed": "of the session, at log-in: tests/accounts/test_correcting.py",
    "forget_old_files": "tests/twinning/test_register_reading.py",
    "forget": "the counts of one key: tests/core/test_limits.py",
    "erase_again": "delete_account, after a restore: tests/core/server/test_backup_check.py",
}


def _person(world: World, role: str) -> User:
    """As a new request finds them."""
    return User.objects.get(pk=world.people[role].pk)


def _fresh(world: World, name: str) -> Any:
    thing = world.things[name]
    return type(thing).objects.get(pk=thing.pk)


DRAFT: Final = {
    "library.Practice": 1,
    "library.PracticeAuthor": 1,
    "library.PracticeFile": 1,
    "library.PracticeGrade": 3,
    "library.Practice_audience": 1,
    "library.Practice_subjects": 2,
    "library.StoredFile": 1,
}

# verb: (what is done, how many rows of which table change or go)
REMOVERS: Final[Deeds] = {
    "delete_message": (
        lambda w: delete_message(message=_fresh(w, "teacher_message"), by=_person(w, "teacher")),
        {"community.Message": 1, "community.Room": 1, "community.RoomEvent": 1, "core.OutboxRow": 1},
    ),
    "remove_message": (
        lambda w: remove_message(message=_fresh(w, "teacher_message"), by=_person(w, "moderator")),
        {"community.Message": 1, "community.Room": 1, "community.RoomEvent": 1, "core.OutboxRow": 1},
    ),
    "delete_post": (
        lambda w: delete_post(post=_fresh(w, "public_post"), by=_person(w, "teacher")),
        {"community.Post": 1, "community.Reaction": 6},
    ),
    "hide_post": (
        lambda w: hide_post(post=_fresh(w, "public_post"), by=_person(w, "moderator"), reason="No"),
        {"community.Post": 1, "community.Topic": 1, "community.NoticeBox": 1},
    ),
    "leave_room": (
        lambda w: leave_room(room=_fresh(w, "partnership_room"), user=_person(w, "teacher"), by=_person(w, "teacher")),
        {"community.Room": 1, "community.RoomMember": 1},
    ),
    "unblock": (lambda w: unblock(by=_person(w, "teacher"), whom=_person(w, "partner")), {"community.Block": 1}),
    "remove_person": (
        lambda w: remove_person(
            board=_fresh(w, "group_board"), by=_person(w, "moderator"), person=_person(w, "coordinator")
        ),
        {"community.BoardPerson": 1},
    ),
    "end_office": (
        lambda w: end_office(office=_fresh(w, "office"), by=_person(w, "administrator")),
        {"accounts.Office": 1},
    ),
    "leave": (
        lambda w: leave(place=_fresh(w, "teacher_place"), by=_person(w, "teacher")),
        {"accounts.Standing": 1, "community.Room": 2, "community.RoomMember": 2, "twinning.Staff": 1},
    ),
    "withdraw_invitation": (
        lambda w: withdraw_invitation(invitation=_fresh(w, "invitation"), by=_person(w, "leader")),
        {"twinning.Invitation": 1},
    ),
    "withdraw_proposal": (
        lambda w: withdraw_proposal(proposal=_fresh(w, "sent"), by=_person(w, "leader")),
        {"community.NoticeBox": 1, "twinning.Proposal": 1},
    ),
    "drop_plan_item": (
        lambda w: drop_plan_item(item=_fresh(w, "partnership_item"), by=_person(w, "leader"), version=1),
        {"twinning.PlanItem": 1},
    ),
    "delete_draft": (
        lambda w: delete_draft(wish=_fresh(w, "school_draft_wish"), by=_person(w, "leader")),
        {"twinning.Wish": 1, "twinning.WishPoint": 2},
    ),
    "close_wish": (
        lambda w: close_wish(wish=_fresh(w, "school_open_wish"), by=_person(w, "leader")),
        {"twinning.Wish": 1},
    ),
    "archive_class": (
        lambda w: archive_class(school_class=_fresh(w, "claimed_class"), by=_person(w, "waiting")),
        {"twinning.SchoolClass": 1},
    ),
    "remove_holiday": (
        lambda w: remove_holiday(holiday=_fresh(w, "free_days"), by=_person(w, "leader")),
        {"twinning.Institution": 1, "twinning.InstitutionHoliday": 1},
    ),
    "delete_practice": (
        lambda w: delete_practice(practice=_fresh(w, "draft_practice"), by=_person(w, "teacher")),
        DRAFT,
    ),
    "remove_file": (
        lambda w: remove_file(
            practice=_fresh(w, "draft_practice"), by=_person(w, "teacher"), code=w.things["draft_file"].code
        ),
        {"library.Practice": 1, "library.PracticeFile": 1, "library.StoredFile": 1},
    ),
    "recall_practice": (
        lambda w: recall_practice(practice=_fresh(w, "submitted_practice"), by=_person(w, "teacher")),
        # What asked two moderators to look at it is read.
        {"community.Notice": 2, "library.Practice": 1, "library.PracticeReview": 1},
    ),
    "take_down": (
        lambda w: take_down(
            practice=_fresh(w, "published_practice"), by=_person(w, "moderator"), reason="child", words="A child."
        ),
        {"community.NoticeBox": 1, "library.Practice": 1, "library.ShelfMark": 1},
    ),
    "withdraw_adoption": (
        lambda w: withdraw_adoption(adoption=_fresh(w, "river_trial"), by=_person(w, "partner")),
        {"library.Adoption": 1, "library.ShelfMark": 1},
    ),
    "hide_adoption": (
        lambda w: hide_adoption(adoption=_fresh(w, "river_trial"), by=_person(w, "moderator"), reason="Rude"),
        {"library.Adoption": 1, "library.ShelfMark": 1},
    ),
    "forget_old_news": (lambda _w: forget_old_news(), {}),
    "forget_old_entries": (lambda _w: forget_old_entries(), {}),
    "forget_old_limits": (lambda _w: forget_old_limits(), {}),
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant_bystanders()
        transaction.set_rollback(True)


@pytest.mark.parametrize("verb", REMOVERS)
def test_a_verb_takes_away_that_alone(world: World, verb: str) -> None:
    act, expected = REMOVERS[verb]
    with transaction.atomic():
        before, deeds = all_rows(), Deed.objects.count()
        act(world)
        found = Counter(one.table for one in changes(before, all_rows()))
        assert Deed.objects.count() >= deeds
        transaction.set_rollback(True)
    assert dict(found) == expected


def test_every_verb_that_takes_something_away_stands_here() -> None:
    erased = {"erase_person", "erase_talk", "erase_forum", "erase_practices", "erase_letters", "erase_people"}
    assert _verbs() - set(REMOVERS) - set(ELSEWHERE) - erased == set()
    assert set(ELSEWHERE) <= _verbs()


def _verbs() -> set[str]:
    files = [
        *HOUSE.glob("*/actions/**/*.py"),
        *HOUSE.glob("*/wiring/**/*.py"),
        *HOUSE.glob("*/rules/**/*.py"),
        HOUSE / "accounts" / "forms" / "sign_in_session.py",
        HOUSE / "core" / "live" / "outbox.py",
        *HOUSE.glob("core/web/saved_forms/*.py"),
    ]
    return {
        node.name
        for file in [*files, HOUSE / "core" / "limits.py"]
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith((*STARTS, "erase"))
    }
