"""Deleting an account leaves all rows of everybody else unchanged, field by field."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from accounts.actions.erasing import delete_account
from accounts.models import User
from community.models import Notice
from core.registry import erasers
from tests.bystanders import NAMES, plant_bystanders
from tests.table_rows import Change, Row, Rows, all_rows, changes, own_models, parents_in, people_in
from tests.world_of_everyone import ROLES, World
from twinning.actions.people import ask_to_join, leave
from twinning.models import Institution, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("bystanders")]
PEOPLE = (*ROLES[1:], "asker", "judge")

# Whose rows go with them: the column that says whose they are. Whatever hangs on such a row goes along.
GO = {
    "accounts.User": "id",
    "accounts.Office": "user_id",
    "accounts.Standing": "user_id",
    "accounts.KnownNetwork": "user_id",
    "accounts.MailSettings": "user_id",
    "accounts.User_groups": "user_id",
    "accounts.User_user_permissions": "user_id",
    "core.Deed_concerns": "user_id",
    "core.TodayChange": "user_id",
    "core.TodayNumber": "user_id",
    "community.Appeal": "by_id",
    "community.BoardFollow": "user_id",
    "community.BoardPerson": "user_id",
    "community.Digest": "user_id",
    "community.Mention": "user_id",
    "community.Notice": "user_id",
    "community.NoticeBox": "user_id",
    "community.Post": "author_id",
    "community.PostDraft": "user_id",
    "community.Reaction": "user_id",
    "community.RoomMember": "user_id",
    "community.Topic": "author_id",
    "community.TopicReader": "user_id",
    "library.Practice": "owner_id",
    "twinning.Staff": "user_id",
}


def _block(row: Row, person: User) -> bool:
    return person.pk in {row["by_id"], row["blocked_id"]}


def _holds(column: str) -> Callable[[Row, User], bool]:
    return lambda row, person: bool(row[column] == person.pk)


# Fields that hold the person beside the columns that point to them, and in whose rows. Nothing else may change.
HOLD: dict[tuple[str, str], Callable[[Row, User], bool]] = {
    ("library.PracticeAuthor", "name"): _holds("user_id"),
    ("library.PracticeAuthor", "role"): _holds("user_id"),
    ("community.RoomMember", "left_at"): _holds("user_id"),
    ("twinning.RulesConsent", "name"): _holds("by_id"),
    ("twinning.Proposal", "client_key"): _holds("by_id"),
    ("twinning.Invitation", "words"): _holds("by_id"),
    ("twinning.Invitation", "email"): lambda row, person: row["email"] == person.email,
    ("community.Post", "client_id"): _holds("author_id"),
    ("community.Post", "source"): lambda row, person: row["author_id"] == person.pk and row["hidden_at"] is not None,
    ("community.Post", "html"): lambda row, person: row["author_id"] == person.pk and row["hidden_at"] is not None,
    ("community.Post", "reason"): lambda row, person: row["author_id"] == person.pk and row["hidden_at"] is not None,
    ("community.Report", "seen"): lambda row, person: row["about_id"] == person.pk and row["object_type"] == "person",
    ("core.OutboxRow", "data"): lambda row, person: row["data"].get("actor") == person.code,
    # What goes on counting: the room's number grows by the news that somebody has gone; a claim is given back.
    ("community.Room", "head_seq"): lambda _row, _person: True,
    # One that was added goes out of sight with the last who says that they work there.
    ("twinning.Institution", "hidden"): lambda row, _person: row["state"] == "claimed",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant_bystanders()
        transaction.set_rollback(True)


@pytest.fixture
def _taken_back(world: World) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def unexplained(before: Rows, after: Rows, person: User) -> list[str]:
    """Each change that is not the going of the person themselves."""
    found = list(changes(before, after))
    gone = {(one.table, one.before.get("id")): one for one in found if one.after is None}
    own = {("community.Post", key) for key, row in before["community.Post"].items() if row["author_id"] == person.pk}
    own |= _prepared(before, person)
    return [
        _said(one)
        for one in found
        if not (_goes(one, gone, person, own) if one.after is None else _holds_only(one, person))
    ]


def _prepared(before: Rows, person: User) -> set[Any]:
    """Classes and drafts of wishes of somebody whom nobody ever verified: they go with them."""
    if any(row["user_id"] == person.pk and row["state"] == "verified" for row in before["twinning.Staff"].values()):
        return set()
    rows = [
        (table, key, row) for table in ("twinning.SchoolClass", "twinning.Wish") for key, row in before[table].items()
    ]
    return {
        (table, key) for table, key, row in rows if row["by_id"] == person.pk and row.get("state", "draft") == "draft"
    }


def _goes(one: Change, gone: dict[Any, Change], person: User, own: set[Any]) -> bool:
    if one.table == "community.Block":
        return _block(one.before, person)
    if one.table == "core.KeptEntry":
        return bool(one.before["account"] == person.code)
    if one.table in GO and one.before[GO[one.table]] == person.pk:
        return True
    if one.table == "community.PostVersion":
        return ("community.Post", one.before["post_id"]) in own
    if (one.table, one.before.get("id")) in own:
        return True
    parents = [gone.get((table, one.before[column])) for column, table in parents_in(one.table)]
    return any(parent is not None and _goes(parent, gone, person, own) for parent in parents)


def _holds_only(one: Change, person: User) -> bool:
    after = one.after or {}
    for name in one.fields:
        nulled = name in people_in(one.table) and one.before[name] == person.pk and after[name] is None
        rule = HOLD.get((one.table, name))
        if not nulled and not (rule is not None and rule(one.before, person)) and not _own_practice(one, name):
            return False
    return True


def _own_practice(one: Change, name: str) -> bool:
    """A snapshot keeps every word; of the person their name and part go, which is all that may differ."""
    if (one.table, name) != ("library.PracticeReview", "snapshot") or one.after is None:
        return False
    before, after = dict(one.before[name]), dict(one.after[name])
    authors, left = before.pop("authors"), after.pop("authors")
    rest = [
        new if old["user"] is not None and new["user"] is None else old for old, new in zip(authors, left, strict=True)
    ]
    return before == after and rest == left


def _said(one: Change) -> str:
    return f"{one.table} {one.before} {'is gone' if one.after is None else f'changed {one.fields}'}"


def test_no_table_of_ours_is_empty(world: World) -> None:
    """So that the tests below look at rows of every model, also of one that is added some day."""
    rows = all_rows()
    assert [table for table in rows if not rows[table]] == []
    assert len(rows) == len(own_models())


@pytest.mark.usefixtures("_taken_back")
@pytest.mark.parametrize("role", PEOPLE)
def test_whoever_deletes_their_account_leaves_all_others_as_they_were(world: World, role: str) -> None:
    name = NAMES[PEOPLE.index(role) % len(NAMES)]
    User.objects.filter(pk=world.people[role].pk).update(name=name, latin_name=name)
    person = User.objects.get(pk=world.people[role].pk)
    before = all_rows()
    delete_account(user=person, by=person)
    person.pk = world.people[role].pk
    after = all_rows()
    assert person.pk not in after["accounts.User"]
    assert unexplained(before, after, person) == []


@pytest.mark.usefixtures("_taken_back")
@pytest.mark.parametrize("room", list(erasers()))
@pytest.mark.parametrize("role", ["teacher", "leader", "moderator"])
def test_each_eraser_by_itself_leaves_all_others_as_they_were(world: World, role: str, room: str) -> None:
    User.objects.filter(pk=world.people[role].pk).update(name="the", latin_name="школа")
    person = User.objects.get(pk=world.people[role].pk)
    before = all_rows()
    erasers()[room](person)
    person.pk = world.people[role].pk
    assert unexplained(before, all_rows(), person) == []


@pytest.mark.usefixtures("_taken_back")
@pytest.mark.parametrize("name", NAMES)
def test_who_asks_at_every_school_and_goes_takes_no_word_of_them_along(world: World, name: str) -> None:
    person = User.objects.create_user("the@example.org", name=name, latin_name=name)
    # An address that somebody only wrote down is not theirs: invitations to it stand.
    person.emailaddress_set.create(email="new@example.org", verified=False)
    for school in Institution.objects.filter(state__in=["verified", "claimed", "listed"], hidden=False):
        place = ask_to_join(institution=school, role="leader", by=person)
        leave(place=place, by=person)
    assert Staff.objects.filter(user=person).count() >= len(NAMES)
    before = all_rows()
    pk = person.pk
    delete_account(user=person, by=person)
    person.pk = pk
    assert unexplained(before, all_rows(), person) == []


def test_no_notice_holds_the_name_of_another(world: World) -> None:
    """Whose place was asked for stands in it as a code, and is read when the notice is."""
    names = set(User.objects.exclude(name="").values_list("name", flat=True))
    held = [(n.key, n.params) for n in Notice.objects.all() if names & {str(v) for v in n.params.values()}]
    assert held == []
