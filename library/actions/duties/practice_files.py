"""The files of practices that go all at once: a demo is taken away, a demo database emptied."""

from typing import Any

from library.actions.steps.practice_files import forget_files
from library.models import Practice


def forget_files_of(thing: Any) -> None:
    """Those of a practice; of anything else there are none."""
    if isinstance(thing, Practice):
        forget_files(thing)
