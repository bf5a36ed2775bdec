"""Writing: begun once, kept step by step, never over somebody else's words, deleted while it is a draft."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.errors import Conflict, Invalid, KoepueroeError, Refused, Stale
from core.models import Deed
from library.actions import practice_files, submitting, writing
from library.judging.practice_facts import Author
from library.models import Practice, PracticeAuthor, StoredFile
from library.models.files import place_of_width
from library.queries.practices import newest_words, visible_source
from library.queries.snapshots import snapshot_of
from tests import practices
from twinning.models import Institution

pytestmark = pytest.mark.django_db


def test_an_untouched_draft_is_begun_once(teacher: User, school: Institution) -> None:
    first = writing.create_practice(by=teacher, language="ky", institution=school)
    second = writing.create_practice(by=teacher, language="ru", institution=school)
    assert (first.pk, second.language, Practice.objects.count()) == (second.pk, "ru", 1)
    assert list(first.authors.values_list("name", "user", "institution")) == [(teacher.name, teacher.pk, school.pk)]


def test_nonsense_begins_nothing(teacher: User, stranger: User, school: Institution) -> None:
    with pytest.raises(Invalid):
        writing.create_practice(by=teacher, language="xx")
    with pytest.raises(Invalid):
        writing.create_practice(by=stranger, language="ky", institution=school)
    assert Practice.objects.count() == 0


def test_a_draft_is_kept_as_row_and_revision(teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    newest = newest_words(practice)
    assert (practice.title, practice.live, practice.state, practice.step) == (newest.title, False, "draft", 4)
    assert snapshot_of(newest)["subjects"] == [practices.term("subject", n).code for n in (8, 9)]
    assert [row.grade for row in newest.grades.all()] == [5, 6, 7]
    assert practice.revisions.count() == 1  # a draft that saves itself is one revision


def test_another_hand_gets_a_revision_of_its_own(teacher: User, colleague: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    authors = [Author("Aigul", user=teacher), Author("Nurlan", "physics", user=colleague)]
    facts = {"authors": authors}
    writing.save_step(practice=practice, by=teacher, version=practice.version, step=4, facts=facts)
    practice = practices.again(practice)
    writing.save_step(
        practice=practice, by=colleague, version=practice.version, step=1, facts={"title": "A better one"}
    )
    assert (practice.revisions.count(), practices.again(practice).title) == (2, "A better one")


def test_a_stale_form_changes_nothing(teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    with pytest.raises(Stale):
        writing.save_step(practice=practice, by=teacher, version=practice.version - 1, step=1, facts={"title": "Old"})
    assert practices.again(practice).title == "A water diary in two languages"


@pytest.mark.parametrize("who", ["stranger", "colleague", "moderator"])
def test_others_change_nothing(who: str, request: pytest.FixtureRequest, teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    other = request.getfixturevalue(who)
    file = practices.add(practice, by=teacher, content=practices.picture(), name="a.jpg")
    version = practices.again(practice).version
    for verb in (
        lambda: writing.save_step(practice=practice, by=other, version=version, step=1, facts={"title": "Mine"}),
        lambda: practices.add(practice, by=other, content=practices.pdf(), name="a.pdf"),
        lambda: practice_files.remove_file(practice=practice, by=other, code=file.code),
        lambda: practice_files.describe_files(
            practice=practice, by=other, version=version, said={file.code: {"alt": "x"}}
        ),
        lambda: submitting.submit_practice(practice=practice, by=other, version=version),
        lambda: submitting.recall_practice(practice=practice, by=other),
        lambda: writing.delete_practice(practice=practice, by=other),
    ):
        with pytest.raises(Refused):
            verb()
    again = practices.again(practice)
    assert (again.version, again.title, again.files.count()) == (version, "A water diary in two languages", 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "x" * 121},
        {"grades": [13]},
        {"grades": [-1]},
        {"evidence": 6},
        {"licence": "cc-by-nd"},
        {"language": "xx"},
        {"authors": [Author(f"A{n}") for n in range(13)]},
    ],
)
def test_nonsense_is_refused_whole(facts: dict[str, Any], teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    before = snapshot_of(newest_words(practice))
    with pytest.raises(Invalid):
        writing.save_step(
            practice=practice, by=teacher, version=practice.version, step=1, facts={"needs": "new", **facts}
        )
    assert snapshot_of(newest_words(practices.again(practice))) == before


def test_terms_of_another_vocabulary_are_refused(teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    for facts in ({"kind": practices.term("subject")}, {"subjects": [practices.term("audience")]}):
        with pytest.raises(Invalid):
            writing.save_step(practice=practice, by=teacher, version=practice.version, step=1, facts=facts)


def test_words_are_made_safe(teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    facts = {"title": "A\u202eB\x00\nC", "summary": "one\r\ntwo"}
    saved = writing.save_step(practice=practice, by=teacher, version=practice.version, step=1, facts=facts)
    assert (saved.title, saved.summary) == ("AB C", "one\ntwo")


def test_public_words_stay_while_new_ones_are_written(teacher: User, school: Institution) -> None:
    practice = practices.publish(practices.draft(by=teacher, institution=school))
    facts = {"title": "A title nobody has read yet", "grades": [1], "subjects": [practices.term("subject")]}
    writing.save_step(practice=practice, by=teacher, version=practice.version, step=1, facts=facts)
    row = practices.again(practice)
    newest = newest_words(row)
    assert (row.live, row.state, row.title) == (True, "draft", "A water diary in two languages")
    assert ([g.grade for g in row.grades.all()], [g.grade for g in newest.grades.all()]) == ([5, 6, 7], [1])
    assert (newest.title, newest.subjects.count(), row.subjects.count()) == ("A title nobody has read yet", 1, 2)
    # The next saving goes on from the newest words, not from the public ones.
    saved = writing.save_step(practice=row, by=teacher, version=row.version, step=1, facts={"needs": "string"})
    assert (saved.title, saved.needs) == ("A title nobody has read yet", "string")
    again = practices.publish(practices.again(practice))
    assert (again.title, [g.grade for g in again.grades.all()], again.edition) == (
        "A title nobody has read yet",
        [1],
        2,
    )


def test_language_and_school_change_until_it_was_public(teacher: User, school: Institution) -> None:
    practice = practices.draft(by=teacher, institution=school)
    saved = writing.save_step(practice=practice, by=teacher, version=practice.version, step=1, facts={"language": "ru"})
    assert (saved.language, practices.again(practice).language) == ("ru", "ru")
    public = practices.publish(practices.again(practice))
    for facts in ({"language": "ky"}, {"institution": None}):
        with pytest.raises(Invalid):
            writing.save_step(practice=public, by=teacher, version=public.version, step=1, facts=facts)


def test_it_is_based_on_what_is_public(teacher: User, stranger: User, school: Institution) -> None:
    source = practices.draft(by=stranger)
    mine = practices.draft(by=teacher, institution=school)
    for wrong in (source, mine):
        with pytest.raises(Invalid):
            writing.save_step(practice=mine, by=teacher, version=mine.version, step=4, facts={"based_on": wrong})
    assert visible_source(teacher, source.short_code) is None
    source = practices.publish(source)
    found = visible_source(teacher, f"https://example.org/ky/practices/{source.code}/")
    writing.save_step(practice=mine, by=teacher, version=mine.version, step=4, facts={"based_on": found})
    assert practices.again(mine).based_on == source


def test_a_draft_goes_with_its_files(
    teacher: User, school: Institution, django_capture_on_commit_callbacks: Any
) -> None:
    practice = practices.draft(by=teacher, institution=school)
    stored = practices.add(practice, by=teacher, content=practices.picture(), name="a.jpg").stored
    names = [stored.file.name, place_of_width(stored, 480)]
    assert all(practice_files.shelf().exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        writing.delete_practice(practice=practices.again(practice), by=teacher)
    assert (Practice.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert not any(practice_files.shelf().exists(name) for name in names)
    assert Deed.objects.filter(deed="library.delete_practice").count() == 1


def test_what_was_public_or_is_read_is_not_deleted(teacher: User, school: Institution) -> None:
    for practice in (
        practices.submitted(by=teacher, institution=school),
        practices.publish(practices.draft(by=teacher)),
    ):
        with pytest.raises(Refused):
            writing.delete_practice(practice=practice, by=teacher)
    assert Practice.objects.count() == 2


def test_thirty_drafts_are_enough(teacher: User, school: Institution) -> None:
    first = practices.draft(by=teacher, institution=school)
    rows = [
        Practice(owner=teacher, locale=first.locale, version=2, title=f"Draft {n}")
        for n in range(writing.MOST_DRAFTS - 1)
    ]
    for row in rows:
        row.save()
    with pytest.raises(Conflict):
        writing.create_practice(by=teacher, language="ky", institution=school)


@pytest.fixture
def begun(teacher: User, school: Institution) -> Practice:
    return practices.draft(by=teacher, institution=school)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.sampled_from(["save", "submit", "recall", "publish", "stale", "delete_if_may"]), min_size=1, max_size=8)
)
def test_any_order_of_verbs_keeps_the_states_true(begun: Practice, teacher: User, moves: list[str]) -> None:
    """Refused moves change nothing; what stands afterwards always fits together."""
    from django.db import transaction

    with transaction.atomic():
        for move in moves:
            row = Practice.objects.filter(pk=begun.pk).first()
            if row is None:
                break
            try:
                with transaction.atomic():
                    _move(move, row, teacher)
            except KoepueroeError:
                assert practices.again(row).version == row.version
            _holds_together(begun)
        transaction.set_rollback(True)


def _move(move: str, row: Practice, by: User) -> None:
    if move == "save":
        writing.save_step(practice=row, by=by, version=row.version, step=1, facts={"needs": f"v{row.version}"})
    elif move == "stale":
        writing.save_step(practice=row, by=by, version=row.version - 1, step=1, facts={"needs": "stale"})
    elif move == "submit":
        submitting.submit_practice(practice=row, by=by, version=row.version)
    elif move == "recall":
        submitting.recall_practice(practice=row, by=by)
    elif move == "publish" and row.state == "submitted":
        practices.publish(row)
    elif move == "delete_if_may" and row.submitted_at is None and not row.edition:
        writing.delete_practice(practice=row, by=by)


def _holds_together(begun: Practice) -> None:
    row = Practice.objects.filter(pk=begun.pk).first()
    if row is None:
        return
    opened = row.reviews.filter(decided_at=None, recalled_at=None).count()
    assert (opened, row.workflow_in_progress) == ((1, True) if row.state == "submitted" else (0, False))
    assert row.needs != "stale"
    if row.state == "published":
        assert (row.live, newest_words(row).needs) == (True, row.needs)


def test_accounts_of_authors_are_not_given_by_a_form(teacher: User, make_user: Callable[..., User]) -> None:
    """The verb takes people from its caller; the form hands over those alone who stood there, and the writer."""
    from library.forms.rights_step import RightsStep

    other = make_user("Somebody else")
    practice = practices.draft(by=teacher)
    data = {"version": practice.version, "author_0_name": "Other", "author_0_user": other.code, "author_1_name": "Me"}
    data["author_1_user"] = teacher.code
    form = RightsStep(data, practice=newest_words(practice), by=teacher)
    assert form.is_valid(), form.errors
    assert [(a.name, a.user) for a in form.facts()["authors"]] == [("Other", None), ("Me", teacher)]
    assert PracticeAuthor.objects.filter(user=other).count() == 0
