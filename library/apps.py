from importlib import import_module

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig

# Each part offers itself in library/wiring/<part>.py.
OFFERS = (
    "demo",
    "personal_data",
    "menu",
    "review_queue",
    "today",
    "adoptions",
    "findable",
    "footer",
    "listings",
    "log",
    "scheduled_pages",
    "row_pictures",
    "wagtail_exports",
    "wagtail_preparation",
    "wagtail_publishing",
)


class LibraryConfig(AppConfig):
    name = "library"
    default = True

    def ready(self) -> None:
        import_module("library.rules")
        # Not left to Wagtail's own search for hooks: a worker publishes without ever opening the admin.
        import_module("library.wagtail_hooks")
        for part in OFFERS:
            import_module(f"library.wiring.{part}").offer()


class EditorsConfig(WagtailUsersAppConfig):
    """Wagtail's admin of users, reduced to the groups of a person."""

    user_viewset = "library.views.wagtail_editors.EditorViewSet"
