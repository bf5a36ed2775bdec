"""Deletes expired rows of packages: sessions that ended, results of old tasks."""

from importlib import import_module

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.policy import DONE_TASKS_KEPT


def forget_sessions() -> None:
    """What `manage.py clearsessions` does."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def forget_tasks() -> int:
    """What `manage.py prune_db_task_results` does. Their arguments name rows of people: no history."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - DONE_TASKS_KEPT)
    count, _by_kind = old.delete()
    return count
