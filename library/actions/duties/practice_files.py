"""Deletes the files of a practice before its row, where the demo is removed or wiped."""

from typing import Any

from library.actions.steps.practice_files import forget_files
from library.models import Practice


def forget_files_of(thing: Any) -> None:
    """Without effect for anything but a practice."""
    if isinstance(thing, Practice):
        forget_files(thing)
