"""Whatever an author and two moderators do, in whatever order: what is public was decided, what came back says why."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from wagtail.models import TaskState, WorkflowState

from core.deeds import deeds_of
from core.errors import KoepueroeError
from library.actions.claiming import claim_review, keep_note, release_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.submitting import recall_practice, submit_practice
from library.actions.taking_down import restore, take_down
from library.actions.writing import save_step
from library.models import Practice, PracticeReview

MODERATORS = st.integers(0, 1)
NUMBERS = itertools.count()


def machine_of(practice: Practice, moderators: list[Any]) -> type[RuleBasedStateMachine]:
    author = practice.owner

    class Reviews(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.public = ""

        @property
        def row(self) -> Practice:
            return Practice.objects.get(pk=practice.pk)

        @property
        def last(self) -> PracticeReview | None:
            return PracticeReview.objects.filter(practice=practice).first()

        def attempt(self, verb: Callable[..., Any], **more: Any) -> Any:
            try:
                return verb(**more)
            except KoepueroeError:
                return None

        @rule()
        def write(self) -> None:
            words = {"steps": f"Number {next(NUMBERS)}. " * 12}
            self.attempt(save_step, practice=self.row, by=author, version=self.row.version, step=2, facts=words)

        @rule(by=st.sampled_from([author, *moderators]))
        def submit(self, by: Any) -> None:
            self.attempt(submit_practice, practice=self.row, by=by, version=self.row.version)

        @rule(by=st.sampled_from([author, *moderators]))
        def recall(self, by: Any) -> None:
            self.attempt(recall_practice, practice=self.row, by=by)

        @rule(who=MODERATORS)
        def claim(self, who: int) -> None:
            if self.last:
                self.attempt(claim_review, review=self.last, by=moderators[who])

        @rule(who=MODERATORS)
        def release(self, who: int) -> None:
            if self.last:
                self.attempt(release_review, review=self.last, by=moderators[who])

        @rule(who=MODERATORS)
        def note(self, who: int) -> None:
            if self.last:
                self.attempt(keep_note, review=self.last, by=moderators[who], note="Between us")

        @rule(by=st.sampled_from([author, *moderators]), reason=st.sampled_from(["quality", "", "nonsense"]))
        def send_back(self, by: Any, reason: str) -> None:
            if self.last:
                more = {"reason": reason, "words": "More, please.", "language": "en"}
                self.attempt(return_practice, review=self.last, by=by, **more)

        @rule(by=st.sampled_from([author, *moderators]))
        def publish(self, by: Any) -> None:
            if self.last and (before := self.row).state == "submitted":
                newest = before.get_latest_revision_as_object().steps
                done = self.attempt(publish_practice, review=self.last, by=by)
                if done is not None and self.row.state == "published":
                    self.public = newest

        @rule(by=st.sampled_from([author, *moderators]))
        def down(self, by: Any) -> None:
            self.attempt(take_down, practice=self.row, by=by, reason="child", words="At once.")

        @rule(by=st.sampled_from([author, *moderators]))
        def up(self, by: Any) -> None:
            self.attempt(restore, practice=self.row, by=by, words="It was wrong.")

        @invariant()
        def what_is_public_was_decided_by_one_who_may(self) -> None:
            row = self.row
            decided = PracticeReview.objects.filter(practice=practice, verdict="published")
            assert row.edition == decided.count() == deeds_of(row).filter(deed="library.publish_practice").count()
            assert set(decided.values_list("moderator", flat=True)) <= {person.pk for person in moderators}
            if row.live:
                assert (row.edition >= 1, row.steps) == (True, self.public)

        @invariant()
        def what_came_back_says_why(self) -> None:
            returned = PracticeReview.objects.filter(practice=practice, verdict="returned")
            assert not returned.filter(reason=None).exists()
            assert not returned.filter(words="").exists()
            assert self.row.state != "returned" or (self.last is not None and self.last.verdict == "returned")

        @invariant()
        def the_desk_and_wagtail_say_the_same(self) -> None:
            row = self.row
            waiting = PracticeReview.objects.filter(practice=practice, decided_at=None, recalled_at=None).count()
            running = WorkflowState.objects.for_instance(row).filter(status="in_progress").count()
            tasks = TaskState.objects.for_instance(row).filter(status="in_progress").count()
            expected = int(row.state == "submitted")
            assert (waiting, running, tasks) == (expected, expected, expected)

    return Reviews


@pytest.mark.django_db
def test_reviews_in_any_order(make_practice: Callable[..., Practice], moderator: Any, second: Any) -> None:
    from django.db import transaction

    practice = make_practice()
    machine = machine_of(practice, [moderator, second])

    class Apart(machine):  # type: ignore[misc, valid-type]  # each run begins at the same draft
        def __init__(self) -> None:
            self.point = transaction.savepoint()
            super().__init__()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    quick = settings(
        max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Apart, settings=quick)
