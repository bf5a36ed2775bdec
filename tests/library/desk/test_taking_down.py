from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import WorkflowState

from accounts.models import OfficeKind, User
from community.actions.reports import answer_report, report
from community.models import Notice
from core.audit_reading import deeds_of
from core.errors import Conflict, Invalid, Refused
from core.models import FindableChange
from library.actions.claiming import claim_review
from library.actions.deciding import publish_practice
from library.actions.taking_down import restore, take_down
from library.models import Practice, PracticeReview
from library.queries.practices import practices_visible_to

Make = Callable[..., Any]


@pytest.fixture
def public(review: PracticeReview, moderator: User) -> Practice:
    claim_review(review=review, by=moderator)
    publish_practice(review=review, by=moderator)
    FindableChange.objects.all().delete()
    return Practice.objects.get(pk=review.practice_id)


def fresh(practice: Practice) -> Practice:
    return Practice.objects.get(pk=practice.pk)


def test_taken_down_at_once_and_shown_again_as_it_was(
    public: Practice, teacher: User, moderator: User, make_user: Make
) -> None:
    revision = public.live_revision_id
    take_down(practice=public, by=moderator, reason="child", words="A child can be recognised.", language="en")
    take_down(practice=public, by=moderator, reason="child", words="A child can be recognised.", language="en")
    found = fresh(public)
    assert (found.live, found.state, found.live_revision_id) == (False, "taken_down", None)
    assert list(practices_visible_to(make_user())) == []
    assert public in practices_visible_to(teacher)
    deed = deeds_of(public).get(deed="library.take_down")
    assert (deed.by, deed.ground, list(deed.concerns.all())) == (moderator, "A child can be recognised.", [teacher])
    restore(practice=public, by=moderator, words="The picture shows nobody.")
    found = fresh(public)
    assert (found.live, found.state, found.live_revision_id, found.edition) == (True, "published", revision, 1)
    assert found.has_unpublished_changes is False
    keys = list(Notice.objects.filter(user=teacher).order_by("seq").values_list("key", flat=True))
    assert keys[-2:] == ["library.taken_down", "library.restored"]
    assert set(FindableChange.objects.values_list("code", flat=True)) == {public.code}
    with pytest.raises(Conflict):
        restore(practice=public, by=moderator, words="Again")


def test_a_review_that_is_open_ends_and_the_newer_words_stay(
    public: Practice, teacher: User, moderator: User, submit: Make
) -> None:
    again = submit(public, steps="Newer steps. " * 12)
    take_down(practice=public, by=moderator, reason="child", words="At once.")
    again.refresh_from_db()
    assert (again.recalled_at is not None, again.verdict) == (True, "")
    assert WorkflowState.objects.for_instance(public).active().exists() is False
    restore(practice=public, by=moderator, words="It was a mistake.")
    found = fresh(public)
    newest = found.get_latest_revision_as_object()
    assert (found.live, found.state, found.steps.startswith("steps:"), newest.steps[:5]) == (
        True,
        "draft",
        True,
        "Newer",
    )
    assert submit(public).round == 3


def test_only_moderators_without_a_part_in_it_take_down(
    public: Practice, teacher: User, make_user: Make, make_officer: Make, make_staff: Make
) -> None:
    colleague = make_officer(OfficeKind.MODERATOR)
    make_staff(colleague, public.institution)
    for by in (teacher, make_user(), make_officer(OfficeKind.COORDINATOR, "KG"), colleague):
        with pytest.raises(Refused):
            take_down(practice=public, by=by, reason="child", words="Away with it")
        with pytest.raises(Refused):
            restore(practice=public, by=by, words="Back with it")
    assert fresh(public).live is True


@pytest.mark.parametrize("more", [{"reason": "x"}, {"reason": ""}, {"words": " "}, {"words": "x" * 2001}])
def test_without_reason_and_words_nothing_is_taken_down(
    public: Practice, moderator: User, more: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        take_down(practice=public, by=moderator, **({"reason": "child", "words": "Because"} | more))
    assert fresh(public).live is True


def test_what_was_never_public_cannot_be_taken_down(review: PracticeReview, moderator: User) -> None:
    with pytest.raises(Refused):
        take_down(practice=review.practice, by=moderator, reason="child", words="Because")


def test_a_report_that_is_right_takes_it_down(
    public: Practice, teacher: User, moderator: User, make_user: Make
) -> None:
    reader = make_user()
    found = report(object_type="practice", code=public.code, by=reader, reason="child", words="My child!")
    assert (found.about, found.seen["text"].startswith(public.title)) == (teacher, True)
    answer_report(report=found, by=moderator, verdict="removed", answer="A child can be recognised.")
    deed = deeds_of(public).get(deed="library.take_down")
    assert (fresh(public).state, deed.ground, deed.data["reason"]) == (
        "taken_down",
        "A child can be recognised.",
        "child",
    )


def test_a_draft_cannot_be_reported(make_practice: Make, make_user: Make) -> None:
    with pytest.raises(Refused):
        report(object_type="practice", code=make_practice().code, by=make_user(), reason="child")
