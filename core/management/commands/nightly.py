"""`manage.py nightly`: writes a backup every night (the service `backup` of the full installation)."""

import logging
import re
import signal
import threading
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.utils import timezone

from core.server.backup_nights import newest, next_night, night
from core.server.database_dumps import BackupError

AGAIN: Final = 900.0  # s after a backup that failed
DAY: Final = timedelta(hours=24)
log = logging.getLogger("koepueroe.backup")


class Command(BaseCommand):
    help = "Writes a backup each night into backups/ of the data folder; at the start too, where the last one is old."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", default="02:30", help="time of day where the site is at home (default: 02:30)")
        parser.add_argument("--once", action="store_true", help="one backup now, then the end")

    def handle(self, *, at: str, once: bool, **options: Any) -> None:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
            raise CommandError("--at is a time of day: 02:30")
        self._folder = settings.DATA_ROOT / "backups"
        if once:
            self._write()
            return
        ended = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: ended.set())
        last = newest(self._folder)
        wait = 0.0 if last is None or datetime.now(UTC) - last > DAY else self._until(at)
        while not ended.wait(wait):
            wait = self._until(at) if self._tried() else AGAIN

    def _until(self, at: str) -> float:
        now = timezone.localtime()
        hour, minute = map(int, at.split(":"))
        return (next_night(now, hour, minute) - now).total_seconds()

    def _tried(self) -> bool:
        try:
            self._write()
        except (BackupError, DatabaseError, OSError) as error:
            log.error("no backup was written, it is tried again: %s", error)  # noqa: TRY400 - the sentence says it
            return False
        finally:
            connections.close_all()
        return True

    def _write(self) -> None:
        written = night(media=Path(settings.MEDIA_ROOT), folder=self._folder)
        log.info("backup %s, %.1f MB", written.name, written.stat().st_size / 1e6)
        self.stdout.write(str(written))
