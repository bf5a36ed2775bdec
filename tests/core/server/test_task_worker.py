"""Task workers: what a killed one left behind is done by another."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import WorkerBeat
from core.server.task_worker import Beat, mend_lost, mend_orphans

pytestmark = pytest.mark.django_db


def left_behind(attempts: int, status: str = TaskResultStatus.RUNNING) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="tests.core.nowhere",
        worker_ids=["small"] * attempts,
        backend_name="default",
        run_after=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("attempts", [1, 2])
def test_an_orphan_is_put_back(attempts: int) -> None:
    task = left_behind(attempts)
    mend_orphans()
    task.refresh_from_db()
    assert (task.status, task.started_at) == (TaskResultStatus.READY, None)


def test_the_third_attempt_was_the_last() -> None:
    task = left_behind(3)
    mend_orphans()
    task.refresh_from_db()
    assert (task.status, task.exception_class_path) == (TaskResultStatus.FAILED, "builtins.RuntimeError")


@pytest.mark.parametrize("status", [TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
def test_others_stay_as_they_are(status: str) -> None:
    task = left_behind(1, status)
    mend_orphans()
    task.refresh_from_db()
    assert task.status == status


def taken(worker: str, *, minutes_ago: int, beat_minutes_ago: int | None) -> DBTaskResult:
    task = left_behind(0)
    started = timezone.now() - timedelta(minutes=minutes_ago)
    DBTaskResult.objects.filter(pk=task.pk).update(worker_ids=["first", worker], started_at=started)
    if beat_minutes_ago is not None:
        WorkerBeat.objects.create(worker=worker, at=timezone.now() - timedelta(minutes=beat_minutes_ago))
    return task


@pytest.mark.parametrize(
    ("minutes_ago", "beat_minutes_ago", "status"),
    [
        (30, 0, TaskResultStatus.RUNNING),  # it takes long, and its worker lives
        (30, 5, TaskResultStatus.READY),
        (30, None, TaskResultStatus.READY),
        (1, None, TaskResultStatus.RUNNING),  # it has only begun
    ],
)
def test_the_task_of_a_silent_worker_is_put_back(minutes_ago: int, beat_minutes_ago: int | None, status: str) -> None:
    task = taken("second", minutes_ago=minutes_ago, beat_minutes_ago=beat_minutes_ago)
    mend_lost()
    task.refresh_from_db()
    assert task.status == status


@pytest.mark.django_db(transaction=True)
@pytest.mark.only("postgresql")
def test_a_worker_says_that_it_lives() -> None:
    beat = Beat("here", every=0.05)
    beat.start()
    beat.stop()
    assert list(WorkerBeat.objects.values_list("worker", flat=True)) == ["here"]
