from importlib import import_module

from django.apps import AppConfig

# Erasers run backwards: letters are found by the places that the people's eraser takes away.
OFFERS = ("places", "wishes", "registers", "invitations", "letters", "log", "today", "found")


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        """Each part offers itself in twinning/offers/<part>.py."""
        import_module("twinning.rules")
        for part in OFFERS:
            import_module(f"twinning.offers.{part}").offer()
