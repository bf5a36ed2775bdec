"""Checks that a backup can be restored: on a copy, never on the site's own database."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction

from core.registry import proofs
from core.server.after_restore import Keys, do_again, undone
from core.server.backups import dump_in, media_of, unpack
from core.server.database_dumps import beside, dump_name

Judged = tuple[str, list[str]]
SHOWN: Final = 5


def prove(file: Path, keys: Keys) -> Iterator[Judged]:
    """Each thing that was looked at with what is wrong there; raise BackupError where it cannot even be opened."""
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder)
        unpack(file, unpacked)
        dump = dump_in(unpacked)
        if dump is None or dump.name != dump_name():
            yield "kind of database", [f"{file.name} is of another one than this installation's"]
            return
        media, _names = media_of(file, unpacked)
        with beside(dump):
            yield "the database opens, its rows and foreign keys hold", list(_dangling())
            yield "files of every row", list(lacking_files(media))
            for proof in proofs():
                yield proof.name, list(proof.faults())
            yield "what was erased since then is erased again", _back_again(keys)


def _back_again(keys: Keys) -> list[str]:
    """Undone at the end: nothing that waits for a commit happens, such as taking files of the site away."""
    with transaction.atomic():
        do_again(keys)
        found = list(undone(keys))
        transaction.set_rollback(True)
    return found


def _dangling() -> Iterator[str]:
    """PostgreSQL has laid every constraint anew while it restored; SQLite is asked."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table, row, parent, _number in cursor.execute("PRAGMA foreign_key_check").fetchall():
            yield f"{table} {row} points at no {parent}"


def lacking_files(media: Path) -> Iterator[str]:
    """Names in file fields of any model under which nothing lies in the folder."""
    for model, field in file_fields():
        names: Iterable[str] = (
            model._base_manager.exclude(**{field.attname: ""})  # noqa: SLF001 - Django's documented one for all rows
            .exclude(**{field.attname: None})
            .order_by()
            .values_list(field.attname, flat=True)
        )
        yield from (f"{model._meta.label} {name}" for name in names if not (media / name).is_file())  # noqa: SLF001


def file_fields() -> Iterator[tuple[type[models.Model], models.FileField]]:
    """All fields whose files lie in the media."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented API
            if isinstance(field, models.FileField) and field.storage == default_storage:
                yield model, field
