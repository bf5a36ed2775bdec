"""Wishes: the menu entry."""

from django.utils.translation import gettext_lazy as _

from core.registry import MenuEntry, add_menu
from twinning.queries.people import places_of


def offer() -> None:
    add_menu(MenuEntry(_("Partners"), "twinning:wishes", 20, shown=lambda user: bool(places_of(user))))
