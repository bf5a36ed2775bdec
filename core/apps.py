import gc

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """The end of loading: see config/__init__.py. What stands now is never looked through again."""
        from django.core.checks import register  # noqa: PLC0415 - after the garbage collector was told

        from core.startup import check_setup  # noqa: PLC0415 - models are loaded only now

        register(check_setup)
        gc.freeze()
        gc.enable()
