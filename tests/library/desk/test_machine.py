"""Whatever an author and two moderators do, in whatever order: what is public was decided, what came back says why."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from wagtail.models import TaskState, WorkflowState

from core.audit_reading import deeds_of
from core.errors import KoepueroeError
from library.actions.claiming import claim_review, keep_note, release_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.submitting import recall_practice, submit_practice
from library.actions.taking_down import restore, take_down
from library.actions.writing import save_step
from library.models import Practice, PracticeReview

EVERYBODY = st.integers(0, 2)  # the author, then the two moderators
MODERATORS = st.integers(1, 2)
NUMBERS = itertools.count()


def attempt(verb: Callable[..., Any], **more: Any) -> Any:
    try:
        return verb(**more)
    except KoepueroeError:
        return None


class Reviews(RuleBasedStateMachine):
    """Each run begins at the same draft: what it did is rolled back."""

    practice: Practice
    people: tuple[Any, ...] = ()

    def __init__(self) -> None:
        self.point = transaction.savepoint()
        super().__init__()
        self.public = ""

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)

    @property
    def row(self) -> Practice:
        return Practice.objects.get(pk=self.practice.pk)

    @property
    def last(self) -> PracticeReview:
        """Where there is none yet, one that stands nowhere."""
        found = PracticeReview.objects.filter(practice=self.practice).first()
        return found or PracticeReview(practice=self.row, round=0, asked_at=timezone.now(), recalled_at=timezone.now())

    def judge(self, verb: Callable[..., Any], who: int, **more: Any) -> Any:
        last = self.last
        return attempt(verb, review=last, by=self.people[who], **more) if last.pk else None

    @rule()
    def write(self) -> None:
        words = {"steps": f"Number {next(NUMBERS)}. " * 12}
        attempt(save_step, practice=self.row, by=self.people[0], version=self.row.version, step=2, facts=words)

    @rule(who=EVERYBODY)
    def submit(self, who: int) -> None:
        attempt(submit_practice, practice=self.row, by=self.people[who], version=self.row.version)

    @rule(who=EVERYBODY)
    def recall(self, who: int) -> None:
        attempt(recall_practice, practice=self.row, by=self.people[who])

    @rule(who=MODERATORS)
    def claim(self, who: int) -> None:
        self.judge(claim_review, who)

    @rule(who=MODERATORS)
    def release(self, who: int) -> None:
        self.judge(release_review, who)

    @rule(who=MODERATORS)
    def note(self, who: int) -> None:
        self.judge(keep_note, who, note="Between us")

    @rule(who=EVERYBODY, reason=st.sampled_from(["quality", "", "nonsense"]))
    def send_back(self, who: int, reason: str) -> None:
        self.judge(return_practice, who, reason=reason, words="More, please.", language="en")

    @rule(who=EVERYBODY)
    def publish(self, who: int) -> None:
        before = self.row
        newest = before.get_latest_revision_as_object().steps
        self.judge(publish_practice, who)
        if self.row.edition > before.edition:
            self.public = newest

    @rule(who=EVERYBODY)
    def down(self, who: int) -> None:
        attempt(take_down, practice=self.row, by=self.people[who], reason="child", words="At once.")

    @rule(who=EVERYBODY)
    def up(self, who: int) -> None:
        attempt(restore, practice=self.row, by=self.people[who], words="It was wrong.")

    @invariant()
    def what_is_public_was_decided_by_one_who_may(self) -> None:
        row = self.row
        decided = PracticeReview.objects.filter(practice=row, verdict="published")
        assert row.edition == decided.count() == deeds_of(row).filter(deed="library.publish_practice").count()
        assert set(decided.values_list("moderator", flat=True)) <= {person.pk for person in self.people[1:]}
        if row.live:
            assert (row.edition >= 1, row.steps) == (True, self.public)

    @invariant()
    def what_came_back_says_why(self) -> None:
        returned = PracticeReview.objects.filter(practice=self.practice, verdict="returned")
        assert not returned.filter(Q(reason=None) | Q(words="")).exists()
        assert self.row.state != "returned" or self.last.verdict == "returned"

    @invariant()
    def the_desk_and_wagtail_say_the_same(self) -> None:
        row = self.row
        waiting = PracticeReview.objects.filter(practice=row, decided_at=None, recalled_at=None).count()
        running = WorkflowState.objects.for_instance(row).filter(status="in_progress").count()
        tasks = TaskState.objects.for_instance(row).filter(status="in_progress").count()
        expected = int(row.state == "submitted")
        assert (waiting, running, tasks) == (expected, expected, expected)


@pytest.mark.django_db
def test_reviews_in_any_order(make_practice: Callable[..., Practice], moderator: Any, second: Any) -> None:
    practice = make_practice()
    facts = {"practice": practice, "people": (practice.owner, moderator, second)}
    machine = type("Machine", (Reviews,), facts)
    quick = settings(max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=quick)
