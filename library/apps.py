from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"

    def ready(self) -> None:
        import_module("library.rules")
        # Not left to Wagtail's own search for hooks: a worker publishes without ever opening the admin.
        import_module("library.wagtail_hooks")
        _offer_writing()
        import_module("library.offers.desk").offer()


def _offer_writing() -> None:
    from core.registry import MenuEntry, add_menu, add_personal_data  # noqa: PLC0415 - models are loaded now
    from library.actions.erasing import erase_practices  # noqa: PLC0415
    from library.queries.personal import practice_data  # noqa: PLC0415

    def signed_in(user: Any) -> bool:
        return bool(getattr(user, "is_authenticated", False))

    add_personal_data("library", exporter=practice_data, eraser=erase_practices)
    add_menu(MenuEntry(_("My practices"), "library:my_practices", 25, shown=signed_in, area="account"))
