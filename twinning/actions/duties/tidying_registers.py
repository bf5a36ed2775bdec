"""Housekeeping of registers: old files are deleted; runs whose task is lost are marked as failed."""

from datetime import timedelta
from typing import Final

from django.db.models.functions import Coalesce
from django.utils import timezone

from core.files import private_storage
from core.server.task_worker import first_words_of_tasks
from twinning.models import RegisterImport, RegisterOutcome
from twinning.policy import REGISTER_KEPT, REGISTER_UNNAMED_KEPT
from twinning.rules.register_files import KIND

GRACE: Final = timedelta(minutes=10)
TASKS: Final = ("twinning.tasks.read_uploaded_register", "twinning.tasks.work_through_register")
State = RegisterImport.State
WORKING: Final = (State.READING, State.CHECKING, State.RUNNING)


def tidy_registers() -> None:
    forget_old_files()
    give_up_lost()


def forget_old_files() -> None:
    """Delete files a month after the upload; after a day those that no register refers to (their worker was killed)."""
    states = dict(RegisterImport.objects.exclude(file="").values_list("file", "state"))
    for name in private_storage.older_than(KIND, REGISTER_UNNAMED_KEPT):
        if name not in states:
            private_storage.throw_away(name)
    for name in private_storage.older_than(KIND, REGISTER_KEPT):
        if states.get(name) not in WORKING:
            private_storage.throw_away(name)
    # Its counts are kept with the register.
    RegisterOutcome.objects.filter(register__finished_at__lt=timezone.now() - REGISTER_KEPT).exclude(
        register__state__in=WORKING
    ).delete()


def give_up_lost() -> None:
    """Mark runs as failed whose task no longer exists: a task that has lost three workers is not tried again."""
    since = Coalesce("started_at", "created_at")
    stuck = RegisterImport.objects.annotate(since=since).filter(state__in=WORKING, since__lt=timezone.now() - GRACE)
    if not stuck.exists():
        return
    stuck.exclude(code__in=first_words_of_tasks(*TASKS)).update(state=State.FAILED, error={})
