"""What the library lays open to the search: practices and the editors' pages."""

from core.findable import add_shelf
from library.wiring.findable import pages, practices


def offer() -> None:
    add_shelf(practices.shelf())
    add_shelf(pages.shelf())
    pages.listen_to_wagtail()
