"""What this room of the house offers to the others. Each part registers its own entries."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        from twinning import rules  # noqa: F401, PLC0415 - importing registers the permissions

        _offer_wishes()
        _offer_registers()


def _offer_wishes() -> None:
    from core.registry import MenuEntry, add_menu  # noqa: PLC0415 - models are loaded only now
    from twinning.queries.people import places_of  # noqa: PLC0415

    add_menu(MenuEntry(_("Partners"), "twinning:wishes", 20, shown=lambda user: bool(places_of(user))))


def _offer_registers() -> None:
    from core.registry import DeskQueue, MenuEntry, add_desk, add_menu, desk_for  # noqa: PLC0415 - as above
    from twinning.queries.registers import count_suspects, imports_somewhere  # noqa: PLC0415

    def has_desk(user: Any) -> bool:
        return bool(desk_for(user))

    add_desk(DeskQueue(_("One institution or two?"), "twinning:suspects", 40, imports_somewhere, count_suspects))
    add_menu(MenuEntry(_("Desk"), "twinning:desk", 50, shown=has_desk))
    add_menu(MenuEntry(_("Registers"), "twinning:registers", 60, shown=imports_somewhere, area="account"))
