"""The lock of a data folder: one server process at a time, because its caches, hub and counters are in its memory."""

import fcntl
import os
from pathlib import Path

_held: dict[Path, int] = {}


def take(folder: Path) -> bool:
    """Hold the folder's lock until this process ends (kill -9 frees it too); False where another process has it.

    lockf, because a fork inherits flock. The file is opened here alone and never closed:
    any second open and close of it in this process would lose the lock.
    """
    path = folder / "server.lock"
    if path in _held:
        return True
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(handle)
        return False
    _held[path] = handle
    return True
