"""Housekeeping of registers: old files are deleted; runs whose task is lost are marked as failed."""

from datetime import timedelta
from typing import Final

from django.db.models.functions import Coalesce
from django.utils import timezone

from core.files import private_storage
from core.server.worker import first_words_of_tasks
from twinning.models import RegisterImport, RegisterOutcome
from twinning.rules.registers import KIND

KEPT: Final = timedelta(days=30)
UNNAMED: Final = timedelta(days=1)
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
    for name in private_storage.older_than(KIND, UNNAMED):
        if name not in states:
            private_storage.throw_away(name)
    for name in private_storage.older_than(KIND, KEPT):
        if states.get(name) not in WORKING:
            private_storage.throw_away(name)
    # Its counts are kept with the register.
    RegisterOutcome.objects.filter(register__finished_at__lt=timezone.now() - KEPT).exclude(
        register__state__in=WORKING
    ).delete()


def give_up_lost() -> None:
    """Mark runs as failed whose task no longer exists: a task that has lost three workers is not tried again."""
    since = Coalesce("started_at", "created_at")
    stuck = RegisterImport.objects.annotate(since=since).filter(state__in=WORKING, since__lt=timezone.now() - GRACE)
    if not stuck.exists():
        return
    stuck.exclude(code__in=first_words_of_tasks(*TASKS)).update(state=State.FAILED, error={})
