"""A part of the storage that all processes share and that no address leads to: uploads on their way to a task.

Below MEDIA_ROOT, so that containers share it and a backup takes it along; neither the proxy nor a view gives it out.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone

FOLDER: Final = "private"


def keep(kind: str, name: str, file: Any) -> str:
    """Keep the file below private/<kind>/; what it is called there, which is what a row remembers."""
    return default_storage.save(f"{FOLDER}/{kind}/{name}", file if isinstance(file, File) else File(file))


def opened(name: str) -> "File[Any]":
    """Raise FileNotFoundError where it is gone."""
    return default_storage.open(name)


def there(name: str) -> bool:
    return bool(name) and name.startswith(f"{FOLDER}/") and default_storage.exists(name)


def throw_away(name: str) -> None:
    """Delete it; no error where it is gone already."""
    if there(name):
        default_storage.delete(name)


def older_than(kind: str, age: timedelta) -> Iterator[str]:
    """What lies below private/<kind>/ for longer than this."""
    folder = f"{FOLDER}/{kind}"
    try:
        _folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        name = f"{folder}/{file}"
        try:
            if default_storage.get_modified_time(name) < timezone.now() - age:
                yield name
        except FileNotFoundError:  # another process was quicker
            continue
