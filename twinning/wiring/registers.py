"""Registers: desk queue, menu, and the chore that tidies uploads away."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_coordinator
from core.registry import Chore, DeskQueue, MenuEntry, add_chore, add_desk, add_menu, desk_for
from twinning.actions.duties.tidying_registers import tidy_registers
from twinning.queries.registers import count_suspects


def offer() -> None:
    add_desk(DeskQueue(_("One institution or two?"), "twinning:suspects", 40, is_coordinator, count_suspects))
    add_menu(MenuEntry(_("Desk"), "twinning:desk", 50, shown=_has_desk))
    add_menu(MenuEntry(_("Registers"), "twinning:registers", 60, shown=is_coordinator, area="account"))
    add_chore(Chore("registers", 900.0, tidy_registers))


def _has_desk(user: Any) -> bool:
    return bool(desk_for(user))
