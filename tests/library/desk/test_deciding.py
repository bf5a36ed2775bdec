from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState, WorkflowTask

from accounts.models import OfficeKind, User
from community.models import Notice
from community.queries.notices import unread_of
from core.audit_reading import deeds_of
from core.errors import Conflict, Invalid, Refused, Stale
from library.actions.claiming import claim_review, keep_note, release_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.review_conflicts import Closed, Taken
from library.actions.submitting import recall_practice
from library.models import Practice, PracticeAuthor, PracticeReview
from library.queries.review_queue import holder_of
from search.models import SearchEntry
from twinning.models import Role

Make = Callable[..., Any]
RETURN = {"reason": "consent", "words": "Суранам, сүрөттү алмаштырыңыз.", "language": "ky"}


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def keys_of(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("seq").values_list("key", flat=True))


def test_claiming_is_one_moderator_for_48_hours(review: PracticeReview, moderator: User, second: User) -> None:
    claimed = claim_review(review=review, by=moderator)
    assert (claimed.moderator, holder_of(claimed)) == (moderator, moderator)
    with pytest.raises(Taken) as taken:
        claim_review(review=review, by=second)
    assert (taken.value.holder, fresh(review).moderator) == (moderator, moderator)
    PracticeReview.objects.update(worked_at=timezone.now() - timedelta(hours=48, minutes=1))
    assert holder_of(fresh(review)) is None
    assert claim_review(review=review, by=second).moderator == second


def test_a_second_claim_of_the_same_moderator_is_the_first(review: PracticeReview, moderator: User) -> None:
    first = claim_review(review=review, by=moderator)
    assert claim_review(review=review, by=moderator).claimed_at == first.claimed_at
    assert deeds_of(review.practice).filter(deed="library.claim_review").count() == 1


def test_work_renews_a_claim(review: PracticeReview, moderator: User) -> None:
    claim_review(review=review, by=moderator)
    PracticeReview.objects.update(worked_at=timezone.now() - timedelta(hours=47))
    keep_note(review=review, by=moderator, note="Looks like the one of Toguz-Toro.")
    found = fresh(review)
    assert (found.note, found.worked_at > timezone.now() - timedelta(minutes=1)) == (
        "Looks like the one of Toguz-Toro.",
        True,
    )


def test_releasing_lets_others_in(review: PracticeReview, moderator: User, second: User) -> None:
    claim_review(review=review, by=moderator)
    with pytest.raises(Taken):
        release_review(review=review, by=second)
    release_review(review=review, by=moderator)
    release_review(review=review, by=moderator)
    assert claim_review(review=review, by=second).moderator == second


def test_returning_tells_all_authors_why_and_never_the_note(
    review: PracticeReview, teacher: User, moderator: User, make_user: Make, django_capture_on_commit_callbacks: Make
) -> None:
    other = make_user("Co-author", language="ru")
    PracticeAuthor.objects.create(practice=review.practice, user=other, name="Co-author")
    claim_review(review=review, by=moderator)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        return_practice(review=review, by=moderator, note="Between us only", **RETURN)
    found, practice = fresh(review), fresh(review.practice)
    assert (found.verdict, found.reason.code, found.words, found.language, found.note) == (
        "returned",
        "consent",
        RETURN["words"],
        "ky",
        "Between us only",
    )
    assert (practice.state, practice.live) == ("returned", False)
    deed = deeds_of(practice).get(deed="library.return_practice")
    assert (deed.by, deed.ground, set(deed.concerns.all())) == (moderator, RETURN["words"], {teacher, other})
    assert [keys_of(user)[-1] for user in (teacher, other)] == ["library.returned"] * 2
    sent = {message.to[0]: message for message in mail.outbox}
    assert set(sent) == {teacher.email, other.email}
    assert "макулдук" in sent[teacher.email].body
    assert "согласие" in sent[other.email].body
    for message in mail.outbox:
        assert "Between us" not in message.body
        assert f"/practices/{practice.code}/review/" in message.body
        assert "/admin/" not in message.body
    state = WorkflowState.objects.for_instance(practice).get()
    assert (state.status, TaskState.objects.get().status) == ("needs_changes", "rejected")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "nonsense"}, "reason"),
        ({"words": "  \n "}, "words"),
        ({"words": "я" * 2001}, "words"),
        ({"language": "de"}, "language"),
        ({"note": "я" * 2001}, "note"),
    ],
)
def test_returning_without_a_reason_or_words_is_refused(
    review: PracticeReview, moderator: User, more: dict[str, str], field: str
) -> None:
    claim_review(review=review, by=moderator)
    with pytest.raises(Invalid) as fault:
        return_practice(review=review, by=moderator, **(RETURN | more))
    assert (fault.value.field, fresh(review.practice).state, fresh(review).verdict) == (field, "submitted", "")
    assert TaskState.objects.get().status == "in_progress"


def test_publishing_makes_public_what_was_read(
    review: PracticeReview, teacher: User, moderator: User, django_capture_on_commit_callbacks: Make
) -> None:
    claim_review(review=review, by=moderator)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        publish_practice(review=review, by=moderator)
    practice, found = fresh(review.practice), fresh(review)
    assert (practice.state, practice.live, practice.edition, practice.live_revision_id) == (
        "published",
        True,
        1,
        review.revision_id,
    )
    assert (found.verdict, found.moderator, [a.name for a in practice.authors.all()]) == (
        "published",
        moderator,
        ["Aigul"],
    )
    assert keys_of(teacher) == ["library.claimed", "library.published"]
    assert SearchEntry.objects.filter(shelf="practices", code=practice.code).count() == 1
    assert [message.to for message in mail.outbox] == [[teacher.email]]
    assert WorkflowState.objects.for_instance(practice).get().status == "approved"


def test_the_same_verdict_twice_is_one_and_another_one_is_refused(
    review: PracticeReview, moderator: User, second: User
) -> None:
    claim_review(review=review, by=moderator)
    publish_practice(review=review, by=moderator)
    assert publish_practice(review=review, by=moderator).verdict == "published"
    for verb, by, more in (
        (return_practice, moderator, RETURN),
        (publish_practice, second, {}),
        (claim_review, second, {}),
        (release_review, moderator, {}),
    ):
        with pytest.raises(Closed):
            verb(review=review, by=by, **more)
    assert (
        fresh(review.practice).edition,
        deeds_of(review.practice).filter(deed="library.publish_practice").count(),
    ) == (
        1,
        1,
    )


def test_only_who_has_claimed_it_decides(review: PracticeReview, moderator: User, second: User) -> None:
    with pytest.raises(Conflict):
        publish_practice(review=review, by=moderator)
    claim_review(review=review, by=moderator)
    with pytest.raises(Taken):
        publish_practice(review=review, by=second)
    with pytest.raises(Taken):
        return_practice(review=review, by=second, **RETURN)
    assert (fresh(review.practice).state, fresh(review).verdict) == ("submitted", "")


def test_whoever_has_a_part_in_it_neither_claims_nor_decides(
    review: PracticeReview, teacher: User, make_user: Make, make_staff: Make, make_officer: Make
) -> None:
    from accounts.models import Office

    Office.objects.create(user=teacher, office=OfficeKind.MODERATOR)
    colleague = make_officer(OfficeKind.MODERATOR)
    make_staff(colleague, review.practice.institution, Role.TEACHER)
    coordinator = make_officer(OfficeKind.MODERATOR)
    Office.objects.create(user=coordinator, office=OfficeKind.COORDINATOR, country="KG")
    named = make_officer(OfficeKind.MODERATOR)
    PracticeAuthor.objects.create(practice=review.practice, user=named, name="Named")
    # Theirs already, however they came to it: the verdict is refused all the same.
    for by in (teacher, colleague, coordinator, named, make_user(), make_officer(OfficeKind.COORDINATOR, "EE")):
        user = User.objects.get(pk=by.pk)
        PracticeReview.objects.filter(pk=review.pk).update(
            moderator=user, claimed_at=timezone.now(), worked_at=timezone.now()
        )
        for verb, more in ((claim_review, {}), (publish_practice, {}), (return_practice, RETURN), (release_review, {})):
            with pytest.raises(Refused):
                verb(review=fresh(review), by=user, **more)
    assert (fresh(review.practice).state, fresh(review).verdict) == ("submitted", "")


def test_an_author_named_in_the_newest_words_of_a_public_practice_has_a_part_in_it(
    review: PracticeReview, moderator: User, second: User, submit: Make
) -> None:
    from library.actions.writing import save_step
    from library.judging.practice_facts import Author

    claim_review(review=review, by=moderator)
    publish_practice(review=review, by=moderator)
    practice = fresh(review.practice)
    authors = [Author(name="Aigul", user=practice.owner), Author(name="Second", user=second)]
    save_step(practice=practice, by=practice.owner, version=practice.version, step=4, facts={"authors": authors})
    again = submit(practice)
    with pytest.raises(Refused):
        claim_review(review=again, by=second)


def test_words_that_changed_behind_the_review_are_not_published(review: PracticeReview, moderator: User) -> None:
    claim_review(review=review, by=moderator)
    newest = fresh(review.practice).get_latest_revision_as_object()
    newest.title = "Smuggled in"
    newest.save_revision(clean=False)
    with pytest.raises(Stale):
        publish_practice(review=review, by=moderator)
    assert (fresh(review.practice).live, fresh(review.practice).edition) == (False, 0)


def test_an_error_that_is_left_stops_publishing(review: PracticeReview, moderator: User) -> None:
    claim_review(review=review, by=moderator)
    revision = review.revision
    revision.content["safety"] = False
    revision.save()
    with pytest.raises(Invalid):
        publish_practice(review=review, by=moderator)
    assert fresh(review.practice).live is False


def test_a_verdict_on_what_its_author_took_back_is_refused(
    review: PracticeReview, teacher: User, moderator: User
) -> None:
    claim_review(review=review, by=moderator)
    recall_practice(practice=review.practice, by=teacher)
    for verb, more in ((publish_practice, {}), (return_practice, RETURN), (keep_note, {"note": "x"})):
        with pytest.raises(Closed):
            verb(review=review, by=moderator, **more)
    assert (fresh(review.practice).state, fresh(review).verdict) == ("draft", "")


def test_a_second_round_goes_on_in_the_same_workflow(
    review: PracticeReview, teacher: User, moderator: User, second: User, submit: Make
) -> None:
    claim_review(review=review, by=moderator)
    return_practice(review=review, by=moderator, **RETURN)
    again = submit(review.practice, answer="I changed the picture.", steps="One. Two. Three. " * 10)
    assert (again.round, again.answer) == (2, "I changed the picture.")
    claim_review(review=again, by=second)
    publish_practice(review=again, by=second)
    practice = fresh(review.practice)
    assert (practice.state, practice.edition, practice.steps.startswith("One.")) == ("published", 1, True)
    assert WorkflowState.objects.for_instance(practice).count() == 1
    assert [notice.key for notice in unread_of(teacher)] == ["library.published"]


def test_mending_a_public_practice_leaves_the_public_words_until_the_verdict(
    review: PracticeReview, moderator: User, submit: Make
) -> None:
    claim_review(review=review, by=moderator)
    publish_practice(review=review, by=moderator)
    again = submit(review.practice, steps="New steps. " * 12)
    assert (fresh(review.practice).state, fresh(review.practice).steps.startswith("steps:")) == ("submitted", True)
    claim_review(review=again, by=moderator)
    return_practice(review=again, by=moderator, **RETURN)
    assert (fresh(review.practice).live, fresh(review.practice).steps.startswith("steps:")) == (True, True)
    third = submit(review.practice)
    claim_review(review=third, by=moderator)
    publish_practice(review=third, by=moderator)
    practice = fresh(review.practice)
    assert (practice.edition, practice.steps.startswith("New steps")) == (2, True)


def test_a_workflow_that_an_administrator_ended_still_lets_the_author_hear(
    review: PracticeReview, moderator: User
) -> None:
    claim_review(review=review, by=moderator)
    WorkflowState.objects.for_instance(review.practice).get().cancel()
    with pytest.raises(Conflict):
        publish_practice(review=review, by=moderator)
    assert fresh(review.practice).edition == 0
    return_practice(review=review, by=moderator, **RETURN)
    assert fresh(review.practice).state == "returned"


def test_a_second_step_of_the_workflow_asks_a_second_moderator(
    review: PracticeReview, moderator: User, second: User
) -> None:
    from library.models import Screening

    state = WorkflowState.objects.for_instance(review.practice).get()
    task = Screening.objects.create(name="Second look", active=True)
    WorkflowTask.objects.create(workflow=state.workflow, task=task, sort_order=1)
    claim_review(review=review, by=moderator)
    assert publish_practice(review=review, by=moderator).verdict == ""
    practice = fresh(review.practice)
    assert (practice.live, practice.state, practice.edition, fresh(review).moderator) == (False, "submitted", 0, None)
    claim_review(review=review, by=moderator)
    with pytest.raises(Refused):
        publish_practice(review=review, by=moderator)
    release_review(review=review, by=moderator)
    claim_review(review=review, by=second)
    assert publish_practice(review=review, by=second).verdict == "published"
    assert (fresh(practice).live, fresh(practice).edition) == (True, 1)


def test_wagtail_tells_nobody_itself(
    make_practice: Make, submit: Make, make_user: Make, django_capture_on_commit_callbacks: Make
) -> None:
    """Its own mails would go to each superuser at submitting."""
    root = make_user("Root", is_superuser=True)
    with django_capture_on_commit_callbacks(execute=True):
        submit(make_practice())
    assert [message for message in mail.outbox if root.email in message.to] == []


def test_the_queue_is_its_own_when_a_practice_is_gone(review: PracticeReview, moderator: User) -> None:
    Practice.objects.filter(pk=review.practice_id).delete()
    assert PracticeReview.objects.count() == 0
