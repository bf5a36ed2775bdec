"""Backups: the database as one whole file, then the media, in one tar; or the media in a store beside all tars."""

import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from django.db.migrations.loader import MigrationLoader

from core.server.database_dumps import ARCHIVE, SQLITE, BackupError, look_at_dump, write_dump

__all__ = ["BackupError"]
MEDIA: Final = "media"
# Which files of the store beside it belong to a backup: {"name": size}.
LIST: Final = "media.json"
BESIDE: Final = ("", "-wal", "-shm")
PATTERN: Final = re.compile(r"koepueroe-\d{8}-\d{6}\.tar")


def write_backup(*, media: Path, folder: Path, store: bool = False) -> Path:
    """Database first: a media file that comes meanwhile is kept without a row, never a row without its file.

    With `store` the media are not packed again and again: they lie in folder/media, each once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"koepueroe-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
    part = target.with_suffix(".part")
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        dump = write_dump(Path(aside))
        listing = Path(aside) / LIST
        if store:
            listing.write_text(json.dumps(store_media(media, folder / MEDIA), ensure_ascii=False), encoding="utf-8")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            archive.add(dump, arcname=dump.name)
            if store:
                archive.add(listing, arcname=LIST)
            elif media.is_dir():
                archive.add(media, arcname=MEDIA)
            file.flush()
            os.fsync(file.fileno())
    part.replace(target)
    return target


def store_media(media: Path, store: Path) -> dict[str, int]:
    """Copy what the store lacks; name and size of all that there is now. A media file never changes under its name,
    so one that has another size is a copy that was cut off."""
    held: dict[str, int] = {}
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(media.rglob("*")):
        name, kept = path.relative_to(media).as_posix(), store / path.relative_to(media)
        try:
            if not path.is_file():
                continue
            size = path.stat().st_size
            if not kept.is_file() or kept.stat().st_size != size:
                kept.parent.mkdir(parents=True, exist_ok=True)
                part = kept.with_name(f"{kept.name}.part")
                shutil.copy2(path, part)
                part.replace(kept)
        except FileNotFoundError:
            # Taken away while we looked: the database of this backup does not know it either, or no longer does.
            continue
        held[name] = size
    return held


def backups_in(folder: Path) -> list[Path]:
    """Backups by their names, the newest last; files with other names are left alone."""
    return sorted(file for file in folder.glob("*.tar") if PATTERN.fullmatch(file.name))


def listed(file: Path) -> dict[str, int] | None:
    """The media that a backup has in the store; None where it holds its media itself."""
    try:
        with tarfile.open(file, mode="r:") as archive:
            found = archive.extractfile(LIST)
            listing: dict[str, int] = json.loads(found.read()) if found else {}
            return listing
    except KeyError:
        return None
    except (tarfile.TarError, OSError, ValueError) as error:
        raise BackupError(f"{file} cannot be read as a backup: {error}") from error


def unpack(file: Path, into: Path) -> None:
    """Unpack a backup and look at it before anything of the present state is touched."""
    try:
        with tarfile.open(file, mode="r:") as archive:
            for member in archive:
                _unpack_member(archive, member, into)
    except (tarfile.TarError, OSError) as error:
        raise BackupError(f"{file} cannot be read as a backup: {error}") from error
    if dump_in(into) is None:
        raise BackupError(f"{file} holds no {SQLITE} and no {ARCHIVE}; nothing was restored.")
    _look_at(into, file)


def dump_in(unpacked: Path) -> Path | None:
    return next((unpacked / name for name in (SQLITE, ARCHIVE) if (unpacked / name).is_file()), None)


def media_of(file: Path, unpacked: Path) -> tuple[Path, list[str]]:
    """The folder that holds the media of this backup, and their names in it; raise where one lacks."""
    listing = listed(file)
    if listing is None:
        folder = unpacked / MEDIA
        return folder, [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    lacking = [name for name, size in listing.items() if not _same(file.parent / MEDIA / name, size)]
    if lacking:
        raise BackupError(f"{len(lacking)} files of {file.name} are missing beside it: {', '.join(lacking[:3])}")
    return file.parent / MEDIA, list(listing)


def bring_media(file: Path, unpacked: Path, into: Path) -> None:
    """Copy the media of a backup into a folder; what else lies there stays."""
    folder, names = media_of(file, unpacked)
    for name in names:
        target = into / name
        if not target.is_file() or target.stat().st_size != (folder / name).stat().st_size:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, target)


def _same(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    path = PurePosixPath(member.name)
    known = member.name in {SQLITE, ARCHIVE, LIST} or path.parts[:1] == (MEDIA,)
    if not known or ".." in path.parts or not (member.isfile() or member.isdir()):
        raise BackupError(f"{member.name} does not belong into a backup; nothing was restored.")
    target = into / path
    if member.isdir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    source = archive.extractfile(member)
    if source is not None:
        with source, target.open("wb") as output:
            shutil.copyfileobj(source, output)


def _look_at(unpacked: Path, file: Path) -> None:
    dump = dump_in(unpacked)
    applied = look_at_dump(dump) if dump else set()
    newer = sorted(".".join(one) for one in applied - _known_migrations())
    if newer:
        raise BackupError(f"{file} was written by a newer release ({', '.join(newer[:3])}). Install that one first.")


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
    (unpacked / SQLITE).rename(database)
    if (unpacked / MEDIA).exists():
        (unpacked / MEDIA).rename(media)
    return aside
