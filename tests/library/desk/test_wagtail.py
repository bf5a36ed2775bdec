"""Wagtail's admin shows the workflow to administrators; it decides nothing beside our verbs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import TaskState, WorkflowState

from accounts.models import OfficeKind, User
from library.actions.claiming import claim_review
from library.actions.deciding import return_practice
from library.models import Practice, PracticeReview

Make = Callable[..., Any]
SignIn = Callable[[User], Client]


@pytest.fixture
def root(make_officer: Make) -> User:
    user: User = make_officer(OfficeKind.ADMINISTRATOR, is_superuser=True)
    return user


def test_an_administrator_sees_the_workflow(review: PracticeReview, root: User, signed_in: SignIn) -> None:
    client = signed_in(root)
    workflow = WorkflowState.objects.get().workflow
    pages = (
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        f"/admin/workflows/edit/{workflow.pk}/",
        f"/admin/snippets/library/practice/history/{review.practice_id}/",
        f"/admin/snippets/library/practice/workflow_history/{review.practice_id}/",
    )
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_nobody_decides_in_wagtails_admin(
    review: PracticeReview, root: User, moderator: User, teacher: User, signed_in: SignIn, action: str
) -> None:
    state = TaskState.objects.get()
    for name in ("workflow_action", "confirm_workflow_cancellation", "unpublish", "lock", "unlock"):
        with pytest.raises(NoReverseMatch):
            reverse(f"wagtailsnippets_library_practice:{name}", args=[review.practice_id])
    for user in (root, moderator, teacher):
        client = signed_in(user)
        for page in (
            f"/admin/snippets/library/practice/workflow/action/{review.practice_id}/{action}/{state.pk}/",
            f"/admin/snippets/library/practice/edit/{review.practice_id}/",
            f"/admin/snippets/library/practice/delete/{review.practice_id}/",
        ):
            answer = client.post(page, {"action-publish": "1", "comment": "Yes", "next": "/"})
            assert (user, page, answer.status_code in {302, 403, 404}) == (user, page, True)
    practice = Practice.objects.get(pk=review.practice_id)
    assert (practice.state, practice.live, practice.title) == ("submitted", False, review.practice.title)
    assert TaskState.objects.get().status == "in_progress"


def test_ending_the_workflow_in_the_admin_leaves_the_author_an_answer(
    review: PracticeReview, root: User, moderator: User, signed_in: SignIn
) -> None:
    workflow = WorkflowState.objects.get().workflow
    signed_in(root).post(f"/admin/workflows/disable/{workflow.pk}/")
    claim_review(review=review, by=moderator)
    return_practice(review=review, by=moderator, reason="other", words="The review pauses.", language="en")
    assert Practice.objects.get(pk=review.practice_id).state == "returned"
