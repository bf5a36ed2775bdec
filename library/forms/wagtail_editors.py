from typing import Any, ClassVar

from django import forms

from accounts.models import User


class GroupsForm(forms.ModelForm):  # type: ignore[type-arg]  # the model stands in Meta
    """Edits Wagtail's groups alone: name, address and password are the person's own, offices come by a verb."""

    class Meta:
        model = User
        fields: ClassVar = ["groups"]
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, editing_self: bool = False, **more: Any) -> None:  # noqa: ARG002 - Wagtail gives it
        super().__init__(*args, **more)
