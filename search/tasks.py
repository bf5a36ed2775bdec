"""Long work, done by the worker."""

from django.conf import settings
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search.actions.duties.indexing import index_waiting


@task()
def index_changes() -> None:
    """Idempotent: what was worked off already waits no more."""
    while index_waiting():
        pass


def index_soon() -> None:
    """After a commit. One task waits at most: it will read whatever was committed before it begins."""
    in_database = "django_tasks_db" in settings.TASKS["default"]["BACKEND"]
    waits = DBTaskResult.objects.filter(task_path=index_changes.module_path, status=TaskResultStatus.READY)
    if not (in_database and waits.exists()):
        index_changes.enqueue()
