import gc

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Last of all: exempt what is loaded from garbage collection, and switch it on (config/__init__.py)."""
        from django.core.checks import register  # noqa: PLC0415 - after the garbage collector was told

        from core.registry import Chore, add_chore  # noqa: PLC0415 - as below
        from core.server.startup_checks import check_setup  # noqa: PLC0415 - models are loaded only now
        from core.web.machines import term_pages  # noqa: PLC0415 - as above
        from core.web.saved_forms.drafts import forget_old_entries  # noqa: PLC0415 - as above

        register(check_setup)
        term_pages.offer()
        add_chore(Chore("drafts", every=3600.0, do=forget_old_entries))
        gc.freeze()
        gc.enable()
