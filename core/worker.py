"""The task worker of a small installation: one thread beside the server."""

import logging
import threading
import time

from django.db import OperationalError, connections
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

ATTEMPTS = 3
logger = logging.getLogger("koepueroe.worker")


class WorkerThread(threading.Thread):
    """Only under the lock of the data folder: it takes every task that it finds running for an orphan."""

    def __init__(self) -> None:
        super().__init__(name="tasks", daemon=True)
        self.worker = Worker(
            queue_names=["*"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="small",
            excluded_queue_names=[],
        )

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


def mend_orphans() -> None:
    """Put back the tasks whose worker was killed, three attempts each; the last one fails for good."""
    for task in DBTaskResult.objects.running():
        if len(task.worker_ids) < ATTEMPTS:
            DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.READY, started_at=None)
        else:
            task.set_failed(RuntimeError("its worker was ended three times"))
