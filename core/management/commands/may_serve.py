"""`manage.py may_serve`: whether this set-up may serve, said before anything is started (deploy/gunicorn.py)."""

from typing import Any

from django.core.management.base import BaseCommand

from core.server.startup_checks import demand


class Command(BaseCommand):
    help = "Ends with 0 where several processes may serve the site with these settings, else with 78 and the reasons."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        demand(several=True)
