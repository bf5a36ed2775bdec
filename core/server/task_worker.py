"""The task worker of a small installation: one thread beside the server."""

import logging
import threading
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, OperationalError, connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.models import WorkerBeat
from core.policy import TASK_ATTEMPTS

BEAT_EVERY = 20.0
SILENT = timedelta(minutes=2)  # after it a worker counts as killed
logger = logging.getLogger("koepueroe.worker")


class WorkerThread(threading.Thread):
    """Run it only while holding the lock of the data folder: it requeues every task that it finds running."""

    def __init__(self) -> None:
        super().__init__(name="tasks", daemon=True)
        self.worker = make_worker("small")

    def run(self) -> None:
        while self.worker.running:
            try:
                mend_orphans()
                self.worker.run()
            except OperationalError:
                logger.exception("the worker lost its database and tries again")
                time.sleep(5)
            finally:
                connections.close_all()

    def stop(self, *, patience: float) -> None:
        """Let the present task end, for `patience` seconds at most; what is cut off is mended at the next start."""
        self.worker.running = False
        self.join(patience)


class Beat(threading.Thread):
    """The heartbeat thread of a worker process: reports it alive, and requeues the tasks of workers that are not."""

    def __init__(self, worker_id: str, *, every: float = BEAT_EVERY) -> None:
        super().__init__(name="beat", daemon=True)
        self._worker_id, self._every = worker_id, every
        self._ended = threading.Event()

    def run(self) -> None:
        while True:
            try:
                WorkerBeat.objects.update_or_create(worker=self._worker_id, defaults={"at": timezone.now()})
                mend_lost()
            except DatabaseError:
                logger.warning("the database does not answer; the worker says again later that it lives")
            finally:
                connections.close_all()
            if self._ended.wait(self._every):
                return

    def stop(self) -> None:
        self._ended.set()
        self.join(5)


def make_worker(worker_id: str) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )


def mend_orphans() -> None:
    """For the only worker there is, before it begins: every running task is one that it lost."""
    _put_back(DBTaskResult.objects.running())


def mend_lost() -> None:
    """Put back the tasks of workers that have been silent for two minutes. Several workers may do it at once."""
    silent_since = timezone.now() - SILENT
    alive = set(WorkerBeat.objects.filter(at__gte=silent_since).values_list("worker", flat=True))
    running = DBTaskResult.objects.running().filter(started_at__lt=silent_since)
    _put_back(task for task in running if not alive & set(task.worker_ids[-1:]))
    WorkerBeat.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()


def _put_back(tasks: Iterable[Any]) -> None:
    """Three attempts each; the last one fails for good."""
    for task in tasks:
        if len(task.worker_ids) < TASK_ATTEMPTS:
            same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
            same.update(status=TaskResultStatus.READY, started_at=None)
        else:
            task.set_failed(RuntimeError("its worker was ended three times"))


def first_words_of_tasks(*paths: str) -> list[str]:
    """The first argument of each of these tasks that waits or runs."""
    alive = DBTaskResult.objects.filter(
        task_path__in=paths, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
    )
    return [str(said["args"][0]) for said in alive.values_list("args_kwargs", flat=True) if said["args"]]
