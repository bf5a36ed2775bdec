"""Practices in Wagtail's admin: to be looked at. They change through our verbs alone, which know who may do what."""

from typing import Any, ClassVar

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    HistoryView,
    SnippetViewSet,
    WorkflowHistoryDetailView,
    WorkflowHistoryView,
)

from accounts.models import OfficeKind
from accounts.queries.offices import holds, is_administrator
from library.models import Practice


class LookOnly(ModelPermissionPolicy):
    """Administrators look; nobody adds, changes or deletes here.

    `publish` is asked by Wagtail at the last approval, which our verb of the review has guarded already.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "publish":
            return holds(user, OfficeKind.MODERATOR) or is_administrator(user)
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
    """What was done, for those who may look and do nothing."""

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
