"""What the editors' admin shows beside Wagtail's own."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.queries.offices import is_administrator
from library.views.translations import page_languages


class AdministratorsItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return is_administrator(request.user)


@hooks.register("register_admin_urls")
def report_address() -> list[URLPattern]:
    return [path("reports/page-languages/", page_languages, name="page_languages")]


@hooks.register("register_reports_menu_item")
def report_entry() -> MenuItem:
    return AdministratorsItem(_("Pages and languages"), reverse("page_languages"), icon_name="globe", order=10)
