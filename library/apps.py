from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig

from core.server.bootstrap import add_preparation

# Each part offers itself in library/wiring/<part>.py.
OFFERS = ("writing", "desk", "library", "findable", "pages", "footer", "log", "exports")


class LibraryConfig(AppConfig):
    name = "library"
    default = True

    def ready(self) -> None:
        import_module("library.rules")
        # Not left to Wagtail's own search for hooks: a worker publishes without ever opening the admin.
        import_module("library.wagtail_hooks")
        for part in OFFERS:
            import_module(f"library.wiring.{part}").offer()
        keep_address = import_module("library.actions.duties.address").keep_address
        post_migrate.connect(keep_address, sender=self)
        add_preparation(keep_address)


class EditorsConfig(WagtailUsersAppConfig):
    """Wagtail's own room for people, in which only their groups are kept."""

    user_viewset = "library.views.editors.EditorViewSet"
