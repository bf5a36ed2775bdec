"""Registers the menu entry of one's own practices, the export and the erasing of personal data, the demo's remains."""

from django.utils.translation import gettext_lazy as _

from core.people import is_signed_in
from core.registry import MenuEntry, add_demo_remains, add_menu, add_personal_data
from library.actions.duties.erasing import erase_practices
from library.actions.duties.files import forget_files_of
from library.queries.demo import demo_pages, demo_practices
from library.queries.personal_data import practice_data


def offer() -> None:
    add_demo_remains(demo_practices, before=forget_files_of)
    add_demo_remains(demo_pages)
    add_personal_data("library", exporter=practice_data, eraser=erase_practices)
    add_menu(MenuEntry(_("My practices"), "library:my_practices", 25, shown=is_signed_in, area="account"))
