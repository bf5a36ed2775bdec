"""`manage.py remove_demo`: the demo's people leave, so that a site which began as a demo may serve without it."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from core.server.demo_removal import remove_demo
from core.server.startup_checks import demo_left


class Command(BaseCommand):
    help = "Removes the people of the demo and what only they hold; what real people wrote stays. Twice is once."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        if not demo_left():
            self.stdout.write("Nothing of the demo is left in this database.")
            return
        gone = remove_demo(say=self.stdout.write if verbosity else lambda _text: None)
        call_command("search_rebuild", verbosity=0)
        self.stdout.write(f"{gone} people of the demo are gone. The site may be started without it.")
