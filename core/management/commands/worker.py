"""`manage.py worker`: runs tasks, reports its heartbeat, and requeues tasks that killed workers left behind."""

import logging
import socket
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from core.server.startup_checks import demand
from core.server.task_worker import Beat, make_worker

log = logging.getLogger("koepueroe.worker")


class Command(BaseCommand):
    help = "Does tasks until it is told to end; as many of them may run as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        demand(several=True)
        worker = make_worker(f"{socket.gethostname()[:40]}-{get_random_string(8)}")
        worker.configure_signals()
        beat = Beat(worker.worker_id)
        beat.start()
        log.info("worker %s begins", worker.worker_id)
        try:
            worker.run()
        finally:
            beat.stop()
