"""A deleted author: what nobody else has seen goes, what is public stays without the name, in old texts too."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from library.actions.duties.erasing import erase_practices
from library.actions.practice_files import describe_files
from library.actions.submitting import submit_practice
from library.actions.writing import save_step
from library.models import Practice, PracticeAuthor
from library.queries.personal_data import practice_data
from library.queries.practices import newest_words
from tests import practices
from twinning.models import Institution, Staff

pytestmark = pytest.mark.django_db


def test_what_stays_and_what_goes(teacher: User, school: Institution, django_capture_on_commit_callbacks: Any) -> None:
    draft = practices.draft(by=teacher, institution=school)
    public = practices.publish(practices.submitted(by=teacher, institution=school))
    practices.add(draft, by=teacher, content=practices.pdf(), name="a.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        erase_practices(teacher)
        teacher.delete()
    row = practices.again(public)
    assert (list(Practice.objects.values_list("pk", flat=True)), row.owner) == ([public.pk], None)
    assert list(PracticeAuthor.objects.values_list("name", "role", "user")) == [("", "", None)]
    old = json.dumps([r.content for r in row.revisions.all()] + [r.snapshot for r in row.reviews.all()])
    assert ("Aigul" in old, row.title) == (False, "A water diary in two languages")
    assert newest_words(row).authors.first().name == ""


def test_what_others_said_of_their_files_stays(
    teacher: User, school: Institution, make_user: Callable[..., User], make_staff: Callable[..., Staff]
) -> None:
    """Who made a file is filled in with the name of who uploads it; elsewhere the same name is somebody's word."""
    colleague = make_user("Colleague")
    make_staff(colleague, school, "teacher")
    practice = practices.draft(by=colleague, institution=school)
    PracticeAuthor.objects.create(practice=practice, user=teacher, name=teacher.name)
    own = practices.add(practice, by=teacher, content=practices.pdf(b"%1"), name="own.pdf")
    other = practices.add(practice, by=colleague, content=practices.pdf(b"%2"), name="other.pdf")
    said = {file.code: {"alt": "A plan", "holder": teacher.name, "licence": "cc-by"} for file in (own, other)}
    describe_files(practice=practice, by=colleague, version=practices.again(practice).version, said=said)
    practice = practices.again(practice)
    submit_practice(practice=practice, by=colleague, version=practice.version)
    erase_practices(teacher)
    row = practices.again(practice)
    held = {file.code: file.holder for file in row.files.all()}
    assert held == {own.code: "", other.code: teacher.name}
    newest = {file.code: file.holder for file in newest_words(row).files.all()}
    assert newest == held
    assert {file["code"]: file["holder"] for file in row.reviews.get().snapshot["files"]} == held


def test_a_draft_that_belongs_to_another_stays(
    teacher: User, school: Institution, make_user: Callable[..., User], make_staff: Callable[..., Staff]
) -> None:
    """Also where its owner let the co-author stand alone as its author."""
    owner = make_user("Owner")
    make_staff(owner, school, "teacher")
    draft = practices.draft(by=owner, institution=school)
    PracticeAuthor.objects.filter(practice=draft).update(user=teacher, name=teacher.name)
    erase_practices(teacher)
    assert (practices.again(draft).owner, draft.authors.get().name) == (owner, "")


def test_a_draft_in_which_the_leader_wrote_stays(
    teacher: User, school: Institution, make_user: Callable[..., User], make_staff: Callable[..., Staff]
) -> None:
    leader, mine = make_user("Leader"), practices.draft(by=teacher, institution=school)
    make_staff(leader, school)
    facts = {"title": "A diary of the river", "summary": "What the leader wrote."}
    save_step(practice=mine, by=leader, version=mine.version, step=1, facts=facts)
    erase_practices(teacher)
    assert practices.again(mine).summary == "What the leader wrote."


def test_what_a_person_takes_along(teacher: User) -> None:
    practice = practices.draft(by=teacher)
    practices.add(practice, by=teacher, content=practices.pdf(), name="a.pdf")
    data = practice_data(teacher)
    assert [(p["code"], p["title"], p["grades"]) for p in data["practices"]] == [
        (practice.code, "A water diary in two languages", [5, 6, 7])
    ]
    assert [file["name"] for file in data["files"]] == ["a.pdf"]
    json.dumps(data, default=str)
