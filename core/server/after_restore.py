"""What stays done though an older database comes back: kept beside the backups, done again after a restore."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from django.db import DatabaseError

from core.registry import lasting
from core.server.dumps import BackupError

FILE: Final = "lasting.json"
Keys = Mapping[str, set[str]]


def known(folder: Path) -> dict[str, set[str]]:
    """All that the file of this folder and the present database know of. A broken database knows nothing."""
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
    """How many were undone and are done now."""
    found = list(_undone(keys))
    for again, key in found:
        again(key)
    return len(found)


def undone(keys: Keys) -> Iterator[str]:
    return (f"{key} is back" for _again, key in _undone(keys))


def _undone(keys: Keys) -> Iterator[tuple[Callable[[str], None], str]]:
    for one in lasting():
        yield from ((one.again, key) for key in one.undone(keys.get(one.name, set())))
