"""`make restore FILE=...`: puts a backup in the place of the present database and media."""

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from core.server import data_folder_lock
from core.server.after_restore import Keys, do_again, keep, known
from core.server.backups import MEDIA, bring_media, dump_in, put_in_place, unpack, write_backup
from core.server.database_dumps import BackupError, dump_name, load_archive


class Command(BaseCommand):
    help = "Puts a backup back; the former state is moved aside or backed up, never lost."
    # A damaged database is a reason to restore, and some checks ask it.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="what make backup has written")

    def handle(self, *, file: str, **options: Any) -> None:
        if not file or not Path(file).is_file():
            raise CommandError("Name a backup: make restore FILE=var/backups/koepueroe-....tar")
        if not data_folder_lock.take(settings.DATA_ROOT):
            raise CommandError("The site is running on this data. End it first; nothing was restored.")
        # People's data lies in what is unpacked.
        before = os.umask(0o077)
        try:
            keys = self._known(Path(file))
            connections.close_all()
            with tempfile.TemporaryDirectory(dir=settings.DATA_ROOT) as folder:
                unpack(Path(file), Path(folder))
                self._put_back(Path(file), Path(folder))
        except BackupError as error:
            raise CommandError(str(error)) from error
        finally:
            os.umask(before)
        if again := do_again(keys):
            self.stdout.write(f"Erased again what was erased after this backup: {again}.")
        keep(settings.DATA_ROOT / "backups")

    def _known(self, file: Path) -> Keys:
        """What must stay done: by the present database, by what lies beside the backup, by what lies here."""
        keys = known(file.parent)
        for name, values in known(settings.DATA_ROOT / "backups").items():
            keys.setdefault(name, set()).update(values)
        return keys

    def _put_back(self, file: Path, unpacked: Path) -> None:
        dump = dump_in(unpacked)
        if dump is None or dump.name != dump_name():
            raise BackupError(f"{file} is of another kind of database than this installation's; nothing was restored.")
        media = Path(settings.MEDIA_ROOT)
        if connection.vendor != "sqlite":
            # Both may be mounted: what is there is not moved. Media are never overwritten, so those in place stay.
            former = write_backup(media=media, folder=settings.DATA_ROOT / "backups", store=True)
            bring_media(file, unpacked, media)
            load_archive(dump)
            self.stdout.write(f"Restored. The former state is the backup {former}.")
            return
        bring_media(file, unpacked, unpacked / MEDIA)
        aside = put_in_place(unpacked, database=Path(connection.settings_dict["NAME"]), media=media)
        self.stdout.write(f"Restored. The former state lies in {aside}; delete it when all is well.")
