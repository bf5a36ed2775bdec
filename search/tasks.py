"""Background task that brings the index up to date."""

from django.conf import settings
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search.actions.duties.indexing import index_waiting


@task()
def index_changes() -> None:
    """Idempotent: a change that was indexed has no row any more."""
    while index_waiting():
        pass


def index_soon() -> None:
    """Call after a commit. At most one task is queued: it reads everything that was committed before it starts."""
    in_database = "django_tasks_db" in settings.TASKS["default"]["BACKEND"]
    waits = DBTaskResult.objects.filter(task_path=index_changes.module_path, status=TaskResultStatus.READY)
    if not (in_database and waits.exists()):
        index_changes.enqueue()
