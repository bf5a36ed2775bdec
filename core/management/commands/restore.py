"""`make restore FILE=...`."""

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from core import lock
from core.backups import BackupError, put_in_place, unpack


class Command(BaseCommand):
    help = "Puts a backup back; the former state is moved aside, never deleted."
    # A damaged database is a reason to restore, and some checks ask it.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="what make backup has written")

    def handle(self, *, file: str, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("This is for SQLite. For PostgreSQL see pg_restore in docs/running.md.")
        if not file or not Path(file).is_file():
            raise CommandError("Name a backup: make restore FILE=var/backups/koepueroe-....tar")
        if not lock.take(settings.DATA_ROOT):
            raise CommandError("The site is running on this data. End it first; nothing was restored.")
        connections.close_all()
        # People's data lies in what is unpacked.
        os.umask(0o077)
        with tempfile.TemporaryDirectory(dir=settings.DATA_ROOT) as folder:
            try:
                unpack(Path(file), Path(folder))
            except BackupError as error:
                raise CommandError(str(error)) from error
            database = Path(connection.settings_dict["NAME"])
            aside = put_in_place(Path(folder), database=database, media=Path(settings.MEDIA_ROOT))
        self.stdout.write(f"Restored. The former state lies in {aside}; delete it when all is well.")
