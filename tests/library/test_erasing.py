"""A deleted author: what nobody else has seen goes, what is public stays without the name, in old texts too."""

import json
from typing import Any

import pytest

from accounts.models import User
from library.actions.erasing import erase_practices
from library.models import Practice, PracticeAuthor
from library.queries.personal import practice_data
from library.queries.practices import newest_words
from tests import practices
from twinning.models import Institution

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


def test_what_a_person_takes_along(teacher: User) -> None:
    practice = practices.draft(by=teacher)
    practices.add(practice, by=teacher, content=practices.pdf(), name="a.pdf")
    data = practice_data(teacher)
    assert [(p["code"], p["title"], p["grades"]) for p in data["practices"]] == [
        (practice.code, "A water diary in two languages", [5, 6, 7])
    ]
    assert [file["name"] for file in data["files"]] == ["a.pdf"]
    json.dumps(data, default=str)
