"""Wishes: the menu entry."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.registry import MenuEntry, MenuLink, add_menu, has_desk
from twinning.queries.people import places_of


def offer() -> None:
    add_menu(
        MenuEntry(
            _("Partners"),
            "twinning:wishes",
            30,
            lambda user: bool(places_of(user)),
            icon="users",
            group="work",
            dock=4,
            docked=lambda user: not has_desk(user),
            key="p",
            children=lambda _user: [MenuLink(_("Proposals"), reverse("twinning:proposals"))],
        )
    )
