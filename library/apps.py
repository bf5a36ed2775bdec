from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class LibraryConfig(AppConfig):
    name = "library"
    default = True

    def ready(self) -> None:
        import_module("library.rules")
        # Not left to Wagtail's own search for hooks: a worker publishes without ever opening the admin.
        import_module("library.wagtail_hooks")
        import_module("library.offers.desk").offer()
        _offer_writing()
        import_module("library.offers.library").offer()
        _foot()


class EditorsConfig(WagtailUsersAppConfig):
    """Wagtail's own room for people, in which only their groups are kept."""

    user_viewset = "library.views.editors.EditorViewSet"


def _offer_writing() -> None:
    from core.registry import MenuEntry, add_menu, add_personal_data  # noqa: PLC0415 - models are loaded now
    from library.actions.erasing import erase_practices  # noqa: PLC0415
    from library.queries.personal import practice_data  # noqa: PLC0415

    def signed_in(user: Any) -> bool:
        return bool(getattr(user, "is_authenticated", False))

    add_personal_data("library", exporter=practice_data, eraser=erase_practices)
    add_menu(MenuEntry(_("My practices"), "library:my_practices", 25, shown=signed_in, area="account"))


def _foot() -> None:
    """Links at the foot of every page, read anew when Wagtail says that a page came, moved or went."""
    # Imported when all models are there.
    from wagtail import signals  # noqa: PLC0415 - as above
    from wagtail.models import PageViewRestriction  # noqa: PLC0415 - as above

    from core.registry import add_links  # noqa: PLC0415 - as above
    from library.models import PlainPage  # noqa: PLC0415 - as above
    from library.queries.footer import footer_links, forget_footer  # noqa: PLC0415 - as above

    add_links(lambda _user: footer_links(), area="footer")
    for signal in (signals.page_published, signals.page_unpublished, signals.post_page_move, signals.page_slug_changed):
        signal.connect(forget_footer, dispatch_uid="library.footer")
    for signal in (post_save, post_delete):
        signal.connect(forget_footer, sender=PageViewRestriction, dispatch_uid="library.footer.restriction")
    post_delete.connect(forget_footer, sender=PlainPage, dispatch_uid="library.footer.page")
