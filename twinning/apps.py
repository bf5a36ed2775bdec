from importlib import import_module

from django.apps import AppConfig

OFFERS = ("institutions", "wishes", "registers", "invitations", "partnerships", "log", "today", "findable", "listings")


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        """Each part offers itself in twinning/wiring/<part>.py."""
        import_module("twinning.rules")
        for part in OFFERS:
            import_module(f"twinning.wiring.{part}").offer()
