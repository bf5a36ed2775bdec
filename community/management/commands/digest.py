"""Sends digests by hand: `manage.py digest` those that are due, `manage.py digest --now` all that could be."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from community.actions.duties.digests import send_digests_now, send_due_digests


class Command(BaseCommand):
    help = "Hands the gathered mails to the task worker. Housekeeping does it by itself; twice does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", action="store_true", help="do not wait for the hour (still one a person and day)")

    def handle(self, *, now: bool, **options: Any) -> None:
        count = send_digests_now() if now else send_due_digests()
        self.stdout.write(f"{count} gathered mails.")
