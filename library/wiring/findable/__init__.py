"""Registers what the search finds of the library. A package, because there are two shelves: a module for each."""

from core.findable import add_shelf
from library.wiring.findable import pages, practices


def offer() -> None:
    add_shelf(practices.shelf())
    add_shelf(pages.shelf())
    pages.listen_to_wagtail()
