import gc

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """The end of loading: see config/__init__.py. What stands now is never looked through again."""
        gc.freeze()
        gc.enable()
