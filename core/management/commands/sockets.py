"""The sockets of a full installation: Daphne for /ws/ alone, the pages run on gunicorn."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from core.server.housekeeping import HouseKeeper
from core.server.serving import end_now, serve
from core.server.startup_checks import demand


class Command(BaseCommand):
    help = "Serves sockets until SIGTERM, then closes them with 1012 and a spread time to come back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8001)
        parser.add_argument("--bind", default="0.0.0.0")  # noqa: S104 - in a container; the proxy stands before it

    def handle(self, *, port: int, bind: str, **options: Any) -> None:
        demand(several=True)
        application = import_string(settings.ASGI_APPLICATION)
        keeper = HouseKeeper()
        keeper.start()
        serve(application, addresses=[bind], port=port, ready=lambda: self.stdout.write(f"Sockets on port {port}."))
        keeper.stop()
        end_now()
