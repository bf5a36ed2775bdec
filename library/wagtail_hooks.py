"""Wagtail's admin: our colours and start page, and practices, read-only: our verbs alone change them."""

from typing import Any, ClassVar

from django.http import Http404
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    HistoryView,
    SnippetViewSet,
    WorkflowHistoryDetailView,
    WorkflowHistoryView,
)

from accounts.queries.offices import is_administrator, is_moderator
from core.errors import Refused
from library.models import Practice
from library.queries.pages import pages_visible_to
from library.views.editors_start import EditorsStart
from library.views.page_languages import page_languages
from library.views.practice_chooser import PracticeChooser


class LookOnly(ModelPermissionPolicy):
    """Read-only for administrators: nobody adds, changes or deletes here.

    `publish` is asked by Wagtail at the last approval, which our verb of the review has guarded already.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "publish":
            return is_moderator(user)
        return action == "view" and bool(user.is_active and user.is_superuser)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:  # noqa: ARG002 - Wagtail's signature
        return self.user_has_permission(user, action)


# Doors that need no more than `publish`, and would go past our verbs.
CLOSED = {
    "unpublish",
    "lock",
    "unlock",
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
}


class Looked(HistoryView):
    """The history of a practice, read-only."""

    any_permission_required: ClassVar = ["view"]


class WorkflowLooked(WorkflowHistoryView):
    permission_required = "view"


class WorkflowDetailLooked(WorkflowHistoryDetailView):
    permission_required = "view"


class PracticeViewSet(SnippetViewSet):
    model = Practice
    icon = "doc-full-inverse"
    menu_name = "practices"
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    chooser_viewset_class = PracticeChooser
    history_view_class = Looked
    workflow_history_view_class = WorkflowLooked
    workflow_history_detail_view_class = WorkflowDetailLooked
    list_display: ClassVar = ["title", "state", "locale", "institution", "changed_at"]
    list_filter: ClassVar = ["state", "locale"]
    search_fields: ClassVar = ["title", "summary", "code"]

    def get_urlpatterns(self) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in CLOSED]


register_permission_policy(Practice, LookOnly(Practice))
register_snippet(PracticeViewSet)


class AdministratorsItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return is_administrator(request.user)


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/editors.css"))


@hooks.register("construct_homepage_panels")
def begin_with_what_waits(_request: Any, panels: list[Any]) -> None:
    panels.append(EditorsStart())


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
