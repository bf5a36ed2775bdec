"""What a restore must not undo (core.registry.after_restore): keys stored beside the backups, to do it again."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from django.db import DatabaseError

from core.registry import lasting
from core.server.database_dumps import BackupError

FILE: Final = "lasting.json"
Keys = Mapping[str, set[str]]


def known(folder: Path) -> dict[str, set[str]]:
    """The keys in the file of this folder and in the present database; a database that cannot be read adds none."""
    try:
        read = json.loads((folder / FILE).read_text(encoding="utf-8")) if (folder / FILE).exists() else {}
    except ValueError as error:
        raise BackupError(f"{folder / FILE} cannot be read: {error}") from error
    keys = {name: set(values) for name, values in read.items()}
    for one in lasting():
        try:
            keys.setdefault(one.name, set()).update(one.done())
        except DatabaseError:
            continue
    return keys


def keep(folder: Path) -> None:
    """Write down what is known. Keys alone: codes under which a backup may have a person, this database no longer."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.part"
    part.touch(mode=0o600)
    listed = {name: sorted(values) for name, values in known(folder).items()}
    part.write_text(json.dumps(listed, indent=1), encoding="utf-8")
    part.replace(folder / FILE)


def do_again(keys: Keys) -> int:
    """Do again what the restore has undone; how many."""
    found = list(_undone(keys))
    for again, key in found:
        again(key)
    return len(found)


def undone(keys: Keys) -> Iterator[str]:
    return (f"{key} is back" for _again, key in _undone(keys))


def _undone(keys: Keys) -> Iterator[tuple[Callable[[str], None], str]]:
    for one in lasting():
        yield from ((one.again, key) for key in one.undone(keys.get(one.name, set())))
