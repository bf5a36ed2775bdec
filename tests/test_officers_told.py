"""Whatever waits for an office is told to somebody who may do it, also where the office is held by nobody."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Office, OfficeKind, User
from community.actions.appeals import appeal
from community.actions.forum.boards import make_board
from community.actions.forum.editing import edit_post
from community.actions.forum.hiding import refuse_post
from community.actions.forum.posting import open_topic
from community.actions.reports import answer_report, report
from community.actions.rooms import open_room
from community.models import Notice, Post
from core.audit import record
from core.models import Deed
from core.registry import desk_for
from library.actions.submitting import submit_practice
from tests import practices
from twinning.actions.people import ask_to_join
from twinning.models import Institution, Role, Staff

pytestmark = pytest.mark.django_db
HOUSE = Path(__file__).resolve().parents[1]
Officer = Callable[..., User]


@dataclass(frozen=True, slots=True)
class Matter:
    """`happens(writer, other, school)` gives what waits; a `judge` has part in it where they are the `other`."""

    key: str
    pile: str
    happens: Callable[[User, User, Institution], None]
    office: OfficeKind = OfficeKind.MODERATOR
    waiting: int = 1


def _reported(writer: User, other: User, _school: Institution) -> None:
    open_room(title="Two", members=[writer, other], by=writer)
    report(object_type="person", code=other.code, by=writer, reason="insult")


def _appealed(writer: User, other: User, school: Institution) -> None:
    """The other one has judged."""
    board = _board()
    post = Post.objects.create(
        topic=board.topics.create(title="T", language="en", author=writer, last_at=timezone.now(), head_seq=1),
        seq=1,
        author=writer,
        source="x",
        html="x",
        language="en",
        hidden_at=timezone.now(),
    )
    appeal(deed=record("community.hide_post", post, by=other, concerns=[writer], ground="Rude"), by=writer, words="No.")


def _board() -> Any:
    maker = User.objects.create_user("maker@example.org", name="Maker")
    office = Office.objects.create(user=maker, office=OfficeKind.MODERATOR)
    names = {"ky": "Такта", "ru": "Доска", "en": "Board"}
    board = make_board(by=maker, names=names, abouts={}, audience="public", order=1)
    office.delete()
    return board


def _held(writer: User, _other: User, _school: Institution) -> None:
    open_topic(board=_board(), by=writer, title="Title", source="Hello", language="en", client_id="waits-for-a-look")


def _submitted(writer: User, other: User, school: Institution) -> None:
    """The other one works at the school that hands it in."""
    Staff.objects.create(user=other, institution=school, role=Role.TEACHER, state=Staff.State.VERIFIED)
    practice = practices.draft(by=writer, institution=school)
    submit_practice(practice=practice, by=writer, version=practice.version)


def _asked(writer: User, other: User, school: Institution) -> None:
    """The other one has asked there as well."""
    claimed = Institution.objects.create(kind=school.kind, country="KG", time_zone="Asia/Bishkek", state="claimed")
    Staff.objects.create(user=other, institution=claimed, role=Role.TEACHER)
    ask_to_join(institution=claimed, role="leader", by=User.objects.get(pk=writer.pk))


MATTERS = {
    "report": Matter("community.report_waits", "community:reports", _reported),
    "appeal": Matter("community.appeal_waits", "community:appeals", _appealed),
    "first post": Matter("community.forum_held", "community:held_posts", _held),
    "practice": Matter("library.review_waits", "library:desk", _submitted),
    "person": Matter("twinning.asked", "twinning:desk_people", _asked, OfficeKind.COORDINATOR, waiting=2),
}


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution()


@pytest.fixture
def writer(make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution) -> User:
    person = make_user("Writer")
    make_staff(person, school, Role.TEACHER)
    return person


@pytest.fixture
def other(make_user: Callable[..., User]) -> User:
    return make_user("Other", may_write=True)


def told(matter: Matter) -> list[User]:
    return [notice.user for notice in Notice.objects.filter(key=matter.key).select_related("user").order_by("user")]


def piles(person: User) -> dict[str, int]:
    fresh = User.objects.get(pk=person.pk)
    return {queue.url_name: queue.count(fresh) for queue in desk_for(fresh)}


@pytest.mark.parametrize("name", MATTERS)
def test_officers_are_told_and_administrators_are_left_in_peace(
    name: str, writer: User, other: User, school: Institution, make_officer: Officer, signed_in: Callable[..., Client]
) -> None:
    """Whoever is told can open it, and finds it on their desk."""
    matter = MATTERS[name]
    officers = [make_officer(matter.office), make_officer(matter.office)]
    make_officer(OfficeKind.ADMINISTRATOR)
    matter.happens(writer, other, school)
    assert told(matter) == officers
    for notice in Notice.objects.filter(key=matter.key):
        assert signed_in(notice.user).get(notice.url).status_code == 200
        assert piles(notice.user)[matter.pile] == matter.waiting


# An officer's own first post does not wait at all.
STAFFINGS = [
    (name, staffing)
    for name in MATTERS
    for staffing in ("none", "ended", "gone", "with a part")
    if (name, staffing) != ("first post", "with a part")
]


@pytest.mark.parametrize(("name", "staffing"), STAFFINGS)
def test_where_no_officer_can_the_administrators_are_told(
    name: str,
    staffing: str,
    writer: User,
    other: User,
    school: Institution,
    make_officer: Officer,
    signed_in: Callable[..., Client],
) -> None:
    matter, boss = MATTERS[name], make_officer(OfficeKind.ADMINISTRATOR)
    if staffing == "ended":
        make_officer(matter.office)
        Office.objects.filter(office=matter.office).update(until=timezone.now())
    if staffing == "gone":
        User.objects.filter(pk=make_officer(matter.office).pk).update(is_active=False)
    if staffing == "with a part":
        Office.objects.create(user=other, office=matter.office)
    matter.happens(writer, other, school)
    assert told(matter) == [boss]
    notice = Notice.objects.get(key=matter.key)
    assert signed_in(boss).get(notice.url).status_code == 200
    assert piles(boss)[matter.pile] == matter.waiting


@pytest.mark.parametrize("name", MATTERS)
def test_where_there_is_nobody_it_waits_for_the_first_administrator(
    name: str, writer: User, other: User, school: Institution, make_officer: Officer
) -> None:
    matter = MATTERS[name]
    matter.happens(writer, other, school)
    assert told(matter) == []
    assert piles(make_officer(OfficeKind.ADMINISTRATOR))[matter.pile] == matter.waiting


@pytest.mark.parametrize("part", ["by", "about"])
def test_an_administrator_with_a_part_in_it_is_not_told(
    part: str, writer: User, other: User, school: Institution, make_officer: Officer
) -> None:
    boss = make_officer(OfficeKind.ADMINISTRATOR)
    _reported(*((boss, other) if part == "by" else (writer, boss)), school)
    assert told(MATTERS["report"]) == []


def test_who_reported_is_not_told_of_the_appeal(
    writer: User, other: User, school: Institution, make_officer: Officer
) -> None:
    """They could not open it."""
    judge, reporter, third = (make_officer(OfficeKind.MODERATOR, email=f"m{n}@example.org") for n in range(3))
    open_room(title="Two", members=[writer, reporter], by=writer)
    made = report(object_type="person", code=writer.code, by=reporter, reason="insult")
    answer_report(report=made, by=judge, verdict="warned", answer="Mind the rules.")
    appeal(deed=Deed.objects.get(deed="community.warned"), by=writer, words="I did.")
    assert told(MATTERS["appeal"]) == [third]


def test_a_refused_post_that_is_sent_again_is_told_again(
    writer: User, other: User, school: Institution, make_officer: Officer
) -> None:
    moderator = make_officer(OfficeKind.MODERATOR)
    _held(writer, other, school)
    post = Post.objects.get()
    refuse_post(post=post, by=moderator, reason="Say hello first.")
    edit_post(post=Post.objects.get(), by=writer, version=1, source="Hello all", language="en")
    assert told(MATTERS["first post"]) == [moderator, moderator]


def test_no_verb_asks_by_itself_who_holds_an_office() -> None:
    """Only the verbs of the offices themselves, and the demo that plants them."""
    found = set()
    for file in HOUSE.glob("*/actions/**/*.py"):
        names = {
            node.id for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Name)
        }
        if names & {"Office", "officers_of", "administrators", "offices_now"}:
            found.add(file.relative_to(HOUSE).as_posix())
    assert found == {"accounts/actions/erasing.py", "accounts/actions/offices.py", "demo/actions/steps/people.py"}
