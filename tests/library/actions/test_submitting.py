"""Submitting: what is missing is said, a review is asked once, the text is locked, recalled, asked again."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from core.errors import Conflict, Refused, Stale
from core.models import Deed
from library.actions import submitting, writing
from library.actions.submitting import NotReady
from library.judging.preflight_findings import errors_of
from library.models import Practice, PracticeBand
from library.queries.duplicates import nearly_same
from library.queries.practices import newest_words
from library.queries.preflight import findings
from library.showing.preflight_findings import SAYINGS, saying
from tests import practices
from twinning.models import Institution, State

pytestmark = pytest.mark.django_db


def codes(practice: Practice) -> set[tuple[str, str]]:
    return {(finding.code, finding.field) for finding in errors_of(findings(newest_words(practice)))}


def save(practice: Practice, by: User, step: int, **facts: Any) -> Practice:
    row = practices.again(practice)
    writing.save_step(practice=row, by=by, version=row.version, step=step, facts=facts)
    return practices.again(row)


def test_an_empty_draft_says_all_that_is_missing(teacher: User, school: Institution) -> None:
    practice = writing.create_practice(by=teacher, language="en", institution=school)
    parts = {("part", part) for part in ("context", "steps", "result", "reflection", "adapt")}
    fields = ("title", "summary", "kind", "subjects", "grades", "audience", "evidence", "licence", "consent", "safety")
    assert codes(practice) == parts | {(name, name) for name in fields}
    with pytest.raises(NotReady) as told:
        submitting.submit_practice(practice=practice, by=teacher, version=practice.version)
    assert (len(told.value.found), practices.again(practice).state) == (15, "draft")


def test_a_whole_one_lacks_nothing(teacher: User, school: Institution) -> None:
    assert codes(practices.draft(by=teacher, institution=school)) == set()


def test_files_licences_and_personal_data(teacher: User, stranger: User, school: Institution) -> None:
    source = practices.publish(practices.draft(by=stranger, licence="cc-by-nc-sa"))
    practice = practices.draft(by=teacher, institution=school)
    file = practices.add(practice, by=teacher, content=practices.picture(), name="a.jpg")
    practice = save(practice, teacher, 4, based_on=source)
    practice = save(
        practice, teacher, 2, context=practices.LONG + "ПИН 21503198501234, +996 555 123456, a@b.kg http://x"
    )
    found = {(f.code, f.weight) for f in findings(newest_words(practice))}
    assert found == {
        ("file_alt", "error"),
        ("licence_clash", "error"),
        ("changes", "error"),
        ("personal_number", "error"),
        ("personal_phone", "remark"),
        ("personal_email", "remark"),
        ("link", "remark"),
    }
    told = [saying(f) for f in findings(newest_words(practice))]
    assert all("%(" not in text for text in told)
    assert not any("21503198501234" in text for text in told)
    assert ("file_alt", f"alt_{file.code}") in codes(practice)


def test_every_finding_has_its_sentence() -> None:
    import re
    from pathlib import Path

    from library.queries import duplicates, preflight

    source = "".join(Path(module.__file__).read_text() for module in (duplicates, preflight))
    said = set(re.findall(r'Finding\(\s*"(\w+)"', source)) | {"file_alt", "file_holder", "file_licence", "file_consent"}
    assert said <= set(SAYINGS)


def test_submitting_asks_one_review(teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    review = submitting.submit_practice(practice=practice, by=teacher, version=practice.version, answer="Please")
    again = submitting.submit_practice(practice=practice, by=teacher, version=practice.version)
    row = practices.again(practice)
    assert (review.pk, row.state, row.workflow_in_progress) == (again.pk, "submitted", True)
    assert (review.round, review.answer, review.snapshot["title"]) == (1, "Please", row.title)
    assert (review.revision, row.reviews.count()) == (row.latest_revision, 1)
    assert Deed.objects.filter(deed="library.submit_practice").count() == 1
    assert PracticeBand.objects.filter(practice=row).count() == 16


def test_in_review_nothing_is_changed_until_it_is_recalled(teacher: User, school: Institution) -> None:
    practice = practices.submitted(by=teacher, institution=school)
    with pytest.raises(Refused):
        save(practice, teacher, 1, title="Another title")
    submitting.recall_practice(practice=practice, by=teacher)
    submitting.recall_practice(practice=practice, by=teacher)
    row = save(practice, teacher, 1, title="Another title")
    assert (row.state, row.title, row.workflow_in_progress) == ("draft", "Another title", False)
    second = submitting.submit_practice(practice=row, by=teacher, version=row.version)
    assert (second.round, row.reviews.filter(recalled_at=None).count()) == (2, 1)
    assert second.revision != row.reviews.get(round=1).revision


def test_after_it_was_sent_back_the_same_workflow_goes_on(teacher: User, moderator: User, school: Institution) -> None:
    practice = practices.submitted(by=teacher, institution=school)
    practice.current_workflow_task_state.reject(user=moderator)
    practice.reviews.update(recalled_at="2026-11-25T10:00:00Z")
    Practice.objects.filter(pk=practice.pk).update(state="returned")
    row = save(practice, teacher, 1, title="A title that says more")
    assert row.state == "returned"
    submitting.submit_practice(practice=row, by=teacher, version=row.version)
    row = practices.again(practice)
    assert (row.state, row.workflow_states.count(), row.workflow_in_progress) == ("submitted", 1, True)
    assert row.current_workflow_task_state.revision == row.latest_revision


def test_who_may_not_submit(
    teacher: User, make_user: Callable[..., User], make_staff: Any, make_institution: Any
) -> None:
    alone = make_user("No school")
    claimed = make_institution("Claimed", state=State.CLAIMED)
    waiting = make_user("Waiting")
    make_staff(waiting, claimed, state="asked")
    unverified = make_user("Verified at a claimed one")
    make_staff(unverified, claimed)
    for who, where in ((alone, None), (waiting, claimed), (unverified, claimed)):
        practice = practices.draft(by=who, institution=where)
        with pytest.raises(Refused):
            submitting.submit_practice(practice=practice, by=who, version=practice.version)
        assert practices.again(practice).state == "draft"


def test_stale_and_unchanged_ones_are_not_submitted(teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    with pytest.raises(Stale):
        submitting.submit_practice(practice=practice, by=teacher, version=practice.version - 1)
    public = practices.publish(practice)
    with pytest.raises(Conflict):
        submitting.submit_practice(practice=public, by=teacher, version=public.version)
    row = save(public, teacher, 1, title="New words of a public one")
    submitting.submit_practice(practice=row, by=teacher, version=row.version)
    row = practices.again(row)
    assert (row.state, row.live, row.title) == ("submitted", True, "A water diary in two languages")


def test_duplicates_are_for_the_desk_alone(teacher: User, stranger: User, school: Institution) -> None:
    words = " ".join(f"word{n}" for n in range(60)) + " "
    first = practices.publish(practices.draft(by=stranger, words=words))
    first.bands.all().delete()
    from library.queries.duplicates import marks_of

    PracticeBand.objects.bulk_create(
        PracticeBand(practice=first, band=band, mark=mark) for band, mark in enumerate(marks_of(first))
    )
    practice = practices.draft(by=teacher, institution=school, words=words)
    assert [other for other, _alike in nearly_same(practice)] == [first]
    assert findings(newest_words(practice)) == []
    review = submitting.submit_practice(practice=practice, by=teacher, version=practice.version)
    assert [(f["code"], f["weight"], f["params"]["practice"]) for f in review.findings] == [
        ("same_text", "desk", first.code)
    ]


def test_drafts_of_others_are_never_compared(teacher: User, stranger: User, school: Institution) -> None:
    theirs = practices.draft(by=stranger)
    file = practices.add(theirs, by=stranger, content=practices.pdf(), name="a.pdf")
    mine = practices.draft(by=teacher, institution=school)
    practices.add(mine, by=teacher, content=practices.pdf(), name="b.pdf")
    row = practices.again(mine)
    review = submitting.submit_practice(practice=row, by=teacher, version=row.version)
    assert (review.findings, file.stored.sha256) == ([], row.files.get().stored.sha256)


def test_a_translation_may_show_the_same_file(teacher: User, stranger: User, school: Institution) -> None:
    from library.queries.duplicates import duplicates

    theirs = practices.draft(by=stranger, words="a river ")
    practices.add(theirs, by=stranger, content=practices.pdf(), name="a.pdf")
    public = practices.publish(practices.again(theirs))
    mine = practices.draft(by=teacher, institution=school, words="a lake ")
    practices.add(mine, by=teacher, content=practices.pdf(), name="b.pdf")
    row = practices.again(mine)
    assert "same_file" in {finding.code for finding in duplicates(row)}
    row.translation_key = public.translation_key
    assert "same_file" not in {finding.code for finding in duplicates(row)}
