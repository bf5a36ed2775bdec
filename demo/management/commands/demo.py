from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import Conflict
from demo.actions.duties.planting import plant_world, reset_world
from demo.queries.demo_state import planted


class Command(BaseCommand):
    help = "Plants the demo into an empty database; with --reset wipes a demo and plants it anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="wipe everything first (needs the demo's mark)")

    def handle(self, *, reset: bool, verbosity: int, **options: Any) -> None:
        if not reset and planted():
            self.stdout.write("The demo is planted already. To plant it anew: make demo")
            return
        try:
            if reset:
                reset_world()
            else:
                plant_world()
        except Conflict as refusal:
            raise CommandError(str(refusal)) from refusal
        if verbosity:
            self.stdout.write("The demo is planted.")
