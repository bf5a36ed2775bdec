"""`make restore-test`: whether a backup can be restored, tried on a copy."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.server.after_restore import known
from core.server.backup_check import SHOWN, prove
from core.server.backups import backups_in
from core.server.database_dumps import BackupError


class Command(BaseCommand):
    help = "Restores a backup beside the site and looks whether it is whole; the site goes on meanwhile."
    # A damaged database is a reason to ask, and some checks ask it.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="a backup (default: the newest in backups/ of the data folder)")

    def handle(self, *, file: str | None, **options: Any) -> None:
        folder = settings.DATA_ROOT / "backups"
        found = Path(file) if file else next(iter(backups_in(folder)[-1:]), None)
        if found is None or not found.is_file():
            raise CommandError(f"There is no backup {file or 'in ' + str(folder)}.")
        failed = 0
        try:
            for name, faults in prove(found, known(found.parent)):
                self.stdout.write(f"{'FAILED' if faults else 'ok    '} {name}")
                for fault in faults[:SHOWN]:
                    self.stdout.write(f"       {fault}")
                failed += bool(faults)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if failed:
            raise CommandError(f"{found} would not bring everything back: {failed} of the lines above failed.")
        self.stdout.write(f"{found} would bring the site back.")
