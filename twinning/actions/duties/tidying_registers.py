"""What housekeeping does for registers: old files go, and what no worker will ever finish is said to have stopped."""

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
    """A month after the upload the file goes; after a day where no register knows of it (its worker was killed)."""
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
    """A task that has lost three workers is over; its register would wait for ever."""
    since = Coalesce("started_at", "created_at")
    stuck = RegisterImport.objects.annotate(since=since).filter(state__in=WORKING, since__lt=timezone.now() - GRACE)
    if not stuck.exists():
        return
    stuck.exclude(code__in=first_words_of_tasks(*TASKS)).update(state=State.FAILED, error={})
