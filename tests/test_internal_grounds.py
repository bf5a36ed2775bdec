"""Grounds and notes are internal: no page, no API, no search, no export and no notice shows one to whom it does not concern."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.core import mail
from django.db import models, transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import Standing, User
from accounts.queries.personal_data import data_of
from community.actions.duties.digests import send_due_digests
from community.models import Appeal, Notice, Post, Report, Topic
from core.models import Deed, OutboxRow
from core.terms import terms_of
from library.actions.claiming import claim_review, keep_note
from library.actions.deciding import return_practice
from library.models import Adoption, Practice, PracticeReview
from search.actions.duties.indexing import rebuild_index
from search.models import SearchEntry
from tests.bystanders import plant_bystanders
from tests.table_rows import ROOMS, own_models
from tests.test_addresses import ROWS, THEIR_ROWS
from tests.walking import address_of, ask
from tests.world_of_everyone import World, _signed_in
from twinning.actions.institution_verification import suspend, verify_institution
from twinning.actions.person_verification import refuse_person, verify_person
from twinning.models import Institution, InstitutionName, Partnership, PlanItem, Proposal, Role, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("grounds")]
HOUSE: Final = Path(__file__).resolve().parents[1]
STRANGERS: Final = ("visitor", "member", "unrelated")
MARK: Final = "zqmark"
Field = tuple[type[models.Model], str]

# What is written for some people alone, and one who reads it: role and page. None: it stands on no page.
INTERNAL: Final[dict[Field, tuple[str, str, str] | None]] = {
    (Deed, "ground"): ("coordinator", "twinning:decide_institution", "school"),
    (Staff, "ground"): None,
    (Staff, "words"): ("leader", "twinning:person", "school,asker_place"),
    (Report, "words"): ("moderator", "community:report", "report"),
    (Report, "answer"): ("leader", "community:verdict", "answered"),
    (Appeal, "words"): ("administrator", "community:desk_appeal", "appeal"),
    (Appeal, "answer"): ("teacher", "community:appeal", "appeal"),
    (Post, "reason"): ("partner", "community:topic", "public_topic"),
    (PracticeReview, "note"): ("moderator", "library:review", "review"),
    (PracticeReview, "words"): ("stranger", "library:timeline", "down_practice"),
    (PracticeReview, "answer"): ("moderator", "library:review", "review"),
    (Adoption, "reason"): None,
    (Proposal, "words"): ("leader", "twinning:proposal", "received"),
    (Proposal, "reason_words"): None,
    (Partnership, "end_words"): ("leader", "twinning:space", "ended"),
    (PlanItem, "evidence"): None,
}
# Fields that are called alike and hold no such words.
OTHERS: Final = {
    "Invitation.words": "read by whoever holds the signed link, which is the letter itself",
    "Standing.why": "a word of the program, on no page",
    "Report.reason": "a code of the vocabulary",
    "Proposal.reason": "a code of the vocabulary",
    "Decision.reason": "a code of the vocabulary",
    "Evaluation.words": "what an evaluation from outside found: public",
    "Practice.evidence": "the step of the ladder: public",
    "RegisterRow.decision": "a word of the program",
    "Partnership.end_reason": "a code of the vocabulary",
}
CALLED: Final = (
    "ground",
    "note",
    "words",
    "reason",
    "answer",
    "why",
    "evidence",
    "decision",
    "comment",
    "remark",
    "verdict",
)
NO_WORDS: Final = {
    "Topic.answer",
    "PracticeReview.reason",
    "Report.verdict",
    "PracticeReview.verdict",
    "RegisterRow.verdict",
    "RegisterOutcome.verdict",
}


def mark_of(field: Field) -> str:
    return f"{MARK}{field[0].__name__}{field[1].replace('_', '')}".lower()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        found = plant_bystanders()
        _unrelated(found)
        _every_ground_says(found)
        rebuild_index(say=lambda *_words: None)
        yield found
        transaction.set_rollback(True)


def _unrelated(world: World) -> None:
    """A verified teacher abroad whom nothing here concerns."""
    school = Institution.objects.create(
        kind=world.things["school"].kind, country="LV", time_zone="Europe/Riga", state="verified", latin_name="Skola"
    )
    InstitutionName.objects.create(institution=school, text="Skola", folded="skola", official=True)
    person = User.objects.create_user("unrelated@example.org", name="Unrelated", language="en")
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    Staff.objects.create(user=person, institution=school, role=Role.TEACHER, state=Staff.State.VERIFIED)
    Standing.objects.create(user=person, may_write=True, why="verified")
    world.people["unrelated"], world.sessions["unrelated"] = person, _signed_in(person)


def _every_ground_says(world: World) -> None:
    """Institutions and places with every kind of deed; then each field says its own mark."""
    coordinator, school = world.people["coordinator"], world.things["school"]
    for place in ("school", "claimed", "suspended", "listed", "abroad"):
        for deed in ("verify_institution", "suspend_institution", "refuse_institution", "verify_person"):
            Deed.objects.create(
                deed=f"twinning.{deed}",
                object_type="twinning.institution",
                object_id=world.things[place].code,
                by=coordinator,
                ground="x",
                data={"check": "call", "reason": "incomplete"},
            )
    Appeal.objects.update(answered_at=school.created_at, outcome="upheld", answered_by=world.people["judge"])
    for field in INTERNAL:
        rows = field[0]._base_manager.exclude(pk__in=_own(world, field[0]))
        rows.update(**{field[1]: mark_of(field)})


def _own(world: World, model: type[models.Model]) -> list[int]:
    """The one place of the unrelated teacher, of which they may know everything."""
    return [place.pk for place in Staff.objects.filter(user=world.people["unrelated"])] if model is Staff else []


def _addresses(world: World) -> list[str]:
    """Every address of the table, and the pages of every thing that has one."""
    found = {address_of(world, row[0], row[1]) for row in ROWS + THEIR_ROWS if not row[0].startswith("/admin")}
    for model, name in (
        (Institution, "twinning:institution"),
        (Practice, "library:practice"),
        (Topic, "community:topic"),
        (Report, "community:verdict"),
    ):
        found |= {reverse(name, args=[thing.code]) for thing in model._base_manager.all()}
    searches = [f"{reverse('search:search')}?q={mark_of(field)}" for field in INTERNAL]
    return sorted(found) + searches


def _marks(text: str, *, but: str = "") -> set[str]:
    said = text.lower().replace(but, "") if but else text.lower()
    return {mark_of(field) for field in INTERNAL if mark_of(field) in said}


@pytest.mark.parametrize("role", STRANGERS)
def test_no_page_shows_a_ground_to_strangers(world: World, role: str) -> None:
    shown, read = {}, 0
    for address in _addresses(world):
        answer = ask(world, role, "GET", address)
        if answer.streaming or not answer.content:
            continue
        read += answer.status_code == 200
        asked = address.partition("?q=")[2]  # what one types stands in the field again
        if marks := _marks(answer.content.decode("utf-8", "ignore"), but=asked):
            shown[address] = marks
    assert shown == {}
    assert read >= 40


@pytest.mark.parametrize("field", [field for field, reader in INTERNAL.items() if reader], ids=mark_of)
def test_those_for_whom_it_was_written_read_it(world: World, field: Field) -> None:
    """So that the marks above would have been seen."""
    reader = INTERNAL[field]
    assert reader is not None
    role, name, of = reader
    if role not in world.sessions:
        world.sessions[role] = _signed_in(world.people[role])
    answer = ask(world, role, "GET", address_of(world, name, of))
    assert (answer.status_code, mark_of(field) in _marks(answer.content.decode())) == (200, True)


def test_the_public_reads_the_kind_of_check_and_the_day(world: World) -> None:
    page = ask(world, "visitor", "GET", address_of(world, "twinning:institution", "school")).content.decode()
    assert ("The institution was verified" in page, "checked by a call to the institution" in page) == (True, True)
    assert world.people["coordinator"].name not in page


@pytest.mark.parametrize(("role", "place"), [("waiting", "claimed"), ("asker", "school"), ("asker", "abroad")])
def test_who_only_asked_to_join_reads_no_ground_of_the_institution(world: World, role: str, place: str) -> None:
    """Anybody can ask; what is known of earlier people is not told to the next."""
    world.sessions.setdefault(role, _signed_in(world.people[role]))
    page = ask(world, role, "GET", address_of(world, "twinning:institution", place)).content.decode()
    assert (mark_of((Deed, "ground")) in page.lower(), "The institution was refused" in page) == (False, False)


def test_staff_read_what_was_done_and_the_grounds_of_what_concerns_them(world: World) -> None:
    address = address_of(world, "twinning:institution", "school")
    concerned = Deed.objects.filter(deed="twinning.suspend_institution", object_id=world.things["school"].code).first()
    assert concerned is not None
    with transaction.atomic():
        before = ask(world, "teacher", "GET", address).content.decode()
        concerned.concerns.add(world.people["teacher"])
        after = ask(world, "teacher", "GET", address).content.decode()
        transaction.set_rollback(True)
    mark = mark_of((Deed, "ground"))
    assert ("The institution was refused" in before, mark in before, mark in after) == (True, False, True)


def test_no_index_and_no_data_of_a_stranger_holds_one(world: World) -> None:
    entries = json.dumps(list(SearchEntry.objects.values()), default=str)
    assert (SearchEntry.objects.exists(), _marks(entries)) == (True, set())
    for role in ("member", "unrelated"):
        person = User.objects.get(pk=world.people[role].pk)
        assert (role, _marks(json.dumps(data_of(person), default=str))) == (role, set())


def test_a_ground_travels_in_no_notice_no_news_and_no_mail(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    """Whatever verb takes one: the notice says which reason, its page the words."""
    things, people = world.things, {person.name.lower(): person for person in User.objects.all()}
    with transaction.atomic():
        with django_capture_on_commit_callbacks(execute=True):
            coordinator, moderator = people["coordinator"], people["moderator"]
            suspend(institution=things["school"], ground=f"{MARK}suspend", by=coordinator)
            verify_institution(institution=things["school"], ground=f"{MARK}verify", by=coordinator, check="visit")
            verify_person(place=things["asker_place"], ground=f"{MARK}person", by=people["leader"])
            refuse_person(place=things["waiting_place"], reason="other", words=f"{MARK}refuse", by=coordinator)
            review = PracticeReview.objects.get(pk=things["review"].pk)
            claim_review(review=review, by=moderator)
            keep_note(review=review, by=moderator, note=f"{MARK}note")
            reason = str(terms_of("review_reason")[0].code)
            return_practice(
                review=review, by=moderator, reason=reason, words=f"{MARK}words", language="en", note=f"{MARK}note"
            )
            send_due_digests()
        told = json.dumps([*Notice.objects.values("params", "url"), *OutboxRow.objects.values("data")], default=str)
        mails = [str(message.message()) for message in mail.outbox]
        transaction.set_rollback(True)
    assert (MARK in told.lower(), [MARK in text.lower() for text in mails if MARK in text.lower()]) == (False, [])
    assert Notice.objects.exists()


def test_every_field_that_is_called_so_was_thought_about() -> None:
    """A new note, ground or answer stands in INTERNAL, or says in OTHERS why it holds no such words."""
    known = {f"{model.__name__}.{name}" for model, name in INTERNAL} | set(OTHERS) | NO_WORDS
    found = {
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.concrete_fields
        if any(part in CALLED for part in field.name.split("_")) and field.model is model
    }
    assert found - known == set()


def test_pages_come_to_the_ground_of_a_deed_by_one_way() -> None:
    """`ground_for` asks for whom it is; `.ground` and `ground_of` are for core.audit_reading, and for what a person takes along."""
    allowed = {"core/audit_reading.py", "accounts/queries/personal_data.py"}
    # These read the ground of a place, which is the person's own, or of a deed to know its kind.
    places = {
        "twinning/actions/steps/place_decisions.py",
        "twinning/actions/joining_by_invitation.py",
        "twinning/queries/verification.py",
        "twinning/queries/personal_data.py",
        "twinning/wiring/log.py",
        "community/wiring/appeals.py",
    }
    found = set()
    for file in (file for room in ROOMS for file in (HOUSE / room).rglob("*.py")):
        path = file.relative_to(HOUSE).as_posix()
        if "/migrations/" in path:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if "ground" in read or "ground_of" in called:
            found.add(path)
    assert found - places == allowed


def test_officers_of_other_countries_read_no_ground(world: World) -> None:
    page = ask(world, "far_coordinator", "GET", address_of(world, "twinning:institution", "school")).content.decode()
    assert ("The institution was verified" in page, mark_of((Deed, "ground")) in page.lower()) == (True, False)
