"""Prepares a small installation before it serves: database, static files and, where wanted, the demo."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Say = Callable[[str], object]
Preparation = Callable[[Say], object]

_more: list[Preparation] = []


def add_preparation(step: Preparation) -> None:
    """What a higher room needs true before the site serves; called at each start, so it must be quick when it is."""
    _more.append(step)


def prepare(*, say: Say) -> None:
    """Bring everything up to date, saying what takes time."""
    migrate(say=say)
    collect_static(say=say)
    plant_demo(say=say)
    for step in _more:
        step(say)


def migrate(*, say: Say) -> None:
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        say(f"Bringing the database up to date ({steps} steps) ...")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static(*, say: Say) -> None:
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
        return
    say("Collecting styles, scripts and pictures ...")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")


def static_fingerprint() -> str:
    """Changes when any static file of ours or of a package does."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def plant_demo(*, say: Say) -> None:
    """Only into a database that nobody has used: a person who signed up must never lose anything to it."""
    if settings.DEMO and not get_user_model().objects.exists():
        say("Planting the demo ...")
        call_command("demo", verbosity=0)
