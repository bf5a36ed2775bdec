from importlib import import_module

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"

    def ready(self) -> None:
        import_module("library.rules")
        # Not left to Wagtail's own search for hooks: a worker publishes without ever opening the admin.
        import_module("library.wagtail_hooks")
        import_module("library.offers.desk").offer()
