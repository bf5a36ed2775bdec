"""The worker thread of a small installation: tasks that a killed process left behind."""

from datetime import UTC, datetime

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.worker import mend_orphans

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
