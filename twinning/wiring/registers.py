"""Registers: desk queue, menu, and the chore that tidies uploads away."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_coordinator
from core.registry import Chore, DeskQueue, MenuEntry, add_chore, add_desk, add_menu, has_desk
from twinning.actions.duties.tidying_registers import tidy_registers
from twinning.queries.registers import count_suspects


def offer() -> None:
    add_desk(DeskQueue(_("One institution or two?"), "twinning:suspects", 40, is_coordinator, count_suspects))
    add_menu(
        MenuEntry(_("Desk"), "twinning:desk", 100, has_desk, icon="inbox", group="desk", dock=3, counts="desk", key="d")
    )
    add_menu(MenuEntry(_("Registers"), "twinning:registers", 110, is_coordinator, icon="table", group="desk", key="r"))
    add_chore(Chore("registers", 900.0, tidy_registers))
