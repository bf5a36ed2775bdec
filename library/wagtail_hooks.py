"""What the editors' admin shows beside Wagtail's own."""

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from accounts.queries.offices import is_administrator
from core.errors import Refused
from library.queries.pages import pages_visible_to
from library.views.translations import page_languages


class AdministratorsItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return is_administrator(request.user)


@hooks.register("construct_main_menu")
def name_reports(_request: Any, items: list[MenuItem]) -> None:
    """Elsewhere on the site the same English word means complaints, and our catalogues come before Wagtail's."""
    for item in items:
        if item.name == "reports":
            item.label = pgettext_lazy("overviews for editors", "Reports")


@hooks.register("before_create_user")
@hooks.register("before_delete_user")
def refuse_accounts(_request: Any, *_user: Any) -> None:
    """People sign up and leave by themselves, and leaving has rules of its own (accounts.actions.erasing)."""
    raise Refused(
        _("Accounts are neither made nor deleted here."),
        next_step=_("People sign up by themselves, and delete their account in their settings."),
    )


@hooks.register("before_serve_page", order=-1)
def hide_from_others(page: Page, request: Any, _args: Any, _more: Any) -> None:
    """Before Wagtail's own check, which sends people who are signed in to the log-in page, and from there back."""
    if request.user.is_authenticated and not pages_visible_to(request.user).filter(pk=page.pk).exists():
        raise Http404


@hooks.register("register_admin_urls")
def report_address() -> list[URLPattern]:
    return [path("reports/page-languages/", page_languages, name="page_languages")]


@hooks.register("register_reports_menu_item")
def report_entry() -> MenuItem:
    return AdministratorsItem(_("Pages and languages"), reverse("page_languages"), icon_name="globe", order=10)
