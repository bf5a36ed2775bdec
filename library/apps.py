from importlib import import_module

from django.apps import AppConfig

# Each part offers itself in library/offers/<part>.py.
OFFERS = ("found",)


class LibraryConfig(AppConfig):
    name = "library"

    def ready(self) -> None:
        for part in OFFERS:
            import_module(f"library.offers.{part}").offer()
