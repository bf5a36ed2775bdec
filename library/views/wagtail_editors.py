from typing import Any

from wagtail.users.views.users import UserViewSet

from library.forms.wagtail_editors import GroupsForm


class EditorViewSet(UserViewSet):
    """Who may edit pages without an office: by Wagtail's groups, given here."""

    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[Any]:  # noqa: ARG002 - making people is refused
        return GroupsForm
