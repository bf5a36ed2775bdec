"""The nightly backup and what is kept of it: 7 days, 4 weeks, 12 months."""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from core.policy import BACKUP_DAYS, BACKUP_MONTHS, BACKUP_WEEKS
from core.server.after_restore import keep
from core.server.backups import MEDIA, backups_in, listed, write_backup
from core.server.database_dumps import BackupError

NAME: Final = "koepueroe-%Y%m%d-%H%M%S"
log = logging.getLogger("koepueroe.backup")
Age = Callable[[datetime], object]


def night(*, media: Path, folder: Path) -> Path:
    """Write tonight's backup, then delete those past their retention. Where writing fails none is deleted."""
    written = write_backup(media=media, folder=folder, store=True)
    keep(folder)
    try:
        forget_old(folder)
    except BackupError as error:
        # Tonight's is there all the same. What a file that cannot be read may need stays.
        log.warning("old backups were not all looked through: %s", error)
    return written


def forget_old(folder: Path) -> None:
    files = {made_at(file): file for file in backups_in(folder)}
    stay = kept(files)
    for made, file in files.items():
        if made not in stay:
            file.unlink()
    held: set[str] = set()
    for file in backups_in(folder):
        held.update(listed(file) or ())
    for path in (folder / MEDIA).rglob("*"):
        if path.is_file() and path.relative_to(folder / MEDIA).as_posix() not in held:
            path.unlink()


def kept(made: Iterable[datetime]) -> set[datetime]:
    """The newest of each of the last days, weeks and months that have one."""
    newest_first = sorted(made, reverse=True)
    ways: list[tuple[int, Age]] = [
        (BACKUP_DAYS, lambda at: at.date()),
        (BACKUP_WEEKS, lambda at: at.isocalendar()[:2]),
        (BACKUP_MONTHS, lambda at: (at.year, at.month)),
    ]
    return {at for count, age in ways for at in _firsts(newest_first, age)[:count]}


def _firsts(newest_first: list[datetime], age: Age) -> list[datetime]:
    seen: dict[object, datetime] = {}
    for at in newest_first:
        seen.setdefault(age(at), at)
    return list(seen.values())


def made_at(file: Path) -> datetime:
    return datetime.strptime(file.stem, NAME).replace(tzinfo=UTC)


def newest(folder: Path) -> datetime | None:
    files = backups_in(folder)
    return made_at(files[-1]) if files else None


def next_night(now: datetime, hour: int, minute: int) -> datetime:
    """The next time that the clock of `now` shows this hour."""
    today: date = now.date()
    at = datetime(today.year, today.month, today.day, hour, minute, tzinfo=now.tzinfo)
    return at if at > now else at + timedelta(days=1)
