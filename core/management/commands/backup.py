"""`make backup`: writes a backup of the database and the media."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.server.after_restore import keep
from core.server.backups import write_backup
from core.server.database_dumps import BackupError


class Command(BaseCommand):
    help = "Writes the database and the media into one tar file, while the site runs."
    # Whatever else is wrong here, a backup must be possible.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="folder for the file (default: backups in the data folder)")

    def handle(self, *, to: Path | None, **options: Any) -> None:
        if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
            raise CommandError(f"There is no database yet in {settings.DATA_ROOT}.")
        folder = to or settings.DATA_ROOT / "backups"
        try:
            target = write_backup(media=Path(settings.MEDIA_ROOT), folder=folder)
            keep(folder)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target} ({target.stat().st_size / 1e6:.1f} MB)")
