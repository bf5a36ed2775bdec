"""The whole site in one process: `make run`."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from core.server import data_folder_lock
from core.server.bootstrap import prepare
from core.server.housekeeping import HouseKeeper
from core.server.serving import end_now, free_addresses, serve, to_localhost
from core.server.startup_checks import demand
from core.server.task_worker import WorkerThread

EXIT_SECOND_SERVER = 78


class Command(BaseCommand):
    help = "Brings the database up to date and serves pages, sockets and tasks in one process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--bind", default="localhost", help="another address, for example 0.0.0.0")

    def handle(self, *, port: int, bind: str, **options: Any) -> None:
        # People's data lies in what this process writes.
        os.umask(0o077)
        addresses = self._addresses(bind, port)
        if not data_folder_lock.take(settings.DATA_ROOT):
            self.say(
                f"Another server is running on {settings.DATA_ROOT}. End it first, or name another folder: "
                "KOEPUEROE_DATA=... (several processes need PostgreSQL and Redis: docs/running.md)."
            )
            sys.exit(EXIT_SECOND_SERVER)
        demand(several=settings.FULL)
        prepare(say=self.say)
        application = import_string(settings.ASGI_APPLICATION)
        worker = WorkerThread()
        worker.start()
        keeper = HouseKeeper()
        keeper.start()
        if bind == "localhost":
            application = to_localhost(application, port)
        serve(
            application,
            addresses=addresses,
            port=port,
            ready=lambda: self.say(f"Köpürö is at http://localhost:{port} (Ctrl+C ends it)."),
        )
        self.say("Ending ...")
        keeper.stop()
        worker.stop(patience=20)
        end_now()

    def _addresses(self, bind: str, port: int) -> list[str]:
        try:
            return free_addresses(bind, port)
        except OSError as error:
            message = f"Port {port} is taken ({error.strerror}). Name another one: make run PORT={port + 1}"
            raise CommandError(message) from error

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
