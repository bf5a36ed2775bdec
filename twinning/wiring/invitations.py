"""Invitations: menu and notice."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Group
from community.texts.notices import add_notice
from core.registry import MenuEntry, add_menu


def offer() -> None:
    add_menu(MenuEntry(_("Rules of safe work"), "twinning:rules", 40, area="footer"))
    accepted = _("Your invitation was accepted: %(person)s, %(institution)s")
    add_notice("twinning.invitation_accepted", accepted, group=Group.VERIFICATION)
