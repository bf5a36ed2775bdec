"""Backups of a small installation: the database as one whole file, then the media, in one tar."""

import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from django.db import connection
from django.db.migrations.loader import MigrationLoader

DATABASE, MEDIA = "db.sqlite3", "media"
BESIDE = ("", "-wal", "-shm")


class BackupError(Exception):
    """The sentence says what is wrong; nothing was changed."""


def write_backup(*, media: Path, folder: Path) -> Path:
    """Database first: a media file that comes meanwhile is kept without a row, never a row without its file."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"koepueroe-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
    part = target.with_suffix(".part")
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        copy = Path(aside) / DATABASE
        with connection.cursor() as cursor:
            # The backup API in steps begins again at every write; this is done in one.
            cursor.execute("VACUUM INTO %s", [str(copy)])
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            archive.add(copy, arcname=DATABASE)
            if media.is_dir():
                archive.add(media, arcname=MEDIA)
    part.replace(target)
    return target


def unpack(file: Path, into: Path) -> None:
    """Unpack a backup and look at it before anything of the present state is touched."""
    try:
        with tarfile.open(file, mode="r:") as archive:
            for member in archive:
                _unpack_member(archive, member, into)
    except (tarfile.TarError, OSError) as error:
        message = f"{file} cannot be read as a backup: {error}"
        raise BackupError(message) from error
    _look_at(into / DATABASE, file)


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    path = PurePosixPath(member.name)
    known = member.name == DATABASE or path.parts[:1] == (MEDIA,)
    if not known or ".." in path.parts or not (member.isfile() or member.isdir()):
        message = f"{member.name} does not belong into a backup; nothing was restored."
        raise BackupError(message)
    target = into / path
    if member.isdir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    source = archive.extractfile(member)
    if source is not None:
        with source, target.open("wb") as output:
            shutil.copyfileobj(source, output)


def _look_at(database: Path, file: Path) -> None:
    if not database.is_file():
        message = f"{file} holds no {DATABASE}; nothing was restored."
        raise BackupError(message)
    try:
        # sqlite3's own "with" ends a transaction, not the connection.
        with closing(sqlite3.connect(database)) as line:
            sound = line.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            dangling = line.execute("PRAGMA foreign_key_check").fetchone()
            applied = set(line.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError as error:
        message = f"The database in {file} is damaged: {error}"
        raise BackupError(message) from error
    if not sound or dangling:
        message = f"The database in {file} is damaged; nothing was restored."
        raise BackupError(message)
    newer = sorted(".".join(one) for one in applied - _known_migrations())
    if newer:
        message = f"{file} was written by a newer release ({', '.join(newer[:3])}). Install that one first."
        raise BackupError(message)


def _known_migrations() -> set[tuple[str, str]]:
    loader = MigrationLoader(None)
    return set(loader.disk_migrations) | set(_replaced(loader))


def _replaced(loader: MigrationLoader) -> Iterator[tuple[str, str]]:
    for migration in loader.disk_migrations.values():
        yield from migration.replaces


def put_in_place(unpacked: Path, *, database: Path, media: Path) -> Path:
    """Move what is there aside, what was unpacked in; returns where the former state lies now."""
    aside = database.parent / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside.mkdir()
    for ending in BESIDE:
        path = database.with_name(database.name + ending)
        if path.exists():
            path.rename(aside / path.name)
    if media.exists():
        media.rename(aside / MEDIA)
    (unpacked / DATABASE).rename(database)
    if (unpacked / MEDIA).exists():
        (unpacked / MEDIA).rename(media)
    return aside
