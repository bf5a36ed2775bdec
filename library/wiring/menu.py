"""Registers the library and one's own practices in the menus."""

from django.utils.translation import gettext_lazy as _

from core.people import is_signed_in
from core.registry import MenuEntry, add_menu


def offer() -> None:
    add_menu(MenuEntry(_("Library"), "library:library", 50, icon="book-open", group="know", dock=5, key="l"))
    add_menu(MenuEntry(_("My practices"), "library:my_practices", 25, is_signed_in, area="account", icon="file-text"))
