from importlib import import_module

from django.apps import AppConfig


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        import_module("twinning.rules")
