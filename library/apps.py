from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from wagtail.users.apps import WagtailUsersAppConfig


class LibraryConfig(AppConfig):
    name = "library"
    default = True

    def ready(self) -> None:
        import_module("library.rules")
        _foot()


class EditorsConfig(WagtailUsersAppConfig):
    """Wagtail's own room for people, in which only their groups are kept."""

    user_viewset = "library.views.editors.EditorViewSet"


def _foot() -> None:
    """Links at the foot of every page, read anew when Wagtail says that a page came, moved or went."""
    # Imported when all models are there.
    from wagtail import signals  # noqa: PLC0415 - as above
    from wagtail.models import PageViewRestriction  # noqa: PLC0415 - as above

    from core.registry import add_links  # noqa: PLC0415 - as above
    from library.models import LibraryPage, PlainPage  # noqa: PLC0415 - as above
    from library.queries.footer import footer_links, forget_footer, library_links  # noqa: PLC0415 - as above

    add_links(lambda _user: footer_links(), area="footer")
    add_links(lambda _user: library_links(), area="main")
    for signal in (signals.page_published, signals.page_unpublished, signals.post_page_move, signals.page_slug_changed):
        signal.connect(forget_footer, dispatch_uid="library.footer")
    for signal in (post_save, post_delete):
        signal.connect(forget_footer, sender=PageViewRestriction, dispatch_uid="library.footer.restriction")
    for model in (PlainPage, LibraryPage):
        post_delete.connect(forget_footer, sender=model, dispatch_uid="library.footer.page")
