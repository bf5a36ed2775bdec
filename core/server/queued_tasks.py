"""Tasks that work off whatever waits: one that is queued is enough."""

from typing import Any

from django.conf import settings
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult


def enqueue_once(task: Task[..., Any]) -> None:
    """After a commit: it reads everything that was committed before it starts."""
    in_database = "django_tasks_db" in settings.TASKS["default"]["BACKEND"]
    waits = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)
    if not (in_database and waits.exists()):
        task.enqueue()
