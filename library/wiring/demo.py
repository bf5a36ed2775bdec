"""Registers what the demo may have planted in the library, so that it can be taken away."""

from core.registry import add_demo_remains
from library.actions.duties.emptied_collections import take_emptied_away
from library.actions.duties.practice_files import forget_files_of
from library.queries.demo import demo_pages, demo_practices


def offer() -> None:
    add_demo_remains(demo_practices, before=forget_files_of, after=take_emptied_away)
    add_demo_remains(demo_pages)
